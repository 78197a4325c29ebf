package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static payments.infrastructure.config.DeploymentFixture.VALID;
import static payments.infrastructure.config.DeploymentFixture.assertProblem;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;

/** What is said of suppressions before anything is built. The first one starts in line 17. */
@Requirement("X3")
class SuppressionChecksTest {
    private static final String ONE = """
              - rule: s3-replication
                path: dev-eu-west-1/documents
                reason: The second region opens in June; exports are kept elsewhere.
                owner: platform team
                control: A nightly export to the archive account
                expires: 2027-06-30
            """;

    @TempDir
    private Path folder = Path.of("");

    private DeploymentFixture fixture = new DeploymentFixture(folder);

    @BeforeEach
    void writeIntoTheFolder() {
        fixture = new DeploymentFixture(folder);
    }

    private static String with(String suppressions) {
        return VALID + "suppressions:\n" + suppressions;
    }

    @Test
    void aSuppressionOfARuleOnAConstructOfAStackIsAccepted() {
        assertThat(fixture.load(with(ONE)).suppressions()).hasSize(1);
        assertThat(fixture.load(with(ONE.replace("dev-eu-west-1/documents", "prod-iam/trail")))
                        .suppressions())
                .hasSize(1);
        assertThat(fixture.load(with(ONE.replace("dev-eu-west-1/documents", "dev-state-eu-west-1/state")))
                        .suppressions())
                .hasSize(1);
    }

    @Test
    void aRuleThatDoesNotExistComesWithTheNearest() {
        assertProblem(
                fixture.onlyProblem(with(ONE.replace("s3-replication", "s3-replicaton"))),
                17,
                "suppressions[0].rule",
                "no rule 's3-replicaton'",
                "main/docs/guardrails.md",
                "did you mean 's3-replication'?");
    }

    @Test
    void aCriticalRuleCannotBeAccepted() {
        assertProblem(
                fixture.onlyProblem(with(ONE.replace("s3-replication", "rds-not-public"))),
                17,
                "suppressions[0].rule",
                "'rds-not-public' are critical",
                "rules that are not critical",
                "mend what the rule finds");
    }

    @Test
    void oneFindingIsAcceptedOnce() {
        assertProblem(
                fixture.onlyProblem(with(ONE + ONE)),
                24,
                "suppressions[1].path",
                "already accepted in line 18",
                "each finding once",
                "remove one");
        assertProblem(
                fixture.onlyProblem(with(ONE
                        + ONE.replace("path: dev-eu-west-1/documents", "paths: [dev-iam/a, dev-eu-west-1/documents]"))),
                24,
                "suppressions[1].paths[1]",
                "already accepted in line 18",
                "each finding once",
                "remove one");
    }

    @Test
    void twoFindingsOfARuleOnOneConstructAreTwo() {
        String other = ONE.replace("owner:", "finding: replica\n    owner:");

        assertThat(fixture.load(with(ONE + other)).suppressions()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev-eu-wst-1/documents", "documents", "prod/documents", "prod-eu-west-1/documents", "/x"})
    void aConstructLiesInAStackOfTheDeployment(String path) {
        assertProblem(
                fixture.onlyProblem(with(ONE.replace("dev-eu-west-1/documents", path))),
                18,
                "suppressions[0].path",
                "no stack of this deployment is called '%s'".formatted(path.split("/", 2)[0]),
                "dev-iam, dev-state-eu-west-1, prod-iam",
                "correct the path");
    }

    @Test
    void aStackOfAnEnvironmentThatIsNotSelectedIsAStackAllTheSame() {
        assertThat(fixture.load(with(ONE), Map.of(), new Selection("prod", null))
                        .suppressions())
                .hasSize(1);
    }

    /** Which stacks there are is not known then. */
    @Test
    void ofAFileWhoseRegionIsWrongOnlyTheRegionIsReported() {
        assertThat(fixture.problems(with(ONE).replace("- {name: eu-west-1", "- {name: eu-wst-1")))
                .extracting(Problem::path)
                .containsExactly("environments.dev.regions[0].name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30.06.2027", "2027-02-29", "2027-6-30", "2027-06-30T00:00:00Z", "2027-13-01", "20270630"})
    void theLastDayIsADayOfTheCalendar(String day) {
        assertProblem(
                fixture.onlyProblem(with(ONE.replace("2027-06-30", day))),
                22,
                "suppressions[0].expires",
                "'%s' is not a day".formatted(day),
                "year-month-day, such as 2027-06-30",
                "write the day so");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reason", "owner", "control"})
    void whatMustBeSaidIsSaidInMoreThanSpaces(String key) {
        String blank = ONE.replaceAll(key + ": .*", key + ": \"" + " ".repeat(30) + "\"");

        assertThat(fixture.onlyProblem(with(blank)).path()).isEqualTo("suppressions[0]." + key);
    }

    @Test
    void aFileOfSuppressionsAloneIsAskedForRulesButNotForStacks() {
        Path wrong = fixture.write("suppressions:\n" + ONE.replace("s3-replication", "s3-replicaton"));
        assertThat(catchThrowableOfType(
                                InvalidDeploymentException.class,
                                () -> DeploymentSections.suppressions(wrong, Map.of()))
                        .problems())
                .extracting(Problem::path)
                .containsExactly("suppressions[0].rule");

        Path foreign = fixture.write("suppressions:\n" + ONE.replace("dev-eu-west-1", "theirs"));
        assertThat(DeploymentSections.suppressions(foreign, Map.of())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"supressions: []\n", "- a\n", "suppressions: none\n", "suppressions:\n", "", "a: &a [*a]\n"})
    void aFileWithoutAListOfSuppressionsIsRefused(String text) {
        Path file = fixture.write(text);

        assertThat(catchThrowableOfType(
                                InvalidDeploymentException.class, () -> DeploymentSections.suppressions(file, Map.of()))
                        .problems())
                .isNotEmpty();
    }

    @Test
    void whatIsWrongElsewhereInADeploymentFileIsNoConcernOfItsSuppressions() {
        Path file = fixture.write("project: ${NOT_SET}\nsettings: 7\nsuppressions:\n" + ONE);

        assertThat(DeploymentSections.suppressions(file, Map.of())).hasSize(1);
    }
}
