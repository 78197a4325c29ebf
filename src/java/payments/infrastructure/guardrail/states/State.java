package payments.infrastructure.guardrail.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.states.Definition.Setting;

/**
 * One state: the fields that its type has, and what they may hold.
 *
 * @param name what it is called
 * @param body its fields
 * @param setting where it runs and in which language it speaks
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/workflow-states.html">AWS: states</a>
 */
record State(String name, JsonNode body, Setting setting) {
    private static final Set<String> ENDING = Set.of("Succeed", "Fail");

    /** By type: the fields that both languages have. */
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "Task",
            Set.of(
                    "Resource",
                    "Retry",
                    "Catch",
                    "TimeoutSeconds",
                    "HeartbeatSeconds",
                    "Credentials",
                    "Assign",
                    "Next",
                    "End"),
            "Pass",
            Set.of("Assign", "Next", "End"),
            "Choice",
            Set.of("Choices", "Default", "Assign"),
            "Wait",
            Set.of("Seconds", "Timestamp", "Assign", "Next", "End"),
            "Succeed",
            Set.of(),
            "Fail",
            Set.of("Error", "Cause"),
            "Parallel",
            Set.of("Branches", "Retry", "Catch", "Assign", "Next", "End"),
            "Map",
            Set.of(
                    "ItemProcessor",
                    "Iterator",
                    "ItemSelector",
                    "ItemReader",
                    "ItemBatcher",
                    "ResultWriter",
                    "MaxConcurrency",
                    "ToleratedFailurePercentage",
                    "ToleratedFailureCount",
                    "Label",
                    "Retry",
                    "Catch",
                    "Assign",
                    "Next",
                    "End"));

    /** By type: what JSONPath has beside them. */
    private static final Map<String, Set<String>> OF_JSONPATH = Map.of(
            "Task",
            Set.of(
                    "InputPath",
                    "OutputPath",
                    "Parameters",
                    "ResultPath",
                    "ResultSelector",
                    "TimeoutSecondsPath",
                    "HeartbeatSecondsPath"),
            "Pass",
            Set.of("InputPath", "OutputPath", "Parameters", "Result", "ResultPath"),
            "Choice",
            Set.of("InputPath", "OutputPath"),
            "Wait",
            Set.of("InputPath", "OutputPath", "SecondsPath", "TimestampPath"),
            "Succeed",
            Set.of("InputPath", "OutputPath"),
            "Fail",
            Set.of("ErrorPath", "CausePath"),
            "Parallel",
            Set.of("InputPath", "OutputPath", "Parameters", "ResultPath", "ResultSelector"),
            "Map",
            Set.of(
                    "InputPath",
                    "OutputPath",
                    "Parameters",
                    "ItemsPath",
                    "ResultPath",
                    "ResultSelector",
                    "MaxConcurrencyPath",
                    "ToleratedFailurePercentagePath",
                    "ToleratedFailureCountPath"));

    /** By type: what JSONata has beside them. */
    private static final Map<String, Set<String>> OF_JSONATA = Map.of(
            "Task",
            Set.of("Arguments", "Output"),
            "Pass",
            Set.of("Output"),
            "Choice",
            Set.of("Output"),
            "Wait",
            Set.of("Output"),
            "Succeed",
            Set.of("Output"),
            "Fail",
            Set.of(),
            "Parallel",
            Set.of("Arguments", "Output"),
            "Map",
            Set.of("Items", "Output"));

    private static final Set<String> OF_ALL = Set.of("Type", "Comment", "QueryLanguage");

    /** The states that a state may lead to. */
    static List<String> nexts(JsonNode state) {
        List<String> nexts = new ArrayList<>();
        Stream.of("Next", "Default")
                .filter(state::has)
                .forEach(field -> nexts.add(state.path(field).asText()));
        Stream.of("Choices", "Catch").forEach(list -> state.path(list).forEach(one -> {
            if (one.has("Next")) {
                nexts.add(one.path("Next").asText());
            }
        }));
        return nexts;
    }

    /** Whether an execution may end there. */
    static boolean isTerminal(JsonNode state) {
        return state.path("End").asBoolean()
                || ENDING.contains(state.path("Type").asText());
    }

    /** Notes what Step Functions would refuse. */
    void judge(Faults faults) {
        String type = body.path("Type").asText();
        if (!FIELDS.containsKey(type)) {
            if (!Faults.isOpen(body.path("Type"))) {
                faults.add(
                        name,
                        "Type " + body.path("Type"),
                        "one of " + String.join(", ", new TreeSet<>(FIELDS.keySet())));
            }
            return;
        }
        faults.onlyFields(name, "a " + type, body, allowed(type));
        if (allowed(type).contains("Next")) {
            judgeTransition(faults);
        }
        if (!setting.jsonata()) {
            Paths.judge(name, body, faults);
        }
        new ErrorHandling(name, body).judge(faults);
        switch (type) {
            case "Task" -> judgeTask(faults);
            case "Choice" -> new Choices(name, body, setting.jsonata()).judge(faults);
            case "Wait" -> judgeWait(faults);
            case "Parallel" ->
                faults.require(
                        name, body, "Branches", list -> list.isArray() && !list.isEmpty(), "at least one branch");
            case "Map" -> new Maps(name, body, setting.express()).judge(faults);
            case "Fail" -> {
                faults.atMostOne(name, body, "Error", "ErrorPath");
                faults.atMostOne(name, body, "Cause", "CausePath");
            }
            default -> {
                // Pass and Succeed have nothing that could be wrong but their fields.
            }
        }
        if (type.equals("Parallel") && !body.has("Branches")) {
            faults.add(name, "no Branches", "at least one branch");
        }
    }

    private Set<String> allowed(String type) {
        Set<String> allowed = new TreeSet<>(OF_ALL);
        allowed.addAll(FIELDS.getOrDefault(type, Set.of()));
        allowed.addAll((setting.jsonata() ? OF_JSONATA : OF_JSONPATH).getOrDefault(type, Set.of()));
        return allowed;
    }

    private void judgeTransition(Faults faults) {
        boolean ends = body.path("End").asBoolean();
        if (ends == body.has("Next")) {
            faults.add(name, ends ? "Next and End" : "neither Next nor End", "exactly one of Next, End");
        }
        faults.require(name, body, "End", JsonNode::isBoolean, "true");
    }

    private void judgeTask(Faults faults) {
        if (body.has("Resource")) {
            Integrations.judge(name, body.path("Resource"), setting.express(), faults);
            SdkTask.judge(name, body, faults);
        } else {
            faults.add(name, "a Task without Resource", "the ARN of what it calls");
        }
        faults.whole(name, body, "TimeoutSeconds", 1, Faults.MOST_SECONDS);
        faults.whole(name, body, "HeartbeatSeconds", 1, Faults.MOST_SECONDS);
        faults.atMostOne(name, body, "TimeoutSeconds", "TimeoutSecondsPath");
        faults.atMostOne(name, body, "HeartbeatSeconds", "HeartbeatSecondsPath");
        JsonNode timeout = body.path("TimeoutSeconds");
        JsonNode heartbeat = body.path("HeartbeatSeconds");
        if (timeout.isNumber() && heartbeat.isNumber() && heartbeat.asLong() >= timeout.asLong()) {
            faults.add(name, "HeartbeatSeconds " + heartbeat, "less than TimeoutSeconds %s".formatted(timeout));
        }
    }

    private void judgeWait(Faults faults) {
        faults.exactlyOne(name, body, "Seconds", "SecondsPath", "Timestamp", "TimestampPath");
        faults.whole(name, body, "Seconds", 0, Faults.MOST_SECONDS);
        faults.require(name, body, "Timestamp", Choices::isTimestamp, "a time such as 2026-01-31T12:00:00Z");
    }
}
