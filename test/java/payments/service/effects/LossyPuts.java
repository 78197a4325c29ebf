package payments.service.effects;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** A way to the engine on which puts fail, before or after their effect. */
final class LossyPuts implements DynamoDbClient {
    private record Fault(RuntimeException failure, boolean afterTheEffect) {}

    private final DynamoDbClient engine;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private int puts;

    LossyPuts(DynamoDbClient engine) {
        this.engine = engine;
    }

    /** The next put takes effect and fails. */
    void lose(RuntimeException failure) {
        faults.add(new Fault(failure, true));
    }

    /** The next put fails without effect. */
    void refuse(RuntimeException failure) {
        faults.add(new Fault(failure, false));
    }

    /** How often was put. */
    int puts() {
        return puts;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        puts++;
        Supplier<PutItemResponse> effect = () -> engine.putItem(request);
        Fault fault = faults.poll();
        if (fault == null) {
            return effect.get();
        }
        if (fault.afterTheEffect()) {
            PutItemResponse unused = effect.get();
        }
        throw fault.failure();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return engine.getItem(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return engine.query(request);
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
