package payments.drill;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.contract.FunctionVariable;
import payments.contract.RegionRole;
import payments.drill.engine.Crash;
import payments.drill.engine.Items;
import payments.drill.engine.MemoryDynamoDb;
import payments.drill.engine.MemoryDynamoDb.ItemChange;
import payments.drill.engine.TableLine;
import payments.drill.evidence.Ledger;
import payments.drill.evidence.RegionEvidence;
import payments.drill.evidence.Violation;
import payments.service.handler.ServiceParts;
import payments.service.handler.ServiceSettings;
import payments.service.handler.api.PaymentsApiHandler;
import payments.service.handler.queue.EffectProjectorHandler;
import payments.service.handler.queue.OutboxRelayHandler;
import payments.service.handler.queue.QueueProcessorHandler;
import payments.service.json.JsonText;
import payments.service.messaging.Delivery;
import payments.service.outbox.OutboxRelay;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.resilience.Workers;
import payments.service.store.EventItems;
import payments.service.workflow.PaymentWorkflow;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One region: its table, queue, executions and journal, and the service's functions over them. */
final class Site implements RegionEvidence {
    private static final URI ENDPOINT = URI.create("https://dynamodb.invalid");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** DynamoDB splits a table that is new and paid by use into four (developer guide, "On-demand capacity mode"). */
    private static final int SHARDS = 4;

    /** Threads of the projector for a shard: {@code payments.service.handler.queue.EffectProjectorHandler}. */
    private static final int PROJECTOR_THREADS = 16;

    private static final String API = "PaymentsApiHandler";
    private static final String PROCESSOR = "QueueProcessorHandler";
    private static final String RELAY = "OutboxRelayHandler";
    private static final String PROJECTOR = "EffectProjectorHandler";

    private final String name;
    private final World world;
    private final RegionFacts facts;
    private final Measurements measurements;
    private final MemoryDynamoDb table;
    private final Ledger ledger;
    private final PaymentsApiHandler api;
    private final QueueProcessorHandler processor;
    private final OutboxRelayHandler relay;
    private final Optional<EffectProjectorHandler> projector;
    private final Workflows workflows;
    private final MessageQueue queue;
    private final Lanes events;
    private final Lanes effects;
    private @Nullable Instant deadSince;
    private @Nullable Instant backSince;
    private Instant end = Instant.MAX;

    Site(World world, String name) {
        this.name = name;
        this.world = world;
        this.facts = world.facts(name);
        this.measurements = new Measurements(world.timeline());
        this.table = new MemoryDynamoDb(world.timeline(), this::committed);
        this.ledger = new Ledger(name);
        Latencies times = Latencies.ASSUMED;
        Backoff backoff = new Backoff(this::pass, () -> 0.5);
        Wire topic = wire("topic", times.messages(), false);
        Wire ledgerWire = wire("ledger", times.ledger(), false);
        ServiceParts.Clients clients = new ServiceParts.Clients(
                new TableLine(table, wire("table", times.table(), false), world.change()),
                new TableLine(world.log(), wire("log", times.log(), true), world.change()));
        Optional<ServiceSettings.Log> log =
                world.logName().map(shared -> new ServiceSettings.Log(shared, name, ENDPOINT));
        ServiceParts withLog = ServiceParts.of(settings(log), clients, world.timeline(), backoff, measurements::line);
        ServiceParts without =
                ServiceParts.of(settings(Optional.empty()), clients, world.timeline(), backoff, measurements::line);
        Function<String, ServiceParts> parts = handler -> facts.withLog().contains(handler) ? withLog : without;
        Function<ServiceParts, OutboxRelay> out = own -> own.relay(
                (event, deadline) -> ledgerWire.through("post", () -> world.posted(event, ledger)),
                (event, deadline) -> topic.through("publish", () -> world.published(event, name)));
        this.workflows = new Workflows(
                this,
                world.timeline(),
                wire("workflow", times.messages(), false),
                new PaymentWorkflow(parts.apply(Workflows.STEP).payments(), out.apply(parts.apply(Workflows.STEP))));
        this.api = new PaymentsApiHandler(
                new FunctionEnvironment(
                        FunctionContract.PAYMENTS_API,
                        Map.of(
                                FunctionVariable.API_AMOUNTS.name(),
                                "minor-units",
                                FunctionVariable.PAYMENT_WORKFLOW_ARN.name(),
                                "arn:aws:states:%s:000000000000:stateMachine:payments".formatted(name))),
                parts.apply(API).forCallers(),
                List.of(),
                arn -> workflows);
        this.queue = new MessageQueue(world.timeline(), facts.queue(), this::deliver);
        this.processor =
                new QueueProcessorHandler(parts.apply(PROCESSOR), (effect, reason) -> {}, Optional.empty(), queue);
        this.relay = new OutboxRelayHandler(parts.apply(RELAY), out.apply(parts.apply(RELAY)));
        this.projector =
                parts.apply(PROJECTOR).log().map(shared -> new EffectProjectorHandler(withLog, new Workers(1)));
        this.events = new Lanes(world.timeline(), SHARDS, item -> streamed(relay, RELAY, item), age(RELAY));
        this.effects = new Lanes(
                world.timeline(),
                SHARDS * PROJECTOR_THREADS,
                item -> projector.isPresent()
                        ? streamed(projector.get(), PROJECTOR, item)
                        : invoke(PROJECTOR, deadline -> withoutLog()),
                age(PROJECTOR));
    }

