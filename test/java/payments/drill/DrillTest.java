package payments.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Threat;
import payments.drill.Rehearsal.Accident;
import payments.drill.engine.TableLine.Change;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.guardrail.model.Program;
import payments.regions.Topology;
import payments.service.store.PaymentTable;
import payments.testing.Deployments;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The loss of a region of the flagship's dev environment, tried out. */
class DrillTest {
    private static final String HOME = "eu-west-1";
    private static final String OTHER = "eu-central-1";
    private static final Load SMALL = new Load(1, true);

    private static Topology topology = new Topology(
            "",
            List.of(),
            new PaymentTable("none", "payment_id", Optional.empty()),
            Optional.empty(),
            List.of(),
            Optional.empty());
    private static Map<String, RegionFacts> facts = Map.of();

    @BeforeAll
    static void readTheFlagship() {
        Deployment deployment = DeploymentLoader.load(
                Path.of("main/deployments/payments.yaml"),
                Map.of(),
                Selection.from(Map.of()).withEnvironment("dev"),
                unused -> {});
        topology = Topology.of(deployment, deployment.environments().get(0));
        facts = DeployedRegions.read(
                Program.read(Deployments.of("payments").folder()), topology, name -> name.startsWith("dev-"));
    }

    private static Accident accident(Optional<Long> call, int away, int decision) {
        return new Accident(HOME, call, Duration.ofSeconds(away), Duration.ofSeconds(decision), OTHER);
    }

    private static Rehearsal rehearsal(Accident accident, long seed, Load load) {
        return new Rehearsal(topology, facts, accident, seed, load, Change.NONE);
    }

    private static Rehearsal rehearsal(long seed) {
        return rehearsal(accident(Optional.empty(), 30, 8), seed, SMALL);
    }

    private static Rehearsal at(long call) {
        return rehearsal(accident(Optional.of(call), 30, 8), 1, SMALL);
    }

    private static Rehearsal withFences(Rehearsal with) {
        Topology shared = with.topology();
        return new Rehearsal(
                new Topology(
                        shared.environment(),
                        shared.regions(),
                        shared.table(),
                        Optional.empty(),
                        shared.queues(),
                        shared.workflow()),
                with.facts(),
                with.accident(),
                with.seed(),
                with.load(),
                with.change());
    }

    private static List<Property> broken(DrillReport report) {
        return report.verdicts().stream()
                .filter(verdict -> !verdict.holds())
                .map(Property.Verdict::property)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Threat({"B15", "H01", "H02", "H08"})
    @DisplayName(
            "nothing that was answered is lost with a region, R1 to R6 hold, and the same seed gives the same report")
    void nothingIsLost(long seed) {
        DrillReport report = Drill.run(rehearsal(seed));
        DrillReport again = Drill.run(rehearsal(seed));

        assertThat(new DrillText(report).text())
                .as(report.verdicts().toString())
                .doesNotContain("DOES NOT HOLD");
        assertThat(report.holds()).isTrue();
        assertThat(report.missing().promised()).isGreaterThan(30);
        assertThat(report.missing().unreadable()).isEmpty();
        assertThat(report.missing().gone()).isEmpty();
        assertThat(report.waits()).allSatisfy(wait -> {
            assertThat(wait.open()).as("%s, never served", wait.kind()).isZero();
            assertThat(wait.count()).as("%s, number", wait.kind()).isPositive();
        });
        assertThat(new DrillText(again).text()).isEqualTo(new DrillText(report).text());
        assertThat(new DrillText(again).json()).isEqualTo(new DrillText(report).json());
        assertThat(new DrillPage(again).html()).isEqualTo(new DrillPage(report).html());
    }

    @Test
    @DisplayName("the region is lost at the call that is named, behind its effect")
    void theCallIsNamed() {
        DrillReport report = Drill.run(at(200));

        assertThat(report.lost().call()).isEqualTo(200);
        assertThat(report.lost().where()).endsWith("behind its effect");
        assertThat(report.holds()).as(new DrillText(report).text()).isTrue();
        assertThatThrownBy(() -> Drill.run(at(1_000_000)))
                .isInstanceOf(NoSuchCallException.class)
                .hasMessageContaining("calls");
    }

    @Test
    @Threat({"H01", "H02"})
    @DisplayName(
            "with a fence in each table, payments that were answered are away with their region, and some are made twice")
    void fencesLosePayments() {
        DrillReport report = Drill.run(withFences(rehearsal(accident(Optional.empty(), 30, 8), 1, new Load(5, true))));

        assertThat(broken(report)).contains(Property.R1, Property.R2, Property.R4, Property.R6);
        assertThat(report.missing().unreadable()).isNotEmpty();
    }

    @Test
    @Threat("B15")
    @DisplayName("an effect that is put over another is found")
    void anUnconditionalPutIsFound() {
        UnaryOperator<PutItemRequest> unconditional =
                put -> AttributeValue.fromS("effect").equals(put.item().get("kind"))
                        ? put.toBuilder().conditionExpression(null).build()
                        : put;

        Rehearsal right = rehearsal(1);
        DrillReport report = Drill.run(new Rehearsal(
                topology,
                facts,
                right.accident(),
                right.seed(),
                right.load(),
                new Change(unconditional, UnaryOperator.identity(), UnaryOperator.identity())));

        assertThat(report.holds()).isFalse();
        assertThat(broken(report)).contains(Property.R1);
    }

    @Test
    @DisplayName(
            "a planned move under 1,000 new payments a second takes less than 5 seconds, and all of them are answered")
    void aPlannedMoveUnderLoad() {
        DrillReport report = Drill.runPlanned(rehearsal(accident(Optional.empty(), 30, 8), 1, new Load(1_000, false)));

        assertThat(report.holds()).as(new DrillText(report).text()).isTrue();
        assertThat(report.missing().promised()).isGreaterThan(4_000);
        Runbook.Taken move = report.commands().get(report.commands().size() - 1);
        assertThat(move.isDone()).isTrue();
        assertThat(move.took()).isLessThan(Duration.ofSeconds(5));
        assertThat(report.waits().get(0).longest())
                .as("the longest wait of a caller")
                .isLessThan(Duration.ofSeconds(5));
    }

    @Test
    @DisplayName("an alarm of the other region is raised while no one decides")
    void alarmsAreRaised() {
        DrillReport report = Drill.run(rehearsal(accident(Optional.empty(), 400, 390), 1, new Load(0.3, true)));

        assertThat(report.alarms().raised())
                .extracting(Alarms.Raised::name)
                .contains("payments-api-server-error-rate-dev-eu-central-1");
    }
}
