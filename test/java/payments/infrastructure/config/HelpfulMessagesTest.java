package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.config.deployment.WorkflowSettings;

/** One mistake gives one problem, at the key that the file has, in words that help. */
@Requirement("X3")
class HelpfulMessagesTest {
    @TempDir
    private Path folder = Path.of("");

    private DeploymentFixture fixture = new DeploymentFixture(folder);

    @BeforeEach
    void writeIntoTheFolder() {
        fixture = new DeploymentFixture(folder);
    }

    private static String file(String settings, String region, String more) {
        return """
                project: payments
                settings: {%s}
                environments:
                  dev:
                    suffix: dev
                    regions:
                      - {name: eu-west-1%s}
                %s
                """.formatted(settings, region, more);
    }

    private static String file(String settings) {
        return file(settings, ", cidr: 10.0.0.0/16", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "queue: none            | settings.queue     | leave the section out to do without it, or write 'queue: {}' for its defaults",
                "queue: null            | settings.queue     | leave the section out to do without it, or write 'queue: {}' for its defaults",
                "ledger: none           | settings.ledger    | leave the section out to do without it, or write 'ledger: {}' for its defaults",
                "batch: true            | settings.batch     | leave the section out to do without it, or write 'batch: {}' for its defaults",
                "api: {cors: none}      | settings.api.cors  | leave the section out to do without it, or write a mapping of its keys here",
                "firewall: off          | settings.firewall  | allowed: a section (a mapping), or none",
                "documents: null        | settings.documents | write 'documents: none' to do without it",
                "queue: {retentionDays: 20, deadLetterRetentionDays: 4} | settings.queue.retentionDays | '20' is not accepted",
                "queue: {visibilitySeconds: 0, processor: {timeoutSeconds: 900}} | settings.queue.visibilitySeconds | '0' is not accepted",
                "table: {partitionKey: id, timestamp: id} | settings.table.timestamp | partitionKey id and timestamp id name one attribute twice",
                "api: {jwt: {audience: [a]}, type: http, authorization: jwt}, firewall: none | settings.api.jwt.issuer | the required key 'issuer' is missing ("
            })
    void aSettingIsRefusedOnceAndAtItsKey(String settings, String path, String says) {
        Problem problem = fixture.onlyProblem(file(settings));

        assertThat(problem.path()).isEqualTo(path);
        assertThat(problem.message()).contains(says).doesNotContain(" null");
    }

    @Test
    void tooManyReservationsAreReportedAtTheKeyThatTheFileHas() {
        Problem problem =
                fixture.onlyProblem(file("network: none, database: none, queue: {maximumConcurrency: 1000}", "", ""));

        assertThat(problem.path()).isEqualTo("settings.queue.maximumConcurrency");
        assertThat(problem.message()).contains("at most 900 can be reserved");
    }

    @Test
    void aNetworkThatIsNotThereIsOneProblem() {
        assertThat(fixture.problems(file("network: none")))
                .extracting(Problem::path)
                .containsExactly("settings.network");
    }

    @Test
    void aMisspelledOverrideIsReportedOnce() {
        Problem problem = fixture.onlyProblem(file("", ", cidr: 10.0.0.0/16", "    overrides: {quue: {}}"));

        assertThat(problem.message()).contains("unknown key 'quue'").contains("did you mean 'queue'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"repository", "author", "pullRequest", "team", "createdAt"})
    void aTagOfSpacesIsRefused(String tag) {
        Problem problem = fixture.onlyProblem(file("", ", cidr: 10.0.0.0/16", "tags: {%s: '  '}".formatted(tag)));

        assertThat(problem.path()).isEqualTo("tags." + tag);
        assertThat(problem.message()).contains("has nothing but spaces");
    }

    @Test
    void alertsWithoutSubscriptionsAreTheTopicsAlone() {
        assertThat(fixture.load(file("alerts: {}"))
                        .environments()
                        .get(0)
                        .settings()
                        .subscriptions())
                .isEmpty();
    }

    @Test
    void aStateBucketThatIsMadeForEachRegionMustHoldTheRegion() {
        List<Problem> problems = fixture.problems(file(
                "",
                ", cidr: 10.0.0.0/16",
                "backend: {type: s3, s3: {bucket: acme-state, bootstrap: true, lockTable: 'l-{environment}'}}"));

        assertThat(problems).extracting(Problem::message).allSatisfy(message -> assertThat(message)
                .contains("bucket of its own, so the name must hold {")
                .doesNotContain("null"));
        assertThat(problems)
                .extracting(Problem::message)
                .anyMatch(message -> message.contains("each region gets a state bucket"))
                .anyMatch(message -> message.contains("each environment gets a state bucket"));
    }

    @ParameterizedTest
    @CsvSource({"Dev, dev", "' dev', dev", "dev_1, dev-1", "-dev, dev", "dev--1, dev-1"})
    void aNameThatIsAlmostRightIsReportedWithTheRightOne(String written, String right) {
        Problem problem = fixture.onlyProblem(DeploymentFixture.with("suffix: dev", "suffix: '" + written + "'"));

        assertThat(problem.message()).contains("change: write '%s'".formatted(right));
    }

    /** The defaults of the sections fit each other: what nobody chose can break no rule. */
    @Test
    void theStepsOfAWorkflowWithALedgerReserveWhatTheDatabaseHas() {
        Settings settings = fixture.load(
                        file(
                                "queue: {}, events: {}, ledger: {}, workflow: {}, batch: {}, alerts: {}, api: {throttleRate: 620, throttleBurst: 620}, database: {instanceClass: db.t4g.micro}"))
                .environments()
                .get(0)
                .settings();

        WorkflowSettings workflow = Objects.requireNonNull(settings.workflow());
        assertThat(workflow.step().reservedConcurrency()).isEqualTo(5);
        assertThat(settings.function().reservedConcurrency()).isEqualTo(89 - 4 * 5 - 5 - 2);
    }

    @Test
    void aRateThatTheLedgerLeavesNoConnectionsForIsReportedAtTheRate() {
        Problem problem = fixture.onlyProblem(
                file(
                        "queue: {}, events: {}, ledger: {}, workflow: {}, api: {throttleRate: 700}, database: {instanceClass: db.t4g.micro}"));

        assertThat(problem.path()).isEqualTo("settings.api.throttleRate");
        assertThat(problem.message()).contains("function.reservedConcurrency is 62");
    }

    @Test
    void stepsThatTakeMoreConnectionsThanThereAreAreRefused() {
        Problem problem = fixture.onlyProblem(
                file(
                        "queue: {}, events: {}, ledger: {}, workflow: {step: {reservedConcurrency: 20}}, database: {instanceClass: db.t4g.micro}, function: {reservedConcurrency: 20}"));

        assertThat(problem.message())
                .contains("workflow.step.reservedConcurrency 20 for each of 4 steps")
                .contains("connections for 89 runs");
    }
}
