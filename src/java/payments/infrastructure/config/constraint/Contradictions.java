package payments.infrastructure.config.constraint;

import java.util.ArrayList;
import java.util.List;

/** The rules that the values of one settings record break together, each with the keys that it is about. */
public final class Contradictions {
    private final List<Contradiction> found = new ArrayList<>();

    /**
     * One broken rule.
     *
     * @param message the values, what is allowed, what to change
     * @param places where to change something, as paths from the record ({@code processor.timeoutSeconds}), the first choice
     *     first: the problem is reported there
     * @param keys every key whose value the rule looks at; it says nothing while one of them is wrong by itself
     */
    public record Contradiction(String message, List<String> places, List<String> keys) {}

    public static Contradictions of(Validated record) {
        Contradictions contradictions = new Contradictions();
        record.validate(contradictions);
        return contradictions;
    }

    /** Adds a broken rule that is reported at one of the keys that it looks at; see {@link Contradiction}. */
    public void add(String message, String... keys) {
        addAt(List.of(keys), message, keys);
    }

    /** Adds a broken rule that is reported elsewhere than at the keys that it looks at; see {@link Contradiction}. */
    public void addAt(List<String> places, String message, String... keys) {
        found.add(new Contradiction(message, List.copyOf(places), List.of(keys)));
    }

    /** Asks a rule that throws when it is broken, and gives it its keys. */
    public void ask(Runnable rule, String... keys) {
        try {
            rule.run();
        } catch (IllegalArgumentException | IllegalStateException e) {
            add(String.valueOf(e.getMessage()), keys);
        }
    }

    /** The broken rules, in the order in which they were asked. */
    public List<Contradiction> found() {
        return List.copyOf(found);
    }

    /**
     * Refuses the record if any rule was broken.
     *
     * @throws IllegalStateException with all of them
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new IllegalStateException(
                    String.join("; ", found.stream().map(Contradiction::message).toList()));
        }
    }
}
