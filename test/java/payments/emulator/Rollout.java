package payments.emulator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import payments.testing.Run;

/**
 * Applies or destroys the stacks of an environment in their order. A stack begins as soon as those before it hold what it
 * needs, or no longer need what it holds, and not when they have ended: most of an apply is waiting for a database that no
 * other stack reads. Every stack must end well.
 */
final class Rollout {
    private static final Duration LONGEST = Duration.ofMinutes(25);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final List<DeployedStack> stacks;
    private final Function<String, Run.Running> start;
    private final Predicate<DeployedStack> mayBegin;
    private final Map<String, Run.Running> begun = new LinkedHashMap<>();
    private final Map<String, Run> ended = new LinkedHashMap<>();
    private final long deadline = System.nanoTime() + LONGEST.toNanos();

    private Rollout(List<DeployedStack> stacks, Function<String, Run.Running> start, boolean apply) {
        this.stacks = stacks;
        this.start = start;
        this.mayBegin = apply ? this::mayBeApplied : this::mayBeDestroyed;
    }

    static Rollout applying(List<DeployedStack> stacks, StackRunner runner) {
        return new Rollout(stacks, runner::apply, true);
    }

    static Rollout destroying(List<DeployedStack> stacks, StackRunner runner) {
        return new Rollout(stacks, runner::destroy, false);
    }

    /** Goes on until it is a stack's turn, which is not begun. */
    void until(String name) {
        DeployedStack last = stack(name);
        deploy(() -> mayBegin.test(last), stack -> !stack.equals(last));
    }

    /** Goes on to the end; what the programs printed, by stack. */
    Map<String, Run> finish() {
        deploy(() -> ended.size() == stacks.size(), stack -> true);
        return Map.copyOf(ended);
    }

    private void deploy(BooleanSupplier done, Predicate<DeployedStack> wanted) {
        boolean well = false;
        try {
            while (!done.getAsBoolean()) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("of %s only %s ended within %s".formatted(begun.keySet(), ended, LONGEST));
                }
                stacks.stream()
                        .filter(stack -> !begun.containsKey(stack.name()))
                        .filter(wanted)
                        .filter(mayBegin)
                        .forEach(stack -> begun.put(stack.name(), start.apply(stack.name())));
                Thread.sleep(BETWEEN_LOOKS.toMillis());
                begun.forEach((name, run) -> {
                    if (!run.process().isAlive() && !ended.containsKey(name)) {
                        ended.put(name, run.await().succeeded());
                    }
                });
            }
            well = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while stacks ran", e);
        } finally {
            if (!well) {
                begun.values().forEach(Run.Running::crash);
            }
        }
    }

    private boolean mayBeApplied(DeployedStack stack) {
        return stack.after().stream()
                .allMatch(earlier -> ended.containsKey(earlier)
                        || (begun.containsKey(earlier) && stack(earlier).hasWhatIsNeededBy(stack)));
    }

    private boolean mayBeDestroyed(DeployedStack stack) {
        return stacks.stream()
                .filter(later -> later.after().contains(stack.name()))
                .allMatch(later -> ended.containsKey(later.name())
                        || (begun.containsKey(later.name()) && later.readsStateOf(stack) && later.hasLetGoOfOthers()));
    }

    private DeployedStack stack(String name) {
        return stacks.stream()
                .filter(stack -> stack.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no stack " + name));
    }
}
