package payments.service.simulation;

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
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.contract.RegionRole;
import payments.service.batch.BatchLimits;
import payments.service.batch.BatchPlaces;
import payments.service.batch.BatchService;
import payments.service.batch.DynamoDbBatchStatuses;
import payments.service.batch.RowPoster;
import payments.service.handler.ServiceParts;
import payments.service.handler.ServiceSettings;
import payments.service.handler.api.PaymentsApiHandler;
import payments.service.handler.queue.OutboxRelayHandler;
import payments.service.handler.queue.QueueProcessorHandler;
import payments.service.json.JsonText;
import payments.service.messaging.MessageReader;
import payments.service.messaging.PaymentQueue;
import payments.service.messaging.Postponement;
import payments.service.messaging.QueueEntry;
import payments.service.outbox.EventPublisher;
import payments.service.outbox.OutboxRelay;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.DynamoDbRegionFence;
import payments.service.store.RegionFence;
import payments.service.workflow.PaymentWorkflow;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The functions of one region: the service's own code down to the clients of AWS. */
final class Functions {
    static final Duration API_TIME = Duration.ofSeconds(20);
    static final Duration WORK_TIME = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final BatchPlaces PLACES =
            new BatchPlaces("principal:files", "reports", "batch-reports/", "quarantine");

    /** A checkpoint after every second row, so that small files have some. */
    private static final BatchLimits LIMITS = new BatchLimits(1 << 20, 100, 1_000, 100, 2, 1_000);

    final BatchService batches;
    final PaymentWorkflow workflow;
    final RegionFence fence;
    private final PaymentsApiHandler api;
    private final QueueProcessorHandler queue;
    private final OutboxRelayHandler relay;
    private final Variant variant;

    Functions(World world, String region, Clock clock, Backoff backoff, FaultInjector line, Variant variant) {
        this.variant = variant;
        DynamoDbClient client = new FaultyTable(world.engine, line, variant.table());
        ServiceParts whole = ServiceParts.of(
                new ServiceSettings(
                        region,
                        "sim",
                        World.TABLE,
                        URI.create("https://dynamodb.invalid"),
                        Optional.of(region.equals(World.HOME) ? RegionRole.HOME : RegionRole.STANDBY),
                        Optional.empty()),
                client,
                clock,
                backoff,
                world.log);
        ServiceParts parts = whole.over(variant.store().apply(whole.store()));
        DynamoDbBatchStatuses statuses = new DynamoDbBatchStatuses(client, World.STATUS_TABLE, clock);
        EventPublisher topic =
                (event, deadline) -> line.around(Port.TOPIC, "publish", () -> world.topic.publish(event));
        this.api = new PaymentsApiHandler(
                new FunctionEnvironment(FunctionContract.PAYMENTS_API, Map.of("API_AMOUNTS", "minor-units")),
                parts,
                List.of());
        this.queue = new QueueProcessorHandler(
                parts, variant.rejections().apply(statuses), Optional.empty(), Postponement.NONE);
        OutboxRelay bringingOut = parts.relay(
                (event, deadline) -> line.around(Port.LEDGER, "post", () -> world.ledger.post(event)),
                variant.publisher().apply(topic));
        this.relay = new OutboxRelayHandler(parts, bringingOut);
        this.workflow = new PaymentWorkflow(parts.payments(), bringingOut);
        this.fence = new DynamoDbRegionFence(client, World.TABLE, backoff, Optional.of(World.HOME));
        PaymentQueue rows =
                variant.queue().apply(entries -> line.around(Port.QUEUE, "send", () -> taken(entries, world)));
        this.batches = new BatchService(
                world.files,
                statuses,
                new RowPoster(world.files, statuses, rows, Runnable::run, 1, backoff, PLACES.caller(), LIMITS),
                (batchId, bucket, key) -> {
                    throw new UnsupportedOperationException("no simulated file is large");
                },
                (file, run) -> line.around(Port.QUEUE, "go on", () -> world.due(file, run)),
                PLACES,
                LIMITS,
                parts.events(),
                parts.metrics());
    }

