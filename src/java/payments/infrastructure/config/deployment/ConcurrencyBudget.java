package payments.infrastructure.config.deployment;

import java.util.Map;

/**
 * Whether an account has all concurrent runs that the functions of a region reserve. Lambda refuses a reservation that
 * leaves fewer than 100 to functions without one (Lambda guide, "Configuring reserved concurrency for a function").
 */
final class ConcurrencyBudget {
    private static final int UNRESERVED = 100;

    /** Validate, process, notify, give up. */
    static final int STEPS_OF_WORKFLOW = 4;

    /** Migration and reconciliation, one run each. */
    static final int FUNCTIONS_OF_LEDGER = 2;

    private ConcurrencyBudget() {}

    /**
     * Refuses reservations that are more than the account has.
     *
     * @throws IllegalStateException naming every reservation and the most that fits
     */
    static void check(int accountConcurrency, Map<String, Integer> reserved) {
        int sum = reserved.values().stream().mapToInt(Integer::intValue).sum();
        int most = Math.max(0, accountConcurrency - UNRESERVED);
        if (sum > most) {
            throw new IllegalStateException(
                    "reservedConcurrency of all functions together is %d (%s), but of the %d runs of function.accountConcurrency Lambda reserves %d for other functions, so at most %d can be reserved; reserve less, or raise accountConcurrency where AWS has raised the account's quota"
                            .formatted(sum, described(reserved), accountConcurrency, UNRESERVED, most));
        }
    }

    private static String described(Map<String, Integer> reserved) {
        return String.join(
                ", ",
                reserved.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }
}
