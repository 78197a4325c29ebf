package payments.service.handler.batch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.contract.FunctionMetric;
import payments.contract.FunctionVariable;
import payments.service.batch.BatchFile;
import payments.service.batch.BatchLimits;
import payments.service.batch.BatchService;
import payments.service.batch.DynamoDbBatchStatuses;
import payments.service.batch.FileStore;
import payments.service.batch.LambdaContinuation;
import payments.service.batch.LargeFiles;
import payments.service.batch.RowPoster;
import payments.service.batch.Run;
import payments.service.batch.S3Events;
import payments.service.batch.S3FileStore;
import payments.service.batch.StepFunctionsLargeFiles;
import payments.service.handler.Invocation;
import payments.service.json.JsonText;
import payments.service.json.JsonValue;
import payments.service.messaging.AwsClients;
import payments.service.messaging.SqsPaymentQueue;
import payments.service.observability.EmbeddedMetrics;
import payments.service.observability.Events;
import payments.service.observability.JsonLines;
import payments.service.observability.StandardOutput;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The Lambda function that S3 starts for each file of payments, and that continues one. Its variables are described at
 * {@link BatchSettings}. Give it a failure destination: after two retries that is where the event goes, with bucket, key
 * and version of a file that could not be taken.
 */
public final class BatchFileHandler implements RequestStreamHandler {
    /** Ten calls of ten messages under way hide most of the waiting and stay far below what a queue takes. */
    private static final int CALLS_IN_FLIGHT = 10;

    private final BatchService service;
    private final Events events;

    /** Reads the environment; the constructor that Lambda calls. */
    public BatchFileHandler() {
        this(FunctionEnvironment.of(FunctionContract.BATCH_FILE));
    }

    /** Reads this environment. */
    public BatchFileHandler(FunctionEnvironment environment) {
        this(BatchSettings.from(environment), Clock.systemUTC());
    }

    private BatchFileHandler(BatchSettings settings, Clock clock) {
        this(
                service(settings, clock),
                new JsonLines(
                        StandardOutput::print,
                        clock,
                        Map.of("environment", settings.environment(), "region", settings.region())));
    }

    /** Takes the collaborators. */
    public BatchFileHandler(BatchService service, Events events) {
        this.service = service;
        this.events = events;
    }

    private static BatchService service(BatchSettings settings, Clock clock) {
        String region = settings.region();
        FileStore files = new S3FileStore(AwsClients.of(S3Client.builder(), region));
        DynamoDbBatchStatuses statuses = new DynamoDbBatchStatuses(
                AwsClients.of(DynamoDbClient.builder(), region), settings.statusTable(), clock);
        ExecutorService pool = Executors.newFixedThreadPool(CALLS_IN_FLIGHT, task -> {
            Thread thread = new Thread(task, "queue-sender");
            thread.setDaemon(true);
            return thread;
        });
        BatchLimits limits = settings.limits();
        RowPoster poster = new RowPoster(
                files,
                statuses,
                new SqsPaymentQueue(AwsClients.of(SqsClient.builder(), region), settings.queueUrl()),
                pool,
                CALLS_IN_FLIGHT,
                new Backoff(),
                settings.places().caller(),
                limits);
        return new BatchService(
                files,
                statuses,
                poster,
                largeFiles(settings),
                new LambdaContinuation(AwsClients.of(LambdaClient.builder(), region), settings.functionName()),
                settings.places(),
                limits,
                new JsonLines(
                        StandardOutput::print, clock, Map.of("environment", settings.environment(), "region", region)),
                new EmbeddedMetrics(
                        StandardOutput::print,
                        clock,
                        Map.of(FunctionMetric.ENVIRONMENT, settings.environment(), FunctionMetric.REGION, region)));
    }

    private static LargeFiles largeFiles(BatchSettings settings) {
        return settings.machineArn()
                .<LargeFiles>map(
                        arn -> new StepFunctionsLargeFiles(AwsClients.of(SfnClient.builder(), settings.region()), arn))
                .orElse((batchId, bucket, key) -> {
                    throw new IllegalStateException("%s is not set; no file is too large then"
                            .formatted(FunctionVariable.LARGE_FILE_MACHINE_ARN));
                });
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Invocation.run(input, output, context, (event, deadline) -> answer(event, context.getAwsRequestId(), deadline));
    }

    private String answer(JsonValue event, String requestId, Deadline deadline) {
        Optional<LambdaContinuation.Order> order = LambdaContinuation.read(event);
        List<BatchFile> files = order.map(resumed -> List.of(resumed.file())).orElseGet(() -> S3Events.read(event));
        Run run = new Run(requestId, order.map(LambdaContinuation.Order::run).orElse(1), deadline);
        processAll(files, run);
        return JsonText.of(Map.of("files", files.size()));
    }

    /** A file that fails does not stop the others; then the event is delivered again, and they are found completed. */
    private void processAll(List<BatchFile> files, Run run) {
        List<RuntimeException> failures = new ArrayList<>();
        for (BatchFile file : files) {
            try {
                service.process(file, run);
            } catch (RuntimeException e) {
                events.error(
                        "batch-not-taken",
                        e,
                        Map.of(
                                "object_bucket", file.bucket(),
                                "object_key", file.shownKey(),
                                "object_version", file.version().orElse("")));
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }
}
