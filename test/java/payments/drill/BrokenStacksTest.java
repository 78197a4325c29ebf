package payments.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.drill.Rehearsal.Accident;
import payments.drill.engine.TableLine.Change;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.guardrail.model.Program;
import payments.regions.RegionsException;
import payments.regions.Topology;
import payments.testing.Deployments;

/** A drill runs what the stacks deploy: where a part of a region is missing or switched off, it shows. */
@Threat("B15")
class BrokenStacksTest {
    private static final String HOME = "eu-west-1";
    private static final String OTHER = "eu-central-1";
    private static final String HOME_STACK = "dev-" + HOME;
    private static final String OTHER_STACK = "dev-" + OTHER;
    private static final String MAPPINGS = "aws_lambda_event_source_mapping";
    private static final List<String> SCHEDULES = List.of("aws_cloudwatch_event_rule", "aws_cloudwatch_event_target");

    private static Optional<Deployment> deployment = Optional.empty();
    private static Map<String, JsonNode> sound = Map.of();

    private final Map<String, JsonNode> stacks = new TreeMap<>();

    @BeforeAll
    static void readTheFlagship() throws IOException {
        deployment = Optional.of(DeploymentLoader.load(
                Path.of("main/deployments/payments.yaml"),
                Map.of(),
                Selection.from(Map.of()).withEnvironment("dev"),
                unused -> {}));
        Path folder = Deployments.of("payments").folder().resolve("stacks");
        sound = new TreeMap<>();
        for (String name : List.of(HOME_STACK, OTHER_STACK, "dev-iam")) {
            sound.put(
                    name,
                    new ObjectMapper()
                            .readTree(
                                    folder.resolve(name).resolve("cdk.tf.json").toFile()));
        }
    }

    @BeforeEach
    void copyTheStacks() {
        sound.forEach((name, stack) -> stacks.put(name, stack.deepCopy()));
    }

    private ObjectNode resources(String stack, String type) {
        return (ObjectNode)
                Objects.requireNonNull(stacks.get(stack)).path("resource").path(type);
    }

    private void delete(String type, String stack, String name) {
        ObjectNode resources = resources(stack, type);
        List<String> doomed = resources.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> key.contains(name))
                .toList();
        assertThat(doomed).as("%s %s in %s", type, name, stack).isNotEmpty();
        resources.remove(doomed);
    }

    private void change(String type, String stack, Predicate<String> name, Consumer<ObjectNode> edit) {
        resources(stack, type).properties().stream()
                .filter(resource -> name.test(resource.getKey()))
                .forEach(resource -> edit.accept((ObjectNode) resource.getValue()));
    }

    private static ObjectNode variables(ObjectNode function) {
        return (ObjectNode) function.path("environment").path("variables");
    }

    private void forgetTheLog(Predicate<String> function) {
        change("aws_lambda_function", OTHER_STACK, function, found -> variables(found)
                .remove(List.of("EFFECT_LOG_TABLE", "EFFECT_LOG_REGION", "EFFECT_LOG_ENDPOINT")));
    }

    private Map<String, RegionFacts> facts(Topology topology) {
        return DeployedRegions.read(Program.of(stacks), topology, stacks::containsKey);
    }

    private static Topology topology() {
        return Topology.of(
                deployment.orElseThrow(),
                deployment.orElseThrow().environments().get(0));
    }

    private List<Property> broken() {
        Topology topology = topology();
        DrillReport report = Drill.run(new Rehearsal(
                topology,
                facts(topology),
                new Accident(HOME, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(8), OTHER),
                1,
                new Load(1, true),
                Change.NONE));
        return report.verdicts().stream()
                .filter(verdict -> !verdict.holds())
                .map(Property.Verdict::property)
                .toList();
    }

    @Test
    @DisplayName("with the stacks as they are, all holds")
    void theSoundStacksHold() {
        assertThat(broken()).isEmpty();
    }

    @Test
    @DisplayName("no stream calls the projector of the standby: its table misses payments")
    void theStreamOfTheLogIsNotRead() {
        delete(MAPPINGS, HOME_STACK, "effect-stream-" + OTHER);

        assertThat(broken()).contains(Property.R2);
    }

    @Test
    @DisplayName("the mapping of the standby's projector is switched off: its table misses payments")
    void theMappingIsSwitchedOff() {
        change(
                MAPPINGS,
                HOME_STACK,
                name -> name.contains("effect-stream-" + OTHER),
                mapping -> mapping.put("enabled", false));

        assertThat(broken()).contains(Property.R2);
    }

    @Test
    @DisplayName("nothing at all calls the projector of the standby: it cannot take the payments")
    void nothingCallsTheProjector() {
        delete(MAPPINGS, HOME_STACK, "effect-stream-" + OTHER);
        SCHEDULES.forEach(type -> delete(type, OTHER_STACK, "effect-projector"));

        assertThat(broken()).contains(Property.R2, Property.R4);
    }

    @Test
    @DisplayName("nothing calls the relay of the standby: its ledger misses events, and it does not come to rest")
    void nothingCallsTheRelay() {
        delete(MAPPINGS, OTHER_STACK, "outbox-relay");
        SCHEDULES.forEach(type -> delete(type, OTHER_STACK, "outbox-relay"));

        assertThat(broken()).contains(Property.R3, Property.R5);
    }

    @Test
    @DisplayName("the API of the standby knows no log: it takes no orders after the move")
    void theApiKnowsNoLog() {
        forgetTheLog(name -> name.startsWith("payments-function"));

        assertThat(broken()).contains(Property.R6);
    }

    @Test
    @DisplayName("no function of the standby knows the log: its table misses payments, and it cannot take them")
    void noFunctionKnowsTheLog() {
        forgetTheLog(name -> true);

        assertThat(broken()).contains(Property.R2, Property.R4);
    }

    @Test
    @DisplayName("a function that has the log of another environment is refused, with its name and the log's")
    void theLogOfAnotherEnvironmentIsRefused() {
        change("aws_lambda_function", OTHER_STACK, name -> name.startsWith("payments-function"), function -> variables(
                        function)
                .put("EFFECT_LOG_TABLE", "payments-effects-prod"));

        assertThatThrownBy(() -> facts(topology()))
                .isInstanceOf(RegionsException.class)
                .hasMessageContaining("dev-eu-central-1/payments-function")
                .hasMessageContaining("payments-effects-prod");
    }

    @Test
    @DisplayName("a region without the function of the API is refused, with its name")
    void aRegionWithoutApiIsRefused() {
        delete("aws_lambda_function", OTHER_STACK, "payments-function");

        assertThatThrownBy(() -> facts(topology()))
                .isInstanceOf(RegionsException.class)
                .hasMessageContaining("eu-central-1 in the stacks of environment dev");
    }
}
