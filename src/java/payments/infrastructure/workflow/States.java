package payments.infrastructure.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The states of our machines, in the words of the Amazon States Language (states-language.net).
 */
final class States {
    /**
     * What may pass by itself: our own word for it, and Lambda's (Step Functions guide, "Handling transient Lambda errors"; Lambda's
     * API reference, "Invoke", errors of the service, the network and the snapshot).
     */
    private static final List<String> PASSING = List.of(
            "payments.service.workflow.StepUnavailableException",
            "payments.service.messaging.ItemsPostponedException",
            "Lambda.ServiceException",
            "Lambda.AWSLambdaException",
            "Lambda.SdkClientException",
            "Lambda.ClientExecutionTimeoutException",
            "Lambda.ResourceConflictException",
            "Lambda.ResourceNotReadyException",
            "Lambda.EC2ThrottledException",
            "Lambda.EC2UnexpectedException",
            "Lambda.ENILimitReachedException",
            "Lambda.SubnetIPAddressLimitReachedException",
            "Lambda.SnapStartTimeoutException",
            "States.Timeout");

    /** The function has as many runs as it may have: nothing is wrong, it is only somebody else's turn. */
    private static final List<String> CROWDED = List.of("Lambda.TooManyRequestsException");

    /**
     * The version was not called for 14 days, or Lambda recycled it: a snapshot is taken anew, which takes minutes (Lambda guide,
     * "Troubleshooting SnapStart errors"). Functions of a standby are always in this state.
     */
    private static final List<String> NOT_READY = List.of("Lambda.SnapStartNotReadyException");

    /** Longest execution of an express workflow, as the children of a map are (Step Functions guide, "Quotas"). */
    private static final int EXPRESS_SECONDS = 300;

    /** Four calls of this length, and what is waited between them, fit into an express workflow. */
    static final int LONGEST_EXPRESS_CALL_SECONDS = 65;

    private static final int PASSING_ATTEMPTS = 3;
    private static final int CROWDED_ATTEMPTS = 9;
    private static final int FIRST_WAIT_SECONDS = 2;
    private static final int LONGEST_WAIT_SECONDS = 60;

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
     * are started at once must not make good payments fail. A version that is not ready is waited for seven minutes.
     */
    static Map<String, Object> caught(Map<String, Object> state, String onFailure) {
        return caught(state, PASSING, onFailure);
    }

    /** The same, retrying these errors. */
    static Map<String, Object> caught(Map<String, Object> state, List<String> passing, String onFailure) {
        return handled(state, List.of(passing(passing), crowded(CROWDED, CROWDED_ATTEMPTS), notReady()), onFailure);
    }

    /** The state, with one error handed to a state of its own before all others are caught. */
    static Map<String, Object> refused(Map<String, Object> state, String error, String onRefusal) {
        List<Object> catchers = new ArrayList<>();
        catchers.add(ordered("ErrorEquals", List.of(error), "ResultPath", "$.failure", "Next", onRefusal));
        catchers.addAll((List<?>) state.getOrDefault("Catch", List.of()));
        state.put("Catch", catchers);
        return state;
    }

    /**
     * The same in a child of a map that is an express workflow, which ends after five minutes: so many attempts that the last one
     * is still made. A version that is not ready is waited for before the map.
     *
     * @param timeoutSeconds of one call; at most {@link #LONGEST_EXPRESS_CALL_SECONDS}
     */
    static Map<String, Object> caughtInExpress(Map<String, Object> state, int timeoutSeconds, String onFailure) {
        int left = EXPRESS_SECONDS - (PASSING_ATTEMPTS + 1) * timeoutSeconds - waits(PASSING_ATTEMPTS);
        int attempts = 1;
        while (attempts < CROWDED_ATTEMPTS && waits(attempts + 1) < left) {
            attempts++;
        }
        List<String> noRun = new ArrayList<>(CROWDED);
        noRun.addAll(NOT_READY);
        return handled(state, List.of(passing(PASSING), crowded(noRun, attempts)), onFailure);
    }

    private static Map<String, Object> handled(
            Map<String, Object> state, List<Map<String, Object>> retriers, String onFailure) {
        state.put("Retry", retriers);
        state.put(
                "Catch",
                List.of(ordered("ErrorEquals", List.of("States.ALL"), "ResultPath", "$.failure", "Next", onFailure)));
        return state;
    }

    private static Map<String, Object> passing(List<String> errors) {
        return ordered(
                "ErrorEquals",
                errors,
                "IntervalSeconds",
                FIRST_WAIT_SECONDS,
                "BackoffRate",
                2,
                "MaxAttempts",
                PASSING_ATTEMPTS);
    }

    private static Map<String, Object> crowded(List<String> errors, int attempts) {
        return ordered(
                "ErrorEquals",
                errors,
                "IntervalSeconds",
                FIRST_WAIT_SECONDS,
                "BackoffRate",
                2,
                "MaxAttempts",
                attempts,
                "MaxDelaySeconds",
                LONGEST_WAIT_SECONDS,
                "JitterStrategy",
                "FULL");
    }

    /**
     * Seven minutes, of which jitter would take half on average: who is too many when the version is ready again is spread by the
     * retrier of that.
     */
    private static Map<String, Object> notReady() {
        return ordered(
                "ErrorEquals",
                NOT_READY,
                "IntervalSeconds",
                5,
                "BackoffRate",
                2,
                "MaxAttempts",
                10,
                "MaxDelaySeconds",
                LONGEST_WAIT_SECONDS);
    }

    /** The longest that so many attempts wait: 2, 4, 8 seconds and so on, none longer than a minute. */
    private static int waits(int attempts) {
        int seconds = 0;
        for (int attempt = 0; attempt < attempts; attempt++) {
            seconds += Math.min(FIRST_WAIT_SECONDS << attempt, LONGEST_WAIT_SECONDS);
        }
        return seconds;
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
