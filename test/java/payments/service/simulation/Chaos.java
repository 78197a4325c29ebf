package payments.service.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.function.Supplier;
import payments.drill.engine.Crash;

/**
 * What goes wrong, drawn from the seed: a call fails before or after its effect, is refused, is slow, arrives twice,
 * arrives after its caller gave it up, or is the last thing that the function does. Between two calls somebody else may act,
 * which is all that concurrency can show to a service that keeps nothing in memory.
 */
final class Chaos implements FaultInjector {
    private static final int[] FAULTS_PER_MILLE = {0, 20, 60, 150};
    private static final int INTERLUDES_PER_MILLE = 40;
    private static final int KINDS = 8;

    private final Random random;
    private final int faultsPerMille;
    private final World world;
    private final Runnable interlude;
    private final Deque<Supplier<?>> onTheirWay = new ArrayDeque<>();
    private boolean calm;

    /**
     * Draws how bad it gets.
     *
     * @param interlude what somebody else does meanwhile
     */
    Chaos(Random random, World world, Runnable interlude) {
        this.random = random;
        this.faultsPerMille = FAULTS_PER_MILLE[random.nextInt(FAULTS_PER_MILLE.length)];
        this.world = world;
        this.interlude = interlude;
    }

    /** From now on nothing goes wrong; what was on its way arrives. */
    void end() {
        calm = true;
        arrive();
    }

    @Override
    public <T> T around(Port port, String call, Supplier<T> effect) {
        if (calm) {
            return effect.get();
        }
        arriveSometimes();
        if (random.nextInt(1000) < INTERLUDES_PER_MILLE) {
            interlude.run();
        }
        if (world.timeIsOver()) {
            world.note("  %s: killed at its timeout".formatted(call));
            throw new Crash();
        }
        if (random.nextInt(1000) >= faultsPerMille) {
            return effect.get();
        }
        return disturbed(port, call, effect);
    }

    private <T> T disturbed(Port port, String call, Supplier<T> effect) {
        switch (random.nextInt(KINDS)) {
            case 0 -> {
                world.note("  %s: lost".formatted(call));
                throw port.lost();
            }
            case 1 -> {
                T unused = effect.get();
                world.note("  %s: done, answer lost".formatted(call));
                throw port.lost();
            }
            case 2 -> {
                world.note("  %s: refused".formatted(call));
                throw port.refused();
            }
            case 3 -> {
                world.note("  %s: slow".formatted(call));
                world.pass(Duration.ofMillis(random.nextInt(8_000)));
                return effect.get();
            }
            case 4 -> {
                T answer = effect.get();
                world.note("  %s: arrives twice".formatted(call));
                arriveUnheard(effect);
                return answer;
            }
            case 5 -> {
                world.note("  %s: given up, arrives later".formatted(call));
                onTheirWay.add(effect);
                throw port.lost();
            }
            case 6 -> {
                world.note("  %s: killed before".formatted(call));
                throw new Crash();
            }
            default -> {
                T unused = effect.get();
                world.note("  %s: killed after".formatted(call));
                throw new Crash();
            }
        }
    }

    private void arriveSometimes() {
        if (!onTheirWay.isEmpty() && random.nextInt(3) == 0) {
            arriveUnheard(onTheirWay.remove());
        }
    }

    private void arrive() {
        while (!onTheirWay.isEmpty()) {
            arriveUnheard(onTheirWay.remove());
        }
    }

    /** Nobody hears the answer, a refusal neither. A violated invariant is not an answer: it is an Error. */
    private void arriveUnheard(Supplier<?> call) {
        try {
            Object unused = call.get();
        } catch (RuntimeException e) {
            world.note("  refused unheard: %s".formatted(e.getClass().getSimpleName()));
        }
    }
}
