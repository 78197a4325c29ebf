package payments.service.store;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** The real engine behind a line that breaks where a test wants it to. */
final class FailingDynamoDb implements DynamoDbClient {
    private final DynamoDbClient engine;
    private final UnaryOperator<Supplier<PutItemResponse>> put;
    private final UnaryOperator<Supplier<GetItemResponse>> get;

    FailingDynamoDb(
            DynamoDbClient engine,
            UnaryOperator<Supplier<PutItemResponse>> put,
            UnaryOperator<Supplier<GetItemResponse>> get) {
        this.engine = engine;
        this.put = put;
        this.get = get;
    }

    /** The call never reaches the engine. */
    static <T> UnaryOperator<Supplier<T>> before(RuntimeException failure) {
        return call -> () -> {
            throw failure;
        };
    }

    /** The engine does its work, and the answer gets lost. */
    static <T> UnaryOperator<Supplier<T>> after(RuntimeException failure) {
        return call -> () -> {
            T unused = call.get();
            throw failure;
        };
    }

    /** The SDK's own retry: the first answer gets lost, the second attempt answers. */
    static <T> UnaryOperator<Supplier<T>> twice() {
        return call -> () -> {
            T unused = call.get();
            return call.get();
        };
    }

    /** A line that works. */
    static <T> UnaryOperator<Supplier<T>> working() {
        return call -> call;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return put.apply(() -> engine.putItem(request)).get();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return get.apply(() -> engine.getItem(request)).get();
    }

    @Override
    public String serviceName() {
        return engine.serviceName();
    }

    @Override
    public void close() {
        // The engine belongs to the test class, which closes it.
    }
}
