package payments.service.handler;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.Threat;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.service.Waits;
import payments.service.batch.BatchFile;
import payments.service.batch.BatchLimits;
import payments.service.batch.BatchPlaces;
import payments.service.batch.BatchService;
import payments.service.batch.DynamoDbBatchStatuses;
import payments.service.batch.FileStore;
import payments.service.batch.RowPoster;
import payments.service.batch.StatusTable;
import payments.service.database.DatabaseRefusedException;
import payments.service.database.LocalPostgres;
import payments.service.handler.api.PaymentsApiHandler;
import payments.service.handler.batch.BatchFileHandler;
import payments.service.handler.database.DatabaseMigrationHandler;
import payments.service.handler.database.ReconciliationHandler;
import payments.service.handler.queue.FailStepHandler;
import payments.service.handler.queue.NotifyStepHandler;
import payments.service.handler.queue.OutboxRelayHandler;
import payments.service.handler.queue.ProcessStepHandler;
import payments.service.handler.queue.QueueProcessorHandler;
import payments.service.handler.queue.ValidateStepHandler;
import payments.service.handler.queue.WorkflowSteps;
import payments.service.json.JsonText;
import payments.service.ledger.Entries;
import payments.service.ledger.LedgerFixture;
import payments.service.ledger.LedgerReader;
import payments.service.messaging.Postponement;
import payments.service.migration.Migrations;
import payments.service.outbox.EventPublisher;
import payments.service.outbox.LedgerPosting;
import payments.service.outbox.PaymentEvent;
import payments.service.reconciliation.Reconciliation;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.DynamoDbPaymentScan;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import payments.service.workflow.PaymentWorkflow;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Everything that the functions say, searched for what nobody may read there: log, metrics, answers, and the failures that
 * leave a function, which Lambda prints with all their causes. Each function meets good input, bad input and libraries whose
 * messages quote.
 */
