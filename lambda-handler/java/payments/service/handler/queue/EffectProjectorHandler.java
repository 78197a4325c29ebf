package payments.service.handler.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.contract.FunctionMetric;
import payments.contract.FunctionVariable;
import payments.service.effects.CatchUp;
import payments.service.effects.DynamoDbRegionProgress;
import payments.service.effects.EffectItems;
import payments.service.effects.EffectStream;
import payments.service.effects.RegionProgress;
import payments.service.effects.UnreadableEffectException;
import payments.service.handler.Invocation;
import payments.service.handler.LogParts;
import payments.service.handler.ServiceParts;
import payments.service.handler.ServiceSettings;
import payments.service.json.JsonText;
import payments.service.json.JsonValue;
import payments.service.observability.Events;
import payments.service.observability.Failures;
import payments.service.observability.Metrics;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.resilience.Workers;
import payments.service.store.RegionFence;
import payments.service.store.RegionFence.Ownership;
import payments.service.store.StreamImage;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The Lambda function that brings the region's table up to the log of effects. Connect it to the stream of the region's replica of the
 * log (with {@code ReportBatchItemFailures}, and a filter on {@code kind = effect} and {@code kind = region} to save calls) and to
 * a schedule of a minute, by which it says how far the region is, who owns the payments, and makes up for what the stream lost.
 *
 * <p>Variables: those of {@link ServiceSettings}.
 */
public final class EffectProjectorHandler implements RequestStreamHandler {
    /** The schedule begins the next one after a minute. */
    private static final Duration LONGEST_MINUTE = Duration.ofSeconds(50);

    /** A batch of a stream, or a page of a scan, has about so many payments for which to wait. */
    private static final int THREADS = 16;

    private final String region;
    private final Clock clock;
    private final RegionFence ownership;
    private final DynamoDbRegionProgress progress;
    private final EffectStream stream;
    private final CatchUp catchUp;
    private final Workers workers;
    private final Events events;
    private final Metrics metrics;

    /** Reads the environment; the constructor that Lambda calls. */
    public EffectProjectorHandler() {
        this(FunctionEnvironment.of(FunctionContract.EFFECT_PROJECTOR));
    }

    /** Reads this environment. */
    public EffectProjectorHandler(FunctionEnvironment environment) {
        this(ServiceParts.of(ServiceSettings.from(environment)));
    }

    /** Takes the parts of a region that has a log. */
    public EffectProjectorHandler(ServiceParts parts) {
        this(parts, new Workers(THREADS));
    }

    /**
     * Takes the parts of a region that has a log.
     *
     * @param workers apply effects of different payments at a time
     */
    public EffectProjectorHandler(ServiceParts parts, Workers workers) {
        LogParts log = parts.log()
                .orElseThrow(() -> new IllegalStateException(
                        "%s is not set; there is no log to follow".formatted(FunctionVariable.EFFECT_LOG_TABLE)));
        this.region = parts.settings().region();
        this.clock = parts.clock();
        this.ownership = log.ownership();
        this.progress = log.progress();
        this.stream = log.stream(parts.outbox(), region, clock);
        this.workers = workers;
        this.catchUp = log.catchUp(clock, workers, parts.events());
        this.events = parts.events();
        this.metrics = parts.metrics();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Invocation.run(input, output, context, this::answer);
    }

    private String answer(JsonValue json, Deadline deadline) {
        JsonValue.Obj event = json.asObject();
        if (event == null) {
            throw new IllegalArgumentException("the event is no object; connect the log's stream or a schedule");
        }
        JsonValue.Arr records = event.array("Records");
        return JsonText.of(
                records == null ? minute(deadline) : Map.of("batchItemFailures", failures(records, deadline)));
    }

    /** Payments wait for no other; how far the region is follows from all effects in front of that. */
    private List<Map<String, String>> failures(JsonValue.Arr records, Deadline deadline) {
        Instant received = clock.instant();
        return StreamRecords.failures(
                records,
                record -> EffectItems.paymentOf(image(record)),
                workers,
                record -> isDone(record, received, deadline));
    }

    private static Map<String, AttributeValue> image(JsonValue.Obj record) {
        return StreamImage.item(record.object("dynamodb").object("NewImage"));
    }

    private boolean isDone(JsonValue.Obj record, Instant received, Deadline deadline) {
        try {
            follow(record, received, deadline);
            return true;
        } catch (UnavailableException e) {
            events.warn("effect-not-applied", Map.of("exceptions", Failures.classes(e)));
            return false;
        }
    }

    private void follow(JsonValue.Obj record, Instant received, Deadline deadline) {
        try {
            stream.follow(image(record), received, deadline);
        } catch (UnreadableEffectException e) {
            // Holding up the stream would only hold up the others. The scan comes back to it.
            events.error("effect-unreadable", e, Map.of());
            stream.lost(received, received, deadline);
        }
    }

    private Map<String, Object> minute(Deadline deadline) {
        Ownership ownership = this.ownership.ownership(deadline);
        boolean owns = ownership.isOf(region);
        metrics.record(FunctionMetric.OWNS_PAYMENTS, owns ? 1 : 0, Map.of());
        metrics.record(FunctionMetric.PAYMENTS_OWNED, ownership.region().isPresent() ? 1 : 0, Map.of());
        Instant now = clock.instant();
        progress.read(region, deadline)
                .lagAt(now)
                .ifPresent(lag -> metrics.record(FunctionMetric.PROJECTOR_LAG, (double) lag.toMillis(), Map.of()));
        Deadline own = Deadline.in(LONGEST_MINUTE);
        RegionProgress after = catchUp.run(region, () -> shorter(own.remaining(), deadline.remaining()));
        Map<String, Object> answer = Map.of("owns", owns, "complete", after.isComplete(), "scans", after.scans());
        events.info("log-followed", answer);
        return answer;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
