package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import payments.Requirement;
import payments.regions.FakeRegions;
import payments.service.domain.Currencies;
import payments.service.domain.Detail;
import payments.service.domain.Money;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.effects.DynamoDbEffectLog;
import payments.service.effects.LoggedPaymentStore;
import payments.service.idempotency.IdempotencyScope;
import payments.service.payment.PaymentCommand;
import payments.service.payment.PaymentService;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.DynamoDbProjection;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import payments.testing.Json;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@code payments regions} and {@code payments where}, as a person types them, on tables with the names of deployment files. */
@Requirement("A18")
@ResourceLock(Resources.SYSTEM_PROPERTIES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RegionsCommandTest {
    private static final Map<String, String> KEYS = Map.of("aws.accessKeyId", "key", "aws.secretAccessKey", "secret");
    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(10));
    private static final String HOME = "eu-west-1";
    private static final String OTHER = "eu-central-1";
    private static final String LOG = "payments-effects-dev";
    private static final PaymentTable TABLE =
            new PaymentTable("payments-transactions-dev", "payment_id", Optional.empty());

    private static FakeRegions aws;

    @BeforeAll
    static void start() throws Exception {
        KEYS.forEach(System::setProperty);
        aws = new FakeRegions().shares(LOG);
        LocalDynamoDb.createLog(aws.shared(), LOG);
        for (String region : List.of(HOME, OTHER)) {
            LocalDynamoDb.create(aws.client(region), TABLE);
            follows(region);
        }
        aws.answers("GetQueueUrl", "{\"QueueUrl\": \"http://queue\"}");
        aws.answers(
                "GetQueueAttributes",
                "{\"Attributes\": {\"ApproximateNumberOfMessages\": \"3\", \"ApproximateNumberOfMessagesNotVisible\": \"1\"}}");
        aws.answers("GetCallerIdentity", "<r><Account>123456789012</Account></r>");
    }

    @AfterAll
    static void stop() {
        KEYS.keySet().forEach(System::clearProperty);
        aws.close();
    }

    private static void follows(String region) {
        String now = Instant.now().toString();
        Map<String, AttributeValue> item = new HashMap<>();
        Map.of(
                        "payment_id",
                        "region#" + region,
                        "kind",
                        "region",
                        "region",
                        region,
                        "state",
                        "complete",
                        "reported_at",
                        now,
                        "caught_up_to",
                        now)
                .forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
        Map.of("version", "0", "revision", "1", "lag_ms", "150", "scans", "1")
                .forEach((name, value) -> item.put(name, AttributeValue.fromN(value)));
        var unused = aws.shared().putItem(put -> put.tableName(LOG).item(item));
    }

    private static Outcome run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private static Outcome run(Map<String, String> more, String... arguments) {
        Map<String, String> variables = new HashMap<>(aws.variables());
        variables.putAll(more);
        return Outcome.of(variables, arguments);
    }

    private static Outcome regions(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of("regions", command, "--deployment", "payments", "-e", "dev"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static Outcome decide(String command, String to, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--to", to, "--who", "anna", "--why", "a drill"));
        arguments.addAll(List.of(more));
        return regions(command, arguments.toArray(String[]::new));
    }

    @Test
    @Order(1)
    void withoutAnOwnerTheStatusSaysWhatToType() {
        Outcome outcome = regions("status");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINDINGS.code());
        assertThat(outcome.out()).contains("no region owns the payments: payments regions init --to REGION");
    }

    @Test
    @Order(2)
    void whatWritesAsksAndATrialWritesNothing() {
        Outcome unasked = decide("init", HOME);
        assertThat(unasked.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(unasked.err()).contains("there is no terminal", "--yes", "--dry-run");

        Outcome trial = decide("init", HOME, "--dry-run");
        assertThat(trial.exitCode()).isEqualTo(ExitCode.DONE.code());
        assertThat(trial.out()).contains("It would be written:", "eu-west-1 owns the payments from epoch 1 on");
        assertThat(aws.calls()).noneMatch(call -> call.action().equals("PutItem"));
    }

    @Test
    @Order(3)
    void thePaymentsAreGivenToTheirFirstOwnerAndToAnother() {
        assertThat(decide("init", HOME, "--yes").exitCode()).isZero();

        Outcome moved = decide("move", OTHER, "--yes", "--epoch", "1");
        assertThat(moved.err()).isEmpty();
        assertThat(moved.exitCode()).isZero();
        assertThat(moved.out()).contains("1. who owns the payments: eu-west-1 since epoch 1", "Done.");
        assertThat(decide("move", OTHER, "--yes", "--lost").out()).contains("owns the payments already");

        Outcome late = decide("move", HOME, "--yes", "--epoch", "1");
        assertThat(late.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(late.err()).contains("--epoch 1, and it is at 2");
    }

    @Test
    @Order(4)
    void theStatusIsThereForPeopleAndForPrograms() {
        Outcome text = regions("status", "--history");
        assertThat(text.exitCode()).isZero();
        assertThat(text.out())
                .contains("taken by eu-central-1", "epoch 2", "epoch 1", "by anna: a drill", "complete, 150 ms behind")
                .contains("payments-payments-dev 3 waiting, 1 under way", "waits");

        JsonNode json = Json.parsed(regions("status", "--format", "json").out());
        assertThat(json.path("owner").asText()).isEqualTo(OTHER);
        assertThat(json.at("/regions/0/following/lagMillis").asLong()).isEqualTo(150);
        assertThat(json.at("/regions/1/queues/0/waiting").asLong()).isEqualTo(3);
    }

    @Test
    @Order(5)
    void aPaymentIsFoundInTheLogAndInTheTableThatHasIt() {
        create(HOME, "order-1");

        Outcome found = run("where", "order-1", "--deployment", "payments", "--environment", "dev");

        assertThat(found.err()).isEmpty();
        assertThat(found.out())
                .contains("pending, 1234 EUR", "1 create in eu-west-1", "not published", "in the outbox")
                .contains("eu-central-1   has the payments; not in its table", "ledger")
                .doesNotContain("secret reference");
        assertThat(found.exitCode()).as("what is under way is no finding").isZero();
    }

    @Test
    @Order(6)
    void aPaymentThatIsNowhereIsAFinding() {
        Outcome nowhere = run("where", "order-2", "-d", "payments", "-e", "dev", "--format", "json");

        assertThat(nowhere.exitCode()).isEqualTo(ExitCode.FINDINGS.code());
        assertThat(Json.parsed(nowhere.out()).at("/toDo/0").asText()).contains("There is no such payment");
    }

    @Test
    void whatIsNoIdIsRefusedAndNotPrinted() {
        Outcome refused = run("where", "4111111111111111", "-d", "payments", "-e", "dev");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(refused.err()).contains("no id of a payment").doesNotContain("4111");
    }

    @Test
    void oneEnvironmentIsNamed() {
        Outcome outcome = run("regions", "status", "--deployment", "payments");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err())
                .contains("which environment is meant is not said", "dev, staging, prod", "--environment");
    }

    /** The tables are those of a deployment whose keys have names of their own, and which has no log. */
    @Test
    void fencesAreMovedByTheSameCommand() {
        Map<String, String> suffix = Map.of("ENVIRONMENT_SUFFIX", "one");
        PaymentTable table =
                new PaymentTable("payment-processor-transactions-one", "transaction_id", Optional.of("timestamp"));
        LocalDynamoDb.create(aws.client("us-east-1"), table);
        LocalDynamoDb.create(aws.client("eu-west-1"), table);

        Outcome moved = run(
                suffix,
                "regions",
                "move",
                "-d",
                "active-passive",
                "--to",
                "eu-west-1",
                "--who",
                "anna",
                "--why",
                "a drill",
                "--yes");
        assertThat(moved.err()).isEmpty();
        assertThat(moved.exitCode()).isZero();

        Outcome status = run(suffix, "regions", "status", "-d", "active-passive");
        assertThat(status.exitCode()).isZero();
        assertThat(status.out())
                .contains("us-east-1      refuses payments, fence: eu-west-1, epoch 1")
                .contains("eu-west-1      takes payments, fence: eu-west-1, epoch 1", "by anna: a drill");
    }

    @Test
    void aPaymentOfOneRegionWithoutALogIsFoundToo() {
        LocalDynamoDb.create(
                aws.client("us-east-1"),
                new PaymentTable("payment-transactions-mobile", "payment_id", Optional.empty()));

        Outcome nowhere = run("where", "order-9", "-d", "mobile-api");

        assertThat(nowhere.out()).contains("us-east-1", "There is no such payment, in any region");
        assertThat(nowhere.exitCode()).isEqualTo(ExitCode.FINDINGS.code());
    }

    @Test
    void aCommandWithoutWhatToDoListsWhatItCan() {
        Outcome outcome = run("regions");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("status, init, move");
    }

    private static void create(String region, String id) {
        Backoff backoff = new Backoff();
        LoggedPaymentStore store = new LoggedPaymentStore(
                new DynamoDbEffectLog(aws.shared(), LOG, backoff),
                new DynamoDbPaymentStore(aws.client(region), TABLE, region, Optional.empty(), backoff),
                new DynamoDbProjection(aws.client(region), TABLE, backoff),
                behind -> {
                    throw behind;
                });
        var unused = new PaymentService(store, Clock.systemUTC(), region)
                .create(
                        new PaymentCommand(
                                new IdempotencyScope("caller", "POST /payments", id),
                                Optional.of(new PaymentId(id)),
                                new Money(1234, Currencies.of("EUR")),
                                new PaymentDetails(Map.of(Detail.REFERENCE, "secret reference")),
                                "request"),
                        LONG);
    }
}
