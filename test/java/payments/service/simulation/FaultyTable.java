package payments.service.simulation;

import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The way to DynamoDB: faults on it, and for a mutant a change of what is sent. */
final class FaultyTable implements DynamoDbClient {
    private final DynamoDbClient engine;
    private final FaultInjector faults;
    private final Rewriting rewriting;

    /** What a mutant does to requests: it can take a condition away, never add one. */
    record Rewriting(
            UnaryOperator<TransactWriteItemsRequest> transaction,
            UnaryOperator<UpdateItemRequest> update,
            UnaryOperator<GetItemRequest> read) {
        static final Rewriting NONE =
                new Rewriting(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());

        static Rewriting transactions(UnaryOperator<TransactWriteItemsRequest> change) {
            return new Rewriting(change, UnaryOperator.identity(), UnaryOperator.identity());
        }

        static Rewriting updates(UnaryOperator<UpdateItemRequest> change) {
            return new Rewriting(UnaryOperator.identity(), change, UnaryOperator.identity());
        }

        static Rewriting reads(UnaryOperator<GetItemRequest> change) {
            return new Rewriting(UnaryOperator.identity(), UnaryOperator.identity(), change);
        }
    }

    FaultyTable(DynamoDbClient engine, FaultInjector faults, Rewriting rewriting) {
        this.engine = engine;
        this.faults = faults;
        this.rewriting = rewriting;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        TransactWriteItemsRequest sent = rewriting.transaction().apply(request);
        return faults.around(Port.TRANSACTION, "transaction", () -> engine.transactWriteItems(sent));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        GetItemRequest sent = rewriting.read().apply(request);
        return faults.around(Port.TABLE, "get", () -> engine.getItem(sent));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        UpdateItemRequest sent = rewriting.update().apply(request);
        return faults.around(Port.TABLE, "update", () -> engine.updateItem(sent));
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return faults.around(Port.TABLE, "put", () -> engine.putItem(request));
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return faults.around(Port.TABLE, "query", () -> engine.query(request));
    }

    @Override
    public String serviceName() {
        return engine.serviceName();
    }

    @Override
    public void close() {
        // The engine has nothing open.
    }
}
