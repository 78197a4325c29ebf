package payments.infrastructure.guardrail.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths into the input of a state, in the language of JSONPath, and the functions that stand in their place.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html">AWS: paths</a>
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html">AWS: intrinsic functions</a>
 */
final class Paths {
    /** The input, the context object or a variable, followed by steps. */
    private static final Pattern PATH =
            Pattern.compile("\\$\\$?([A-Za-z_]\\w*)?(\\.{1,2}[^.\\[\\]]+|\\.{0,2}\\[[^\\]]+\\])*");

    /** Only steps that lead to one place of the input, so that something can be put there. */
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(\\.[^.\\[\\]@,:?*()\\s]+|\\[(\\d+|'[^']+'|\"[^\"]+\")\\])*");

    private static final Pattern FUNCTION = Pattern.compile("(States\\.\\w+)\\(.*\\)", Pattern.DOTALL);
    private static final Set<String> FUNCTIONS = Set.of(
            "States.Array",
            "States.ArrayContains",
            "States.ArrayGetItem",
            "States.ArrayLength",
            "States.ArrayPartition",
            "States.ArrayRange",
            "States.ArrayUnique",
            "States.Base64Decode",
            "States.Base64Encode",
            "States.Format",
            "States.Hash",
            "States.JsonMerge",
            "States.JsonToString",
            "States.MathAdd",
            "States.MathRandom",
            "States.StringSplit",
            "States.StringToJson",
            "States.UUID");
    private static final List<String> FIELDS = List.of(
            "InputPath",
            "OutputPath",
            "ItemsPath",
            "SecondsPath",
            "TimestampPath",
            "TimeoutSecondsPath",
            "HeartbeatSecondsPath",
            "MaxConcurrencyPath",
            "ToleratedFailurePercentagePath",
            "ToleratedFailureCountPath");
    private static final List<String> TEMPLATES = List.of(
            "Parameters",
            "ResultSelector",
            "ItemSelector",
            "Assign",
            "Credentials",
            "ItemReader",
            "ItemBatcher",
            "ResultWriter");

    private Paths() {}

    /** Judges the paths of a state: its own fields, and those that end in {@code .$} inside its templates. */
    static void judge(String state, JsonNode body, Faults faults) {
        for (String field : FIELDS) {
            faults.require(
                    state,
                    body,
                    field,
                    value -> value.isNull() || isPath(value) || isFunction(value),
                    "a path such as $.id");
        }
        for (String field : List.of("ErrorPath", "CausePath")) {
            faults.require(state, body, field, value -> isPath(value) || isFunction(value), "a path such as $.cause");
        }
        judgeResult(state, body, faults);
        TEMPLATES.forEach(field -> judgeTemplate(state, body.path(field), faults));
        body.path("Catch").forEach(catcher -> judgeTemplate(state, catcher.path("Assign"), faults));
    }

    /** Judges where a result is put. */
    static void judgeResult(String state, JsonNode holder, Faults faults) {
        faults.require(
                state,
                holder,
                "ResultPath",
                value -> value.isNull() || isReference(value),
                "a path to one place of the input, such as $.result, or null");
    }

    /** Whether it leads into the input, the context object or a variable. */
    static boolean isPath(JsonNode value) {
        return value.isTextual() && PATH.matcher(value.textValue()).matches();
    }

    private static boolean isReference(JsonNode value) {
        return value.isTextual() && REFERENCE.matcher(value.textValue()).matches();
    }

    private static boolean isFunction(JsonNode value) {
        Matcher function = FUNCTION.matcher(value.asText());
        return value.isTextual() && function.matches() && FUNCTIONS.contains(function.group(1));
    }

    private static void judgeTemplate(String state, JsonNode template, Faults faults) {
        if (template.isArray()) {
            template.forEach(one -> judgeTemplate(state, one, faults));
            return;
        }
        template.properties().forEach(entry -> {
            if (entry.getKey().endsWith(".$")) {
                faults.require(
                        state,
                        template,
                        entry.getKey(),
                        value -> isPath(value) || isFunction(value),
                        "a path such as $.id, or one of " + String.join(", ", new TreeSet<>(FUNCTIONS)));
            } else {
                judgeTemplate(state, entry.getValue(), faults);
            }
        });
    }
}
