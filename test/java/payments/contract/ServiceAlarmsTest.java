package payments.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.testing.Deployments;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;

/** What the service counts because a person must look is what an alarm of its deployment watches. */
@Requirement("D7")
class ServiceAlarmsTest {
    /** The metrics that a person must look at, by the role of the function without which there are none. */
    private static final Map<String, List<FunctionMetric>> WATCHED = Map.of(
            "api-handler", List.of(FunctionMetric.CARD_DATA),
            "outbox-relay",
                    List.of(FunctionMetric.OUTBOX_AGE, FunctionMetric.OUTBOX_DEPTH, FunctionMetric.PUBLISH_FAILED),
            "effect-projector", List.of(FunctionMetric.PROJECTOR_LAG, FunctionMetric.PAYMENTS_OWNED),
            "batch", List.of(FunctionMetric.BATCH_FILES_FAILED),
            "reconciliation", List.of(FunctionMetric.RECONCILIATION_LONGEST_WAIT));

    static Stream<SynthesizedStack> stacksWithFunctions() {
        return Deployments.names().stream()
                .flatMap(name -> Deployments.of(name).stacks().values().stream())
                .filter(stack -> !stack.resources("aws_lambda_function").isEmpty());
    }

    @ParameterizedTest
    @MethodSource("stacksWithFunctions")
    void whereAFunctionCountsWhatAPersonMustLookAtAnAlarmWatches(SynthesizedStack stack) {
        for (SynthesizedResource function : stack.resources("aws_lambda_function")) {
            Map<String, String> reported = new TreeMap<>(Map.of(
                    "Environment", variable(function, FunctionVariable.ENVIRONMENT_SUFFIX),
                    "Region", variable(function, FunctionVariable.REGION)));
            for (FunctionMetric metric : WATCHED.getOrDefault(role(function), List.of())) {
                assertWatched(stack, FunctionMetric.NAMESPACE, metric.metricName(), reported);
            }
        }
    }

    /** A batch of a stream that fails holds up all behind it, and no error is counted when the function says which record it was. */
    @ParameterizedTest
    @MethodSource("stacksWithFunctions")
    void whereAFunctionReadsAStreamAnAlarmWatchesHowFarItIsBehind(SynthesizedStack stack) {
        for (SynthesizedResource reader : readers(stack)) {
            assertWatched(stack, "AWS/Lambda", "IteratorAge", Map.of("FunctionName", reader.ref("function_name")));
        }
    }

    /** The home's stack connects the stream of a standby's copy of the log as well. */
    @ParameterizedTest
    @MethodSource("deployments")
    void noOtherFunctionReadsAStream(SynthesizedDeployment deployment) {
        long streams = deployment.stacks().values().stream()
                .flatMap(stack -> stack.resources("aws_lambda_event_source_mapping").stream())
                .filter(mapping -> mapping.json().has("starting_position"))
                .count();

        assertThat(deployment.stacks().values().stream().flatMap(stack -> readers(stack).stream()))
                .hasSize((int) streams);
    }

    static Stream<SynthesizedDeployment> deployments() {
        return Deployments.names().stream().map(Deployments::of);
    }

    private static List<SynthesizedResource> readers(SynthesizedStack stack) {
        return stack.resources("aws_lambda_function").stream()
                .filter(function -> Set.of("outbox-relay", "effect-projector").contains(role(function)))
                .toList();
    }

    private static void assertWatched(
            SynthesizedStack stack, String namespace, String metric, Map<String, String> reported) {
        assertThat(stack.resources("aws_cloudwatch_metric_alarm"))
                .as("%s: an alarm on %s", stack.name(), metric)
                .anySatisfy(alarm -> {
                    alarm.has("namespace", namespace).has("metric_name", metric);
                    assertThat(SimulatedCloudWatch.dimensions(alarm)).isEqualTo(reported);
                    assertThat(alarm.at("alarm_actions")).isNotEmpty();
                });
    }

    private static String variable(SynthesizedResource function, FunctionVariable variable) {
        return function.at("environment.variables." + variable.name()).asText();
    }

    /** The last part of the function's construct path names it where its name is cut short. */
    private static String role(SynthesizedResource function) {
        String name = function.at("function_name").asText();
        return WATCHED.keySet().stream()
                .filter(role -> name.endsWith(role) || name.contains(role + "-"))
                .findFirst()
                .orElse("");
    }
}
