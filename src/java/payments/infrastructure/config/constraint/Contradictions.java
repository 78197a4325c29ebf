package payments.infrastructure.config.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rules that the values of one settings record break together, each with the keys that it is about. A
 * record's compact constructor asks all of its rules and then refuses to exist.
 *
 * <p>The binder wants to hear of everything that is wrong with a file: while it {@linkplain #collect makes} a
 * record, nothing is thrown, and the record exists as a draft that the rules of the sections around it can look at.
 */
public final class Contradictions {
    private static final ThreadLocal<@Nullable List<Contradiction>> COLLECTED = new ThreadLocal<>();

    private final List<Contradiction> found = new ArrayList<>();

    /**
     * One broken rule.
     *
     * @param message the values, what is allowed, what to change
     * @param keys every key that the rule looks at, as a path from the record ({@code processor.timeoutSeconds}), the one
     *     to change first: it is where the problem is told, and a rule about a value that is wrong by itself is not told
     */
    public record Contradiction(String message, List<String> keys) {}

    /** Remembers a broken rule; see {@link Contradiction}. */
    public void add(String message, String... keys) {
        found.add(new Contradiction(message, List.of(keys)));
    }

    /** Asks a rule that throws when it is broken, and gives it its keys. */
    public void ask(Runnable rule, String... keys) {
        try {
            rule.run();
        } catch (IllegalArgumentException | IllegalStateException e) {
            add(String.valueOf(e.getMessage()), keys);
        }
    }

    /**
     * Refuses the record if any rule was broken.
     *
     * @throws IllegalStateException with all of them
     */
    public void throwIfAny() {
        List<Contradiction> collected = COLLECTED.get();
        if (collected != null) {
            collected.addAll(found);
        } else if (!found.isEmpty()) {
            throw new IllegalStateException(
                    found.stream().map(Contradiction::message).collect(Collectors.joining("; ")));
        }
    }

    /** Whether a record is being made for the binder, which has checked each value by itself already. */
    static boolean areCollected() {
        return COLLECTED.get() != null;
    }

    /** Makes a changed copy of a record that has been made before: what that one breaks is not told a second time. */
    public static <T> T copied(Supplier<T> copy) {
        List<Contradiction> collected = COLLECTED.get();
        if (collected == null) {
            return copy.get();
        }
        COLLECTED.set(new ArrayList<>());
        try {
            return copy.get();
        } finally {
            COLLECTED.set(collected);
        }
    }

    /** Makes a record whatever rules it breaks; those are added to the list. */
    public static <T> T collect(List<Contradiction> into, Callable<T> making) throws Exception {
        COLLECTED.set(into);
        try {
            return making.call();
        } finally {
            COLLECTED.remove();
        }
    }
}