    /** A part of the messages is not taken the first time: partial failures are the rule. */
    private static Set<String> taken(List<QueueEntry> entries, World world) {
        Set<String> failed = new HashSet<>();
        for (QueueEntry entry : entries) {
            if (entries.size() > 1 && (entry.body().hashCode() & 3) == 0 && world.refuse(entry.body())) {
                failed.add(entry.id());
                continue;
            }
            try {
                world.queue.send(entry.body(), MessageReader.read(entry.body()));
            } catch (Exception e) {
                throw new AssertionError("the service wrote a message that it cannot read: " + entry.body(), e);
            }
        }
        return failed;
    }

    /** An answer of the API. */
    record Answer(int status, JsonNode body, boolean replayed, Optional<String> storedAs) {
        String problem() {
            return body.path("type").asText().replace("urn:payments:problem:", "");
        }
    }

    Answer post(String caller, String key, Map<String, ?> body, Deadline deadline) {
        return answer(
                caller,
                Map.of(
                        "httpMethod",
                        "POST",
                        "path",
                        "/payments",
                        "body",
                        JsonText.of(body),
                        "headers",
                        Map.of("Content-Type", "application/json", "Idempotency-Key", key)),
                deadline);
    }

    Answer get(String caller, String id, Deadline deadline) {
        return answer(caller, Map.of("httpMethod", "GET", "path", "/payments/" + id, "headers", Map.of()), deadline);
    }

    private Answer answer(String caller, Map<String, ?> request, Deadline deadline) {
        Map<String, Object> event = new HashMap<>(request);
        event.put("requestContext", Map.of("identity", Map.of("caller", caller)));
        JsonNode envelope = call(api, event, deadline);
        return new Answer(
                envelope.path("statusCode").asInt(),
                parse(envelope.path("body").asText()),
                envelope.path("headers").has("Idempotent-Replayed"),
                Optional.ofNullable(envelope.path("headers").get("Payment-Stored-As"))
                        .map(JsonNode::asText));
    }

    /** Delivers messages; gives the ids of those that stay in the queue. */
    Set<String> deliver(List<MemoryQueue.Message> messages, Deadline deadline) {
        List<Map<String, String>> records = messages.stream()
                .map(message -> Map.of("messageId", message.id(), "body", message.body()))
                .toList();
        String answer = variant.queueAnswer()
                .apply(call(queue, Map.of("Records", records), deadline).toString());
        Set<String> failed = new HashSet<>();
        parse(answer)
                .path("batchItemFailures")
                .forEach(failure -> failed.add(failure.path("itemIdentifier").asText()));
        return failed;
    }

    /** Shows stream records to the relay; gives the sequence number from which it wants them again, if any. */
    Optional<String> stream(List<Map<String, Object>> records, Deadline deadline) {
        JsonNode failures = call(relay, Map.of("Records", records), deadline).path("batchItemFailures");
        return failures.isEmpty()
                ? Optional.empty()
                : Optional.of(failures.get(0).path("itemIdentifier").asText());
    }

    /** The schedule's call. */
    void sweep(Deadline deadline) {
        JsonNode unused = call(relay, Map.of(), deadline);
    }

    private static JsonNode call(RequestStreamHandler handler, Map<String, ?> event, Deadline deadline) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] in = JsonText.of(event).getBytes(StandardCharsets.UTF_8);
        try {
            handler.handleRequest(new ByteArrayInputStream(in), out, context(deadline));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parse(out.toString(StandardCharsets.UTF_8));
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Context context(Deadline deadline) {
        return (Context) Proxy.newProxyInstance(
                Functions.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getAwsRequestId" -> "request";
                        case "getRemainingTimeInMillis" ->
                            (int) deadline.remaining().toMillis();
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }
}
