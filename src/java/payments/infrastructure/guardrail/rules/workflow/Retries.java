package payments.infrastructure.guardrail.rules.workflow;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Block;

/**
 * The retriers of a state; each counts its own attempts.
 *
 * @param retriers in the order in which they are asked
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">AWS: fields of retriers and
 *     their defaults</a>
 */
record Retries(List<Block> retriers) {
    /** Errors after which the function did not run. */
    private static final Set<String> WITHOUT_RUN =
            Set.of("Lambda.TooManyRequestsException", "Lambda.SnapStartNotReadyException");

    private static final double MOST_ATTEMPTS = 1000;
    private static final double ALWAYS = 99_999_999;

    Retries {
        retriers = List.copyOf(retriers);
    }

    /** Seconds for which an error is waited for; half of them on average where each wait is taken at random. */
    double secondsFor(String error) {
        return retriers.stream()
                .filter(retrier -> takes(retrier, error))
                .findFirst()
                .map(retrier -> retrier.attribute("JitterStrategy").is("FULL") ? waits(retrier) / 2 : waits(retrier))
                .orElse(0.0);
    }

    /** Every error that a retrier names. */
    Set<String> named() {
        return retriers.stream().flatMap(retrier -> errors(retrier).stream()).collect(Collectors.toSet());
    }

    /** Whether a retrier takes an error. */
    boolean takes(String error) {
        return retriers.stream().anyMatch(retrier -> takes(retrier, error));
    }

    /** The most seconds that all attempts wait together. */
    double longestSeconds() {
        return retriers.stream().mapToDouble(Retries::waits).sum();
    }

    /** The most often that the function can run: once, and again for each attempt after a run. */
    double mostRuns() {
        return 1
                + retriers.stream()
                        .filter(retrier -> !WITHOUT_RUN.containsAll(errors(retrier)))
                        .mapToDouble(Retries::attempts)
                        .sum();
    }

    private static boolean takes(Block retrier, String error) {
        Set<String> errors = errors(retrier);
        return errors.contains(error) || errors.contains("States.ALL") || errors.contains("States.TaskFailed");
    }

    private static Set<String> errors(Block retrier) {
        return retrier.attribute("ErrorEquals").texts().collect(Collectors.toSet());
    }

    private static double attempts(Block retrier) {
        return Math.min(number(retrier, "MaxAttempts", 3), MOST_ATTEMPTS);
    }

    private static double waits(Block retrier) {
        double wait = number(retrier, "IntervalSeconds", 1);
        double rate = number(retrier, "BackoffRate", 2);
        double longest = number(retrier, "MaxDelaySeconds", ALWAYS);
        double seconds = 0;
        for (int attempt = 0; attempt < attempts(retrier) && seconds < ALWAYS; attempt++) {
            seconds += Math.min(wait, longest);
            wait *= rate;
        }
        return seconds;
    }

    private static double number(Block retrier, String field, double otherwise) {
        return retrier.attribute(field).number().map(Number::doubleValue).orElse(otherwise);
    }
}
