/**
 * DynamoDB's protocol on what a Java runtime has: for the SDK's own client is most of a function's start. Start at {@link
 * payments.service.dynamodb.LightDynamoDbClient}.
 */
@org.jspecify.annotations.NullMarked
package payments.service.dynamodb;