@Requirement("X6")
@Threat({"I7", "J04", "J06"})
class CapturedOutputTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final LocalPostgres POSTGRES = LocalPostgres.shared();
    private static final String CARD = "4111" + "1111" + "1111" + "1111";
    private static final String SECRET = "pass" + "word-of-the-database";
    private static final String PRIVATE = "very private words";
    private static final String QUOTED = "quoted: %s %s %s".formatted(CARD, SECRET, PRIVATE);
    private static final Map<String, String> JSON_TYPE = Map.of("Content-Type", "application/json");

    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());
    private final StatusTable statusTable = new StatusTable(DYNAMO_DB);
    private final StringBuilder said = new StringBuilder();
    private final StringBuilder answered = new StringBuilder();

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    /** What a function does, and words that show that it did it. */
    private record Case(String name, Script script, List<String> marks) {
        Case(String name, Script script, String... marks) {
            this(name, script, List.of(marks));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private interface Script {
        void play(CapturedOutputTest test);
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("API", CapturedOutputTest::api, "PaymentsAccepted", "CardDataRefused", "request-failed"),
                new Case(
                        "queue",
                        CapturedOutputTest::queue,
                        "message-unreadable",
                        "CardDataRefused",
                        "message-failed",
                        "none of our messages"),
                new Case(
                        "batch",
                        CapturedOutputTest::batch,
                        "batch-completed",
                        "BatchRows",
                        "CardDataRefused",
                        "batch-not-taken",
                        "the bucket cannot answer now: "),
                new Case(
                        "steps",
                        CapturedOutputTest::steps,
                        "\"captured\"",
                        "pan-not-allowed",
                        "ledger-refuses: ",
                        "step-done",
                        "step-refused",
                        "step-postponed",
                        "PaymentsDeclined",
                        "topic-or-ledger-unavailable: ",
                        DynamoDbException.class.getName()),
                new Case(
                        "relay",
                        CapturedOutputTest::relay,
                        "EventsPublished",
                        "event-unreadable",
                        "event-not-published",
                        SdkClientException.class.getName()),
                new Case("migration", CapturedOutputTest::migration, "schema-not-migrated"),
                new Case(
                        "reconciliation",
                        CapturedOutputTest::reconciliation,
                        "ledger-disagrees",
                        "ReconciliationMissing",
                        DynamoDbException.class.getName()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("I7 no body, no card number and no secret in log, metrics, answers and failures of any function")
    void nothingLeaks(Case function) {
        function.script().play(this);

        assertThat(said + "\n" + answered).as("what it did").contains(function.marks());
        assertThat(said.toString()).as("log, metrics and failures").doesNotContain(CARD, SECRET, PRIVATE);
        assertThat(answered.toString()).as("answers").doesNotContain(CARD, SECRET);
    }

    @Test
    @DisplayName("The search finds what a library quotes when nothing stands in between")
    void theSearchFindsWhatIsThere() {
        call(
                (input, output, context) -> {
                    throw new IllegalStateException("ours", SdkClientException.create(QUOTED));
                },
                "{}");

        assertThat(said.toString()).contains(CARD, SECRET, PRIVATE);
    }

    private void api() {
        PaymentsApiHandler handler = new PaymentsApiHandler(
                new FunctionEnvironment(FunctionContract.PAYMENTS_API, Map.of()), parts(DYNAMO_DB.client()), List.of());
        call(handler, post("{\"payment_id\":\"a\",\"amount\":1,\"description\":\"%s\"}".formatted(PRIVATE)));
        call(handler, post("{\"payment_id\":\"b\",\"amount\":1,\"description\":\"%s\"}".formatted(CARD)));
        call(handler, post("{\"payment_id\":\"c\",\"amount\":\"%s\"}".formatted(PRIVATE)));
        call(handler, post("{\"%s".formatted(PRIVATE)));
        call(handler, "%s %s".formatted(PRIVATE, CARD));
        PaymentsApiHandler broken = new PaymentsApiHandler(
                new FunctionEnvironment(FunctionContract.PAYMENTS_API, Map.of()), parts(quoting()), List.of());
        call(broken, post("{\"payment_id\":\"d\",\"amount\":1,\"description\":\"%s\"}".formatted(PRIVATE)));
    }

    private static String post(String body) {
        return JsonText.of(Map.of("httpMethod", "POST", "path", "/payments", "headers", JSON_TYPE, "body", body));
    }

    private void queue() {
        DynamoDbBatchStatuses rejections = statusTable.statuses(Clock.systemUTC());
        QueueProcessorHandler handler =
                new QueueProcessorHandler(parts(DYNAMO_DB.client()), rejections, Optional.empty(), Postponement.NONE);
        String row =
                "{\"version\":1,\"type\":\"create-payment\",\"batch_id\":\"b\",\"row\":1,\"caller\":\"shop\",\"payment_id\":\"q\","
                        + "\"amount_minor\":100,\"currency\":\"EUR\",\"details\":{\"description\":\"%s\"}}";
        for (String body :
                List.of(row.formatted(PRIVATE), row.formatted(CARD), PRIVATE, "{\"type\":\"" + PRIVATE + "\"}")) {
            call(handler, JsonText.of(Map.of("Records", List.of(Map.of("messageId", "m", "body", body)))));
        }
        call(handler, "{\"Items\":[%s]}".formatted(row.formatted(CARD)));
        call(handler, "%s %s".formatted(PRIVATE, CARD));
        QueueProcessorHandler broken =
                new QueueProcessorHandler(parts(quoting()), rejections, Optional.empty(), Postponement.NONE);
        call(broken, JsonText.of(Map.of("Records", List.of(Map.of("messageId", "m", "body", row.formatted(PRIVATE))))));
        call(broken, "{\"Items\":[%s]}".formatted(row.formatted(PRIVATE)));
    }

    private void batch() {
        String content = "payment_id,amount,currency,description\n"
                + "row-1,1.00,EUR,%s\nrow-2,bad,EUR,%s\nrow-3,1.00,EUR,%s\n%s,1.00,EUR,x\n"
                        .formatted(PRIVATE, PRIVATE, CARD, CARD);
        call(batchHandler(content), uploaded("file.csv"));
        call(batchHandler(content.replace("row-1", "row-9")), uploaded(CARD + ".csv"));
        call(batchHandler(null), uploaded("gone.csv"));
        call(batchHandler(null), "%s %s".formatted(PRIVATE, CARD));
    }

    private static String uploaded(String key) {
        return JsonText.of(Map.of(
                "Records",
                List.of(Map.of(
                        "eventName",
                        "ObjectCreated:Put",
                        "eventTime",
                        LocalDate.EPOCH + "T00:00:00Z",
                        "s3",
                        Map.of(
                                "bucket",
                                Map.of("name", "uploads"),
                                "object",
                                Map.of("key", key, "versionId", "1", "eTag", "tag"))))));
    }

    /** Over one file; without it, over a bucket that quotes. */
    private BatchFileHandler batchHandler(@Nullable String content) {
        ServiceParts parts = parts(DYNAMO_DB.client());
        FileStore files = new OneFile(content);
        DynamoDbBatchStatuses statuses = statusTable.statuses(Clock.systemUTC());
        BatchPlaces places = new BatchPlaces("anonymous", "reports", "batch-reports/", "quarantine");
        BatchLimits limits = new BatchLimits(1 << 20, 100, 1_000, 100, 20, 4);
        RowPoster poster = new RowPoster(
                files, statuses, entries -> Set.of(), Runnable::run, 1, new Waits().backoff(), places.caller(), limits);
        return new BatchFileHandler(
                new BatchService(
                        files,
                        statuses,
                        poster,
                        (batchId, bucket, key) -> batchId,
                        (file, run) -> {},
                        places,
                        limits,
                        parts.events(),
                        parts.metrics()),
                parts.events());
    }

    private final class OneFile implements FileStore {
        private final @Nullable String content;

        OneFile(@Nullable String content) {
            this.content = content;
        }

        @Override
        public InputStream open(BatchFile file) {
            if (content == null) {
                throw new UnavailableException("the bucket", SdkClientException.create(QUOTED));
            }
            return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void put(String bucket, String key, Path report) {
            try {
                said.append(Files.readString(report));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Upload upload(String bucket, String key) {
            throw new UnsupportedOperationException("no file here is large");
        }

        @Override
        public void move(BatchFile file, String bucket, String key) {
            said.append("moved to ").append(bucket).append('/').append(key);
        }
    }

    private void steps() {
        createPayment();
        ServiceParts parts = parts(DYNAMO_DB.client());
        WorkflowSteps good = steps(parts, LedgerPosting.NONE, quietly());
        String input = "{\"payment_id\":\"p\",\"note\":\"%s\"}".formatted(PRIVATE);
        String withCard = "{\"payment_id\":\"p\",\"note\":\"%s\"}".formatted(CARD);
        call(new ValidateStepHandler(good), withCard);
        call(new ValidateStepHandler(good), "{\"payment_id\":\"%s\"}".formatted(CARD));
        call(new FailStepHandler(good), withCard);
        call(new ProcessStepHandler(good), "%s %s".formatted(PRIVATE, CARD));
        call(new ProcessStepHandler(good), "{\"payment_id\":\"%s\"}".formatted(CARD));
        call(new ProcessStepHandler(good), input);
        call(new NotifyStepHandler(steps(parts, refusing(), quietly())), input);
        call(new NotifyStepHandler(steps(parts, LedgerPosting.NONE, unreachable())), input);
        WorkflowSteps broken = steps(parts(quoting()), LedgerPosting.NONE, quietly());
        call(new ValidateStepHandler(broken), input);
        call(new ProcessStepHandler(broken), input);
        call(new NotifyStepHandler(broken), input);
        call(new FailStepHandler(broken), input);
    }

    private static WorkflowSteps steps(ServiceParts parts, LedgerPosting ledger, EventPublisher topic) {
        return new WorkflowSteps(
                new PaymentWorkflow(parts.payments(), parts.relay(ledger, topic)), parts.events(), parts.metrics());
    }

    private void relay() {
        createPayment();
        ServiceParts parts = parts(DYNAMO_DB.client());
        String event = stream();
        call(new OutboxRelayHandler(parts, parts.relay(LedgerPosting.NONE, unreachable())), event);
        call(new OutboxRelayHandler(parts, parts.relay(refusing(), quietly())), event);
        call(
                new OutboxRelayHandler(parts, parts.relay(LedgerPosting.NONE, (reported, deadline) -> {
                    throw SdkClientException.create(QUOTED);
                })),
                event);
        OutboxRelayHandler handler = new OutboxRelayHandler(parts, parts.relay(LedgerPosting.NONE, quietly()));
        call(handler, event);
        call(handler, event.replace("payment.created", PRIVATE));
        call(handler, "%s %s".formatted(PRIVATE, CARD));
        ServiceParts broken = parts(quoting());
        call(new OutboxRelayHandler(broken, broken.relay(LedgerPosting.NONE, quietly())), "{}");
        call(new OutboxRelayHandler(broken, broken.relay(LedgerPosting.NONE, quietly())), event);
    }

    private String stream() {
        List<Map<String, Object>> records = new ArrayList<>();
        for (Map<String, AttributeValue> item : DYNAMO_DB.items(table, "event")) {
            Map<String, Object> image = new HashMap<>();
            item.forEach((name, value) ->
                    image.put(name, value.s() == null ? Map.of("N", value.n()) : Map.of("S", value.s())));
            records.add(Map.of("dynamodb", Map.of("SequenceNumber", "1", "NewImage", image)));
        }
        assertThat(records).as("events in the outbox").isNotEmpty();
        return JsonText.of(Map.of("Records", records));
    }

    /** The trigger's message quotes what it refuses, as PostgreSQL itself does in the details of an error. */
    private void migration() {
        String name = POSTGRES.empty();
        POSTGRES.run(name, """
                create function quote() returns event_trigger language plpgsql as $$
                begin raise exception '%s'; end $$""".formatted(QUOTED));
        POSTGRES.run(name, "create event trigger quoting on ddl_command_start execute function quote()");
        call(
                new DatabaseMigrationHandler(
                        new Migrations(POSTGRES.connector(POSTGRES.settings(name, "postgres")), "payments_app"),
                        parts(DYNAMO_DB.client()).events()),
                JsonText.of(Map.of("password", SECRET)));
    }

    private void reconciliation() {
        createPayment();
        ServiceParts parts = parts(DYNAMO_DB.client());
        try (LedgerFixture ledger = new LedgerFixture()) {
            ledger.ledger().post(Entries.authorised("nobody-stored-me", "shop", 500), LedgerFixture.PLENTY);
            for (DynamoDbClient client : List.of(DYNAMO_DB.client(), quoting())) {
                ReconciliationHandler handler = new ReconciliationHandler(
                        new Reconciliation(
                                new DynamoDbPaymentScan(client, table, new Waits().backoff()),
                                parts.store(),
                                parts.outbox(),
                                new LedgerReader(ledger.database()),
                                Clock.systemUTC()),
                        parts.events(),
                        parts.metrics());
                call(handler, "{}");
                call(handler, "%s %s".formatted(PRIVATE, CARD));
            }
        }
    }

    private void createPayment() {
        call(
                new PaymentsApiHandler(
                        new FunctionEnvironment(FunctionContract.PAYMENTS_API, Map.of()),
                        parts(DYNAMO_DB.client()),
                        List.of()),
                post("{\"payment_id\":\"p\",\"amount\":1,\"description\":\"%s\"}".formatted(PRIVATE)));
    }

    private static EventPublisher quietly() {
        return (event, deadline) -> {};
    }

    private static EventPublisher unreachable() {
        return (event, deadline) -> {
            throw new UnavailableException("the topic", SdkClientException.create(QUOTED));
        };
    }

    private static LedgerPosting refusing() {
        return (PaymentEvent event, Deadline deadline) -> {
            throw new DatabaseRefusedException(new SQLException(QUOTED, "23514"));
        };
    }

    private ServiceParts parts(DynamoDbClient client) {
        Map<String, String> variables = new HashMap<>(SampleVariables.DEPLOYED);
        variables.put("DYNAMODB_TABLE", table.name());
        return ServiceParts.of(
                ServiceSettings.from(new FunctionEnvironment(FunctionContract.PAYMENTS_API, variables)),
                client,
                Clock.systemUTC(),
                new Waits().backoff(),
                this::say);
    }

    private void say(String line) {
        said.append(line).append('\n');
    }

    /** A table that refuses everything and quotes. */
    private static DynamoDbClient quoting() {
        return (DynamoDbClient) Proxy.newProxyInstance(
                CapturedOutputTest.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (proxy, method, arguments) -> {
                    throw DynamoDbException.builder()
                            .message(QUOTED)
                            .statusCode(400)
                            .build();
                });
    }

    /** As Lambda: what leaves the function is printed with all causes. */
    private void call(RequestStreamHandler handler, String event) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, context());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            said.append(trace);
        }
        answered.append(answer.toString(StandardCharsets.UTF_8)).append('\n');
    }

    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                CapturedOutputTest.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> method.getReturnType() == int.class ? (Object) 60_000 : "request");
    }
}