    private ServiceSettings settings(Optional<ServiceSettings.Log> log) {
        return new ServiceSettings(
                name,
                world.environment(),
                world.table(),
                ENDPOINT,
                Optional.of(world.isHome(name) ? RegionRole.HOME : RegionRole.STANDBY),
                log);
    }

    /** The projector ends at its start where it has no log. */
    private static Boolean withoutLog() {
        throw new Crash();
    }

    private Wire wire(String to, Duration time, boolean isTheLog) {
        return new Wire(this, world.loss(), to, time, isTheLog);
    }

    private Consumer<Duration> age(String handler) {
        return age ->
                measurements.add(Measurements.series("AWS/Lambda", "IteratorAge", handler), (double) age.toMillis());
    }

    /** Begins the schedules. */
    void begin() {
        facts.relay()
                .each()
                .ifPresent(each -> every(each, () -> invoke(RELAY, deadline -> call(relay, Map.of(), deadline))));
        if (world.logName().isPresent()) {
            facts.projector().each().ifPresent(each -> every(each, this::minute));
        }
        every(Duration.ofSeconds(20), this::measure);
    }

    private void minute() {
        if (projector.isPresent()) {
            invoke(PROJECTOR, deadline -> call(projector.get(), Map.of(), deadline));
        } else {
            invoke(PROJECTOR, deadline -> withoutLog());
        }
    }

    private void every(Duration time, Runnable work) {
        world.timeline().in(Duration.ofMillis(500), () -> again(time, work));
    }

    private void again(Duration time, Runnable work) {
        world.timeline().in(time, () -> again(time, work));
        if (!isAway(now())) {
            work.run();
        }
    }

    private void measure() {
        String name = facts.queue().name();
        measurements.add(Measurements.series("AWS/SQS", "ApproximateNumberOfMessagesVisible", name), queue.waiting());
        measurements.add(Measurements.series("AWS/SQS", "ApproximateAgeOfOldestMessage", name), (double)
                queue.oldest().toSeconds());
        measurements.add(
                Measurements.series(
                        "AWS/SQS",
                        "ApproximateNumberOfMessagesVisible",
                        facts.queue().deadLetters()),
                queue.deadLetters());
    }

    private void committed(List<ItemChange> changes) {
        for (ItemChange change : changes) {
            world.committed(change, name);
            if (facts.relay().byStream()
                    && EventItems.isEvent(change.after())
                    && change.before().isEmpty()) {
                events.add(change.after(), Items.text(change.after(), "payment"));
            }
        }
    }

    /** Follows a write of the log. */
    void logged(Map<String, AttributeValue> item, String kind) {
        if (!facts.projector().byStream()) {
            return;
        }
        if (kind.equals("effect")) {
            effects.add(item, Lanes.paymentOf(item));
        } else if (kind.equals("region")) {
            effects.addBehindAll(item);
        }
    }

    private Optional<Boolean> streamed(
            RequestStreamHandler handler, String function, Map<String, AttributeValue> item) {
        Map<String, Object> record =
                Map.of("dynamodb", Map.of("SequenceNumber", "1", "NewImage", image(item)), "eventName", "INSERT");
        return invoke(function, deadline -> call(handler, Map.of("Records", List.of(record)), deadline)
                .path("batchItemFailures")
                .isEmpty());
    }

    private static Map<String, Object> image(Map<String, AttributeValue> item) {
        Map<String, Object> image = new HashMap<>();
        item.forEach((name, value) -> {
            if (value.bool() != null) {
                image.put(name, Map.of("BOOL", value.bool()));
            } else if (value.n() != null) {
                image.put(name, Map.of("N", value.n()));
            } else {
                image.put(name, Map.of("S", value.s()));
            }
        });
        return image;
    }

    private Optional<Set<String>> deliver(List<Delivery> messages) {
        List<Map<String, Object>> records = new ArrayList<>();
        messages.forEach(message -> records.add(Map.of(
                "messageId",
                message.messageId(),
                "body",
                message.body(),
                "receiptHandle",
                message.receipt(),
                "attributes",
                Map.of("ApproximateReceiveCount", Integer.toString(message.receives())))));
        return invoke(PROCESSOR, deadline -> {
            Set<String> failed = new HashSet<>();
            call(processor, Map.of("Records", records), deadline)
                    .path("batchItemFailures")
                    .forEach(
                            failure -> failed.add(failure.path("itemIdentifier").asText()));
            return failed;
        });
    }

