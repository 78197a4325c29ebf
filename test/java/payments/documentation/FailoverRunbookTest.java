package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import payments.Requirement;
import payments.app.Outcome;
import payments.regions.FakeRegions;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The commands of main/docs/runbooks/failover.md, in their order and as they stand there: on the day it counts they must be right. */
@Requirement("A18")
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class FailoverRunbookTest {
    private static final Map<String, String> KEYS = Map.of("aws.accessKeyId", "key", "aws.secretAccessKey", "secret");
    private static final String LOG = "payments-effects-prod";
    private static final PaymentTable LOGGED =
            new PaymentTable("payments-transactions-prod", "payment_id", Optional.empty());
    private static final PaymentTable FENCED =
            new PaymentTable("payment-processor-transactions-one", "transaction_id", Optional.of("timestamp"));

    @Test
    void itsCommandsDoWhatItSays() throws Exception {
        KEYS.forEach(System::setProperty);
        try (FakeRegions aws = new FakeRegions().shares(LOG)) {
            prepare(aws);

            List<Outcome> outcomes = outcomes(aws);

            assertThat(outcomes).extracting(Outcome::err).containsOnly("");
            assertThat(outcomes).extracting(Outcome::exitCode).containsExactly(0, 0, 0, 0, 0, 0, 1);
            assertThat(outcomes)
                    .extracting(Outcome::out)
                    .satisfiesExactly(
                            init -> assertThat(init).contains("write the first owner: us-east-1 since epoch 1"),
                            status -> assertThat(status).contains("taken by us-east-1"),
                            move -> assertThat(move).contains("us-east-2 since epoch 2", "maintenance", "Done."),
                            lost -> assertThat(lost).contains("us-east-1 since epoch 3", "us-east-2 is gone"),
                            fence -> assertThat(fence).contains("the same command without --lost"),
                            again -> assertThat(again).contains("the fence in the table of us-east-1 to eu-west-1"),
                            where -> assertThat(where).contains("There is no such payment"));
        } finally {
            KEYS.keySet().forEach(System::clearProperty);
        }
    }

    private static void prepare(FakeRegions aws) {
        LocalDynamoDb.createLog(aws.shared(), LOG);
        for (String region : List.of("us-east-1", "us-east-2")) {
            LocalDynamoDb.create(aws.client(region), LOGGED);
            follows(aws, region);
        }
        LocalDynamoDb.create(aws.client("us-east-1"), FENCED);
        LocalDynamoDb.create(aws.client("eu-west-1"), FENCED);
        aws.answers("GetQueueUrl", "{\"QueueUrl\": \"http://queue\"}");
        aws.answers("GetQueueAttributes", "{\"Attributes\": {}}");
        aws.answers("GetCallerIdentity", "<r><Account>123456789012</Account></r>");
    }

    private static void follows(FakeRegions aws, String region) {
        String now = Instant.now().toString();
        Map<String, AttributeValue> item = new HashMap<>();
        Map.of(
                        "payment_id",
                        "region#" + region,
                        "kind",
                        "region",
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

    private static List<Outcome> outcomes(FakeRegions aws) {
        List<Outcome> outcomes = new ArrayList<>();
        for (String script :
                DocumentedScript.ranBy(Path.of("main/docs/runbooks/failover.md"), FailoverRunbookTest.class)) {
            Map<String, String> variables = new HashMap<>(aws.variables());
            for (ShellCommand command : ShellCommand.of(script)) {
                variables.putAll(command.variables());
                if (command.startsWith("java", "-jar", "main/target/payments.jar")) {
                    outcomes.add(Outcome.of(variables, command.after(3).toArray(String[]::new)));
                }
            }
        }
        return outcomes;
    }
}
