package payments.service.effects;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** A table that cannot be reached. */
final class ClosedDynamoDb implements DynamoDbClient {
    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        throw SdkClientException.create("connection refused");
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        throw SdkClientException.create("connection refused");
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        throw SdkClientException.create("connection refused");
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
