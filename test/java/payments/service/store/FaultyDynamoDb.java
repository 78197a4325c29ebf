package payments.service.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
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
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The real engine behind a line that breaks where a test wants it to. */
public final class FaultyDynamoDb implements DynamoDbClient {
    /** What happens to one call instead of just reaching the engine. */
    public interface Fault {
        /** Calls the engine or not, answers or throws. */
        <T> T around(Supplier<T> engine);
    }

    private final DynamoDbClient engine;
    private final Deque<Fault> transactionFaults = new ArrayDeque<>();
    private final Deque<Fault> readFaults = new ArrayDeque<>();
    private final List<GetItemRequest> reads = Collections.synchronizedList(new ArrayList<>());
    private final List<TransactWriteItemsRequest> transactions = Collections.synchronizedList(new ArrayList<>());
    private UnaryOperator<TransactWriteItemsRequest> onTheWay = UnaryOperator.identity();

    /** A line to the engine that works. */
    public FaultyDynamoDb(DynamoDbClient engine) {
        this.engine = engine;
    }

    /** The call never reaches the engine. */
    public static Fault before(RuntimeException failure) {
        return new Fault() {
            @Override
            public <T> T around(Supplier<T> engine) {
                throw failure;
            }
        };
    }

    /** The engine does its work, and the answer gets lost. */
    public static Fault after(RuntimeException failure) {
        return new Fault() {
            @Override
            public <T> T around(Supplier<T> engine) {
                T unused = engine.get();
                throw failure;
            }
        };
    }

    /** Something else happens before the call reaches the engine: somebody was faster. */
    public static Fault meanwhile(Runnable somethingElse) {
        return new Fault() {
            @Override
            public <T> T around(Supplier<T> engine) {
                somethingElse.run();
                return engine.get();
            }
        };
    }

    /** An error of the service. */
    public static RuntimeException error(int status, String code) {
        return DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    /** A cancelled transaction with these reasons, one for each write. */
    public static RuntimeException cancelled(String... codes) {
        List<CancellationReason> reasons = new ArrayList<>();
        for (String code : codes) {
            reasons.add(CancellationReason.builder().code(code).build());
        }
        return TransactionCanceledException.builder()
                .statusCode(400)
                .cancellationReasons(reasons)
                .build();
    }

    /** The next transactions meet these faults, in this order. */
    public FaultyDynamoDb onTransactions(Fault... faults) {
        transactionFaults.addAll(List.of(faults));
        return this;
    }

    /** The next reads meet these faults, in this order. */
    public FaultyDynamoDb onReads(Fault... faults) {
        readFaults.addAll(List.of(faults));
        return this;
    }

    /** Every transaction is changed on its way. */
    public FaultyDynamoDb changing(UnaryOperator<TransactWriteItemsRequest> change) {
        onTheWay = change;
        return this;
    }

    /** All reads so far. */
    public List<GetItemRequest> reads() {
        return reads;
    }

    /** All transactions so far, also those that did not arrive. */
    public List<TransactWriteItemsRequest> transactions() {
        return transactions;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        transactions.add(request);
        return meet(transactionFaults, () -> engine.transactWriteItems(onTheWay.apply(request)));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        reads.add(request);
        return meet(readFaults, () -> engine.getItem(request));
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return engine.transactGetItems(request);
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return engine.putItem(request);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return engine.updateItem(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return meet(readFaults, () -> engine.query(request));
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return engine.scan(request);
    }

    private static synchronized Fault next(Deque<Fault> faults) {
        Fault fault = faults.poll();
        return fault == null
                ? new Fault() {
                    @Override
                    public <R> R around(Supplier<R> engine) {
                        return engine.get();
                    }
                }
                : fault;
    }

    private static <T> T meet(Deque<Fault> faults, Supplier<T> engine) {
        return next(faults).around(engine);
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
