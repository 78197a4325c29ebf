package payments.service.store;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Payments in one DynamoDB table. One conditional write decides; there is no read before it that another
 * request could overtake.
 */
public final class DynamoDbPaymentStore implements PaymentStore {
    private final DynamoDbClient client;
    private final PaymentTable table;
    private final PaymentItems items;

    /** Uses the client as it is; its timeouts and retries are the caller's. */
    public DynamoDbPaymentStore(DynamoDbClient client, PaymentTable table) {
        this.client = client;
        this.table = table;
        this.items = new PaymentItems(table);
    }

    @Override
    public Optional<Payment> putIfAbsent(Payment payment) {
        String writeId = UUID.randomUUID().toString();
        try {
            client.putItem(put -> put.tableName(table.name())
                    .item(items.item(payment, writeId))
                    .conditionExpression("attribute_not_exists(#id)")
                    .expressionAttributeNames(Map.of("#id", table.partitionKey()))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Optional.empty();
        } catch (ConditionalCheckFailedException e) {
            // The SDK repeats a request whose answer got lost; then the item in our way is our own.
            Map<String, AttributeValue> item = e.hasItem() ? e.item() : read(payment.id());
            return unlessOurs(item, writeId);
        } catch (SdkException e) {
            if (!isTemporary(e)) {
                throw e;
            }
            return resolve(payment.id(), writeId, e);
        }
    }

    @Override
    public Optional<Payment> find(PaymentId id) {
        try {
            Map<String, AttributeValue> item = read(id);
            return item.isEmpty() ? Optional.empty() : Optional.of(items.payment(item));
        } catch (SdkException e) {
            if (!isTemporary(e)) {
                throw e;
            }
            throw new StoreUnavailableException(e);
        }
    }

    /** An attempt failed, but it or an earlier one may have been written all the same: the table knows. */
    private Optional<Payment> resolve(PaymentId id, String writeId, SdkException failure) {
        Map<String, AttributeValue> item;
        try {
            item = read(id);
        } catch (SdkException e) {
            failure.addSuppressed(e);
            throw new StoreUnavailableException(failure);
        }
        if (item.isEmpty()) {
            throw new StoreUnavailableException(failure);
        }
        return unlessOurs(item, writeId);
    }

    private Optional<Payment> unlessOurs(Map<String, AttributeValue> item, String writeId) {
        boolean ours = AttributeValue.fromS(writeId).equals(item.get(PaymentItems.WRITE_ID));
        return ours ? Optional.empty() : Optional.of(items.payment(item));
    }

    /** Empty when there is no such item. */
    private Map<String, AttributeValue> read(PaymentId id) {
        return client.getItem(
                        get -> get.tableName(table.name()).key(items.key(id)).consistentRead(true))
                .item();
    }

    /** A refusal (4xx without throttling) is our own mistake and stays an error; all else may pass. */
    private static boolean isTemporary(SdkException e) {
        if (e instanceof AwsServiceException service) {
            return service.isThrottlingException() || service.statusCode() >= 500;
        }
        return e instanceof SdkClientException;
    }
}
