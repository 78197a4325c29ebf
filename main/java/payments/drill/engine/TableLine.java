package payments.drill.engine;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The way from the functions of one region to a table. */
public final class TableLine implements DynamoDbClient {
    /** What happens to a call. */
    public interface Faults {
        /** Has the call take effect or not, answers or fails. */
        <T> T around(String call, Supplier<T> effect);
    }

    /**
     * What happens to what is sent and answered, for tests that take a guard of the service away.
     *
     * @param put puts
     * @param copied transactions
     * @param standing answers of transactions that read
     */
    public record Change(
            UnaryOperator<PutItemRequest> put,
            UnaryOperator<TransactWriteItemsRequest> copied,
            UnaryOperator<TransactGetItemsResponse> standing) {
        /** Nothing is changed. */
        public static final Change NONE =
                new Change(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
    }

    private final MemoryDynamoDb engine;
    private final Faults faults;
    private final Change change;

    /** Leads to an engine through faults. */
    public TableLine(MemoryDynamoDb engine, Faults faults, Change change) {
        this.engine = engine;
        this.faults = faults;
        this.change = change;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return faults.around(
                "transaction", () -> engine.transactWriteItems(change.copied().apply(request)));
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return faults.around("get two", () -> change.standing().apply(engine.transactGetItems(request)));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return faults.around("get", () -> engine.getItem(request));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return faults.around("update", () -> engine.updateItem(request));
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return faults.around("put", () -> engine.putItem(change.put().apply(request)));
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return faults.around("query", () -> engine.query(request));
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return faults.around("scan", () -> engine.scan(request));
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
