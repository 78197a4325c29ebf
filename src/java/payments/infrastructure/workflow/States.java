package payments.infrastructure.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The states of our machines, in the words of the Amazon States Language (states-language.net).
 */
final class States {
    /** What may pass by itself: our own word for it, and Lambda's (Step Functions guide, "Handling transient Lambda errors"). */
    private static final List<String> PASSING = List.of(
            "payments.service.workflow.StepUnavailableException",
            "payments.service.messaging.ItemsPostponedException",
            "Lambda.ServiceException",
            "Lambda.AWSLambdaException",
            "Lambda.SdkClientException",
            "Lambda.ClientExecutionTimeoutException",
            "Lambda.SnapStartNotReadyException",
            "States.Timeout");

    /** The function has as many runs as it may have: nothing is wrong, it is only somebody else's turn. */
    private static final List<String> CROWDED = List.of("Lambda.TooManyRequestsException");

    private States() {}

    /** A machine that begins with one of its states. */
    static Map<String, Object> machine(String comment, String startAt, int timeoutSeconds, Map<String, Object> states) {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("Comment", comment);
        machine.put("StartAt", startAt);
        machine.put("TimeoutSeconds", timeoutSeconds);
        machine.put("States", states);
        return machine;
    }

    /** Calls a function with the state's input; its answer is the state's output. What fails for good goes to another state. */
    static Map<String, Object> call(String aliasArn, int timeoutSeconds, String onFailure) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("Type", "Task");
        state.put("Resource", "arn:aws:states:::lambda:invoke");
        state.put("Parameters", ordered("FunctionName", aliasArn, "Payload.$", "$"));
        state.put("OutputPath", "$.Payload");
        state.put("TimeoutSeconds", timeoutSeconds);
        return caught(state, onFailure);
    }

    /**
     * Retries what may pass after 2, 4 and 8 seconds (requirement D5), and hands every other failure to another state. A call
     * that found no free run waits longer, some four minutes in all, and never in step with the others: many executions that
     * are started at once must not make good payments fail.
     */
    static Map<String, Object> caught(Map<String, Object> state, String onFailure) {
        return caught(state, PASSING, onFailure);
    }

    /** The same, retrying these errors. */
    static Map<String, Object> caught(Map<String, Object> state, List<String> passing, String onFailure) {
        state.put(
                "Retry",
                List.of(
                        ordered("ErrorEquals", passing, "IntervalSeconds", 2, "BackoffRate", 2, "MaxAttempts", 3),
                        ordered(
                                "ErrorEquals",
                                CROWDED,
                                "IntervalSeconds",
                                2,
                                "BackoffRate",
                                2,
                                "MaxAttempts",
                                9,
                                "MaxDelaySeconds",
                                60,
                                "JitterStrategy",
                                "FULL")));
        state.put(
                "Catch",
                List.of(ordered("ErrorEquals", List.of("States.ALL"), "ResultPath", "$.failure", "Next", onFailure)));
        return state;
    }

    /** The state, followed by another. */
    static Map<String, Object> then(Map<String, Object> state, String next) {
        state.put("Next", next);
        return state;
    }

    /** The state, after which the execution is over. */
    static Map<String, Object> last(Map<String, Object> state) {
        state.put("End", true);
        return state;
    }

    /** The end of an execution that failed. */
    static Map<String, Object> fail(String error, String cause) {
        return ordered("Type", "Fail", "Error", error, "Cause", cause);
    }

    /** A map in the order of its keys, given by turns with their values. */
    static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
