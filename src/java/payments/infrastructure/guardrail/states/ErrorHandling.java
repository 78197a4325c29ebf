package payments.infrastructure.guardrail.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a state does when it fails: its retriers and catchers.
 *
 * @param name what the state is called
 * @param body its fields
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">AWS: error handling, fields of
 *     a retrier with their ranges</a>
 */
record ErrorHandling(String name, JsonNode body) {
    /** The most seconds between two attempts: 366 days. */
    private static final long LONGEST_DELAY = 31_622_400;

    private static final String ALL = "States.ALL";
    private static final Set<String> RETRIER = Set.of(
            "Comment",
            "ErrorEquals",
            "IntervalSeconds",
            "MaxAttempts",
            "BackoffRate",
            "MaxDelaySeconds",
            "JitterStrategy");
    private static final Set<String> CATCHER =
            Set.of("Comment", "ErrorEquals", "Next", "ResultPath", "Assign", "Output");
    private static final Set<String> ERRORS = Set.of(
            ALL,
            "States.BranchFailed",
            "States.DataLimitExceeded",
            "States.ExceedToleratedFailureThreshold",
            "States.HeartbeatTimeout",
            "States.IntrinsicFailure",
            "States.ItemReaderFailed",
            "States.NoChoiceMatched",
            "States.ParameterPathFailure",
            "States.Permissions",
            "States.QueryEvaluationError",
            "States.ResultPathMatchFailure",
            "States.ResultWriterFailed",
            "States.Runtime",
            "States.TaskFailed",
            "States.Timeout");

    /** Notes what Step Functions would refuse. */
    void judge(Faults faults) {
        for (String field : Set.of("Retry", "Catch")) {
            faults.require(name, body, field, JsonNode::isArray, "a list");
            JsonNode list = body.path(field);
            for (int i = 0; i < list.size(); i++) {
                judgeErrors(field, list.get(i), i == list.size() - 1, faults);
            }
        }
        body.path("Retry").forEach(retrier -> judgeRetrier(retrier, faults));
        body.path("Catch").forEach(catcher -> {
            faults.onlyFields(name, "a catcher", catcher, CATCHER);
            Paths.judgeResult(name, catcher, faults);
            if (!catcher.has("Next")) {
                faults.add(name, "a catcher without Next", "the state that deals with the error");
            }
        });
    }

    private void judgeErrors(String field, JsonNode handler, boolean last, Faults faults) {
        JsonNode errors = handler.path("ErrorEquals");
        if (!errors.isArray() || errors.isEmpty()) {
            faults.add(name, "%s with ErrorEquals %s".formatted(field, errors), "a list of error names");
        }
        for (JsonNode error : errors) {
            String text = error.asText();
            if (!error.isTextual() || (text.startsWith("States.") && !ERRORS.contains(text))) {
                faults.add(
                        name,
                        "%s of %s".formatted(field, error),
                        "a name of your own or one of " + String.join(", ", new TreeSet<>(ERRORS)));
            }
            if (text.equals(ALL) && (errors.size() > 1 || !last)) {
                faults.add(name, "%s of %s beside or before others".formatted(field, ALL), ALL + " alone and last");
            }
        }
    }

    private void judgeRetrier(JsonNode retrier, Faults faults) {
        faults.onlyFields(name, "a retrier", retrier, RETRIER);
        faults.whole(name, retrier, "IntervalSeconds", 1, Faults.MOST_SECONDS);
        faults.whole(name, retrier, "MaxAttempts", 0, Faults.MOST_SECONDS);
        faults.whole(name, retrier, "MaxDelaySeconds", 1, LONGEST_DELAY);
        faults.oneOf(name, retrier, "JitterStrategy", Set.of("FULL", "NONE"));
        faults.require(
                name,
                retrier,
                "BackoffRate",
                rate -> rate.isNumber() && rate.asDouble() >= 1,
                "a number of at least 1");
        JsonNode longest = retrier.path("MaxDelaySeconds");
        long interval = retrier.path("IntervalSeconds").asLong(1);
        if (longest.isNumber() && longest.asLong() <= interval) {
            faults.add(name, "MaxDelaySeconds " + longest, "more than IntervalSeconds %d".formatted(interval));
        }
    }
}
