package payments.infrastructure.config.deployment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether an account has all concurrent runs that the functions of a region reserve. Lambda refuses a reservation that
 * leaves fewer than 100 to functions without one (Lambda guide, "Configuring reserved concurrency for a function").
 */
final class ConcurrencyBudget {
    private static final int UNRESERVED = 100;
    /** Validate, process, notify, give up. */
    static final int STEPS_OF_WORKFLOW = 4;

    private static final int FUNCTIONS_OF_LEDGER = 2;

    private ConcurrencyBudget() {}

    /**
     * Refuses reservations that are more than the account has.
     *
     * @throws IllegalStateException naming every reservation and the most that fits
     */
    static void check(
            FunctionSettings function,
            @Nullable QueueSettings queue,
            @Nullable EventSettings events,
            @Nullable LedgerSettings ledger,
            @Nullable WorkflowSettings workflow,
            @Nullable BatchSettings batch) {
        Map<String, Integer> reserved = new LinkedHashMap<>();
        add(reserved, "function", function, 1);
        add(reserved, "queue.processor", queue == null ? null : queue.processor(), 1);
        add(reserved, "events.relay", events == null ? null : events.relay(), 1);
        add(reserved, "the steps of workflow", workflow == null ? null : workflow.step(), STEPS_OF_WORKFLOW);
        add(reserved, "batch", batch, 1);
        if (ledger != null) {
            reserved.put("the functions of ledger", FUNCTIONS_OF_LEDGER);
        }
        int sum = reserved.values().stream().mapToInt(Integer::intValue).sum();
        int most = Math.max(0, function.accountConcurrency() - UNRESERVED);
        if (sum > most) {
            throw new IllegalStateException(
                    "reservedConcurrency of all functions together is %d (%s), but of the %d runs of function.accountConcurrency Lambda reserves %d for other functions, so at most %d can be reserved; reserve less, or raise accountConcurrency where AWS has raised the account's quota"
                            .formatted(sum, described(reserved), function.accountConcurrency(), UNRESERVED, most));
        }
    }

    private static void add(Map<String, Integer> reserved, String name, @Nullable FunctionSize size, int functions) {
        Integer one = size == null ? null : size.reservedConcurrency();
        if (one != null) {
            reserved.put(name, one * functions);
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