    /** A request of the API; empty without an answer. */
    Optional<HttpAnswer> request(String caller, Map<String, ?> request) {
        Map<String, Object> event = new HashMap<>(request);
        event.put("requestContext", Map.of("identity", Map.of("caller", caller)));
        Optional<HttpAnswer> answer = invoke(API, deadline -> {
            JsonNode envelope = call(api, event, deadline);
            return new HttpAnswer(
                    envelope.path("statusCode").asInt(),
                    read(envelope.path("body").asText()));
        });
        if (!isAway(now())) {
            int status = answer.map(HttpAnswer::status).orElse(HttpAnswer.SERVER_ERROR);
            measurements.add(Measurements.series("AWS/ApiGateway", "Count", ""), 1);
            measurements.add(
                    Measurements.series("AWS/ApiGateway", "5XXError", ""), status >= HttpAnswer.SERVER_ERROR ? 1 : 0);
            measurements.add(
                    Measurements.series("AWS/ApiGateway", "4XXError", ""),
                    status >= HttpAnswer.BAD_REQUEST && status < HttpAnswer.SERVER_ERROR ? 1 : 0);
        }
        return answer;
    }

    /** Runs a function; empty when it failed or was killed, or where there is no region. */
    <T> Optional<T> invoke(String handler, Function<Deadline, T> function) {
        if (isAway(now())) {
            return Optional.empty();
        }
        Instant before = end;
        Instant own = now().plus(facts.timeout(handler));
        end = own;
        Optional<T> answer = Optional.empty();
        try {
            answer = Optional.of(function.apply(() -> Duration.between(now(), own)));
        } catch (Crash | UnavailableException e) {
            answer = Optional.empty();
        } catch (Violation violation) {
            world.found(violation);
        } finally {
            end = before;
        }
        if (!isAway(now())) {
            measurements.add(Measurements.series("AWS/Lambda", "Errors", handler), answer.isPresent() ? 0 : 1);
        }
        return answer;
    }

    private static JsonNode call(RequestStreamHandler handler, Map<String, ?> event, Deadline deadline) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(JsonText.of(event).getBytes(StandardCharsets.UTF_8)),
                    out,
                    context(deadline));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read(out.toString(StandardCharsets.UTF_8));
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Context context(Deadline deadline) {
        return (Context) Proxy.newProxyInstance(
                Site.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAwsRequestId" -> "request";
                    case "getRemainingTimeInMillis" ->
                        (int) deadline.remaining().toMillis();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** Takes time of a function, which ends with its region, and when it takes too long. */
    void pass(Duration time) {
        world.timeline().pass(time);
        if (isAway(now()) || now().isAfter(end)) {
            throw new Crash();
        }
    }

    /** Takes time of someone who does not end with the region. */
    void elapse(Duration time) {
        world.timeline().pass(time);
    }

    Instant now() {
        return world.timeline().instant();
    }

    void die() {
        deadSince = now();
        world.lost();
    }

    void comeBack() {
        backSince = now();
        queue.wake();
    }

    /** Whether the region is not there at a moment. */
    boolean isAway(Instant at) {
        return deadSince != null && !at.isBefore(deadSince) && (backSince == null || at.isBefore(backSince));
    }

    /** The way of a person to the region's table, or to the log as it is reached there. */
    DynamoDbClient operated() {
        return new TableLine(
                world.logName().isPresent() ? world.log() : table, new OperatorWire(this), TableLine.Change.NONE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Ledger> ledger() {
        return Optional.of(ledger);
    }

    @Override
    public List<Map<String, AttributeValue>> items(String kind) {
        return table.items(world.table().name()).values().stream()
                .filter(item -> AttributeValue.fromS(kind).equals(item.get("kind")))
                .toList();
    }

    RegionFacts facts() {
        return facts;
    }

    Measurements measurements() {
        return measurements;
    }

    MessageQueue queue() {
        return queue;
    }

    Workflows workflows() {
        return workflows;
    }

    String workflowName() {
        return world.workflowName();
    }

    /** What is under way. */
    String underWay() {
        return "%d messages in its queue, %d captures, %d records of its streams"
                .formatted(queue.waiting(), workflows.running(), events.waiting() + effects.waiting());
    }

    /** Whether nothing is under way. */
    boolean isAtRest() {
        return events.waiting() == 0
                && effects.waiting() == 0
                && workflows.running() == 0
                && queue.waiting() == 0
                && items("event").stream().noneMatch(event -> event.containsKey("outbox_shard"));
    }
}
