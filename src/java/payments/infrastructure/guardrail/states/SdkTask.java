package payments.infrastructure.guardrail.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.reality.SdkCalls;

/**
 * A task that makes a call of the SDK: service and call are named as in the SDK for Java 2, parameters begin with a capital.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html">AWS: SDK integrations</a>
 */
final class SdkTask {
    private static final Pattern CALL =
            Pattern.compile("aws-sdk:([a-z0-9]+):([a-z][A-Za-z0-9]*)(?:\\.waitForTaskToken)?");

    private SdkTask() {}

    /** Judges a task; one that makes no such call is taken. */
    static void judge(String state, JsonNode task, Faults faults) {
        Matcher call =
                CALL.matcher(Integrations.call(task.path("Resource").asText()).orElse(""));
        if (Faults.isOpen(task.path("Resource")) || !call.matches()) {
            return;
        }
        SdkCalls known = SdkCalls.known();
        Optional<String> correction = known.correction(call.group(1), call.group(2));
        if (correction.isPresent()) {
            faults.add(state, "Resource " + task.path("Resource"), correction.get());
            return;
        }
        for (String field : List.of("Parameters", "Arguments")) {
            task.path(field).properties().forEach(parameter -> {
                String name = parameter.getKey().replaceFirst("\\.\\$$", "");
                if (!name.contains("${")) {
                    known.correction(call.group(1), call.group(2), name)
                            .ifPresent(expected ->
                                    faults.add(state, "%s %s of %s".formatted(field, name, call.group()), expected));
                }
            });
        }
    }
}
