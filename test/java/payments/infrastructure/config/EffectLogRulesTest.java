package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Threat;

/** Where a log of effects can stand is said at the line that must change, before anything is built. */
@Threat("H04")
class EffectLogRulesTest {
    @TempDir
    private Path folder = Path.of("");

    private DeploymentFixture fixture = new DeploymentFixture(folder);

    @BeforeEach
    void writeIntoTheFolder() {
        fixture = new DeploymentFixture(folder);
    }

    private static String file(String witness, String... regions) {
        StringBuilder file = new StringBuilder("""
                project: payments
                settings:
                  network: none
                  database: none
                  events: {}
                  effectLog: {}
                environments:
                  dev:
                    suffix: dev
                    regions:
                """);
        for (String region : regions) {
            file.append("      - {name: ").append(region).append("}\n");
        }
        if (!witness.isEmpty()) {
            file.append("    overrides:\n      effectLog: {witness: ")
                    .append(witness)
                    .append("}\n");
        }
        return file.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, eu-central-1, eu-west-2",
        "eu-west-1, eu-central-1, eu-west-3",
        "us-west-2, us-east-2, us-east-1",
        "ap-northeast-3, ap-northeast-1, ap-northeast-2"
    })
    void twoRegionsAndAWitnessOfOneSetAreAccepted(String home, String standby, String witness) {
        assertThat(fixture.load(file(witness, home, standby)).environments()).hasSize(1);
    }

    @Test
    void threeRegionsNeedNoWitness() {
        assertThat(fixture.load(file("", "us-east-1", "us-east-2", "us-west-2")).environments())
                .hasSize(1);
    }

    /** Documents alone need no copy of the log, whatever their region. */
    @Test
    void aRegionThatTakesNoPaymentsDoesNotCount() {
        String file = file("us-west-2", "us-east-1", "us-east-2", "eu-north-1")
                .replace("{name: eu-north-1}", "{name: eu-north-1, services: false}");

        assertThat(fixture.load(file).environments()).hasSize(1);
    }

    @Test
    void twoRegionsWithoutAWitnessAreNamedThoseThatCouldBeIt() {
        Problem problem = fixture.onlyProblem(file("", "eu-west-1", "eu-central-1"));

        assertThat(problem.path()).isEqualTo("environments.dev");
        assertThat(problem.line()).isEqualTo(8);
        assertThat(problem.message()).isEqualTo("""
                        settings.effectLog has no witness here, and two regions take payments
                        allowed: a witness in eu-west-2, eu-west-3
                        change: write 'effectLog: {witness: REGION}' under overrides, or leave settings.effectLog out""");
    }

    @Test
    void oneRegionHasNobodyToShareALogWith() {
        Problem problem = fixture.onlyProblem(file("", "eu-west-1"));

        assertThat(problem.path()).isEqualTo("environments.dev.regions[0].name");
        assertThat(problem.message()).startsWith("settings.effectLog is given, but only this region takes payments");
    }

    @Test
    void aFourthRegionIsOneTooMany() {
        Problem problem = fixture.onlyProblem(file("", "eu-west-1", "eu-central-1", "eu-west-2", "eu-west-3"));

        assertThat(problem.path()).isEqualTo("environments.dev.regions[3].name");
        assertThat(problem.message())
                .startsWith("settings.effectLog is given, and 4 regions take payments")
                .contains("in exactly 3 places");
    }

    @Test
    void aWitnessBesideThreeRegionsIsOneTooMany() {
        Problem problem = fixture.onlyProblem(file("eu-west-3", "eu-west-1", "eu-central-1", "eu-west-2"));

        assertThat(problem.path()).isEqualTo("environments.dev.overrides.effectLog.witness");
        assertThat(problem.line()).isEqualTo(15);
        assertThat(problem.message()).startsWith("the witness is eu-west-3, and three regions take payments");
    }

    @Test
    void aWitnessThatTakesPaymentsIsNone() {
        Problem problem = fixture.onlyProblem(file("eu-central-1", "eu-west-1", "eu-central-1"));

        assertThat(problem.path()).isEqualTo("environments.dev.overrides.effectLog.witness");
        assertThat(problem.message())
                .startsWith("the witness is eu-central-1, which takes payments and so has a copy")
                .contains("allowed: a witness in eu-west-2, eu-west-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "eu-north-1"})
    void aWitnessOfAnotherSetIsRefused(String witness) {
        Problem problem = fixture.onlyProblem(file(witness, "eu-west-1", "eu-central-1"));

        assertThat(problem.path()).isEqualTo("environments.dev.overrides.effectLog.witness");
        assertThat(problem.message())
                .startsWith("the witness is %s, which is of no set with eu-west-1, eu-central-1".formatted(witness));
    }

    /** Each wrong thing is said in one run: the standby's region, and that there is no witness. */
    @Test
    void regionsOfTwoSetsAreRefusedAtTheSecondWithAllSets() {
        assertThat(fixture.problems(file("", "us-west-2", "ca-central-1")))
                .extracting(Problem::path)
                .containsExactlyInAnyOrder("environments.dev", "environments.dev.regions[1].name");
        assertThat(fixture.onlyProblem(file("us-east-1", "us-west-2", "ca-central-1"))
                        .message())
                .startsWith("settings.effectLog is given, but no table of multi-region strong consistency stands in"
                        + " us-west-2, ca-central-1")
                .contains("us-east-1, us-east-2, us-west-2; eu-west-1, eu-west-2, eu-west-3, eu-central-1;")
                .contains("choose regions of one set, or leave settings.effectLog out");
    }

    @Test
    void aLogWithoutTheRelayIsRefused() {
        Problem problem = fixture.onlyProblem(
                file("eu-west-2", "eu-west-1", "eu-central-1").replace("  events: {}\n", ""));

        assertThat(problem.message()).startsWith("effectLog is given, but events is not");
    }
}
