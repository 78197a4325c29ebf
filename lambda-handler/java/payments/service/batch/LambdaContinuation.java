package payments.service.batch;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import payments.service.json.JsonText;
import payments.service.json.JsonValue;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/**
 * Has the function invoke itself, asynchronously.
 *
 * <p>Not by a message in a queue: that would take a queue, a dead-letter queue and a mapping of its own to carry one
 * message a file, while an asynchronous invocation has retries and a failure destination already.
 */
public final class LambdaContinuation implements Continuation {
    private static final String FIELD = "continue_batch";

    private final LambdaClient client;
    private final String function;

    /**
     * Uses the client as it is.
     *
     * @param function name or ARN of the batch function, with its alias
     */
    public LambdaContinuation(LambdaClient client, String function) {
        this.client = client;
        this.function = function;
    }

    /** A file and the number of the run that continues it. */
    public record Order(BatchFile file, int run) {}

    @Override
    public void resume(BatchFile file, int run) {
        try {
            client.invoke(invoke -> invoke.functionName(function)
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String(write(file, run))));
        } catch (SdkException e) {
            throw new UnavailableException("the batch function", e);
        }
    }

    static String write(BatchFile file, int run) {
        return JsonText.of(Map.of(
                FIELD,
                Map.of(
                        "bucket", file.bucket(),
                        "key", file.key(),
                        "version", file.version().orElse(""),
                        "etag", file.eTag(),
                        "received_on", file.receivedOn().toString(),
                        "run", run)));
    }

    /** Reads the event of such an invocation; empty when it is another event. */
    public static Optional<Order> read(JsonValue event) {
        JsonValue.Obj fields = event.asObject();
        JsonValue field = fields == null ? null : fields.get(FIELD);
        JsonValue.Obj order = field == null ? null : field.asObject();
        if (order == null) {
            return Optional.empty();
        }
        BatchFile file = new BatchFile(
                S3Events.text(order, "bucket"),
                S3Events.text(order, "key"),
                Optional.of(S3Events.text(order, "version")).filter(version -> !version.isEmpty()),
                S3Events.text(order, "etag"),
                LocalDate.parse(S3Events.text(order, "received_on")));
        String run = order.number("run");
        if (run == null) {
            throw new IllegalArgumentException("a continuation has no number of its run");
        }
        return Optional.of(new Order(file, Integer.parseInt(run)));
    }
}
