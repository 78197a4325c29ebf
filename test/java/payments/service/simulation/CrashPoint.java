package payments.service.simulation;

import java.util.function.Supplier;
import payments.drill.engine.Crash;

/** Kills the function once: at one call, before or after its effect. Counts the calls. */
final class CrashPoint implements FaultInjector {
    private final int fatalCall;
    private final boolean afterEffect;
    private int calls;

    CrashPoint(int fatalCall, boolean afterEffect) {
        this.fatalCall = fatalCall;
        this.afterEffect = afterEffect;
    }

    /** Counts only. */
    static CrashPoint none() {
        return new CrashPoint(0, false);
    }

    int calls() {
        return calls;
    }

    @Override
    public <T> T around(Port port, String call, Supplier<T> effect) {
        calls++;
        boolean fatal = calls == fatalCall;
        if (fatal && !afterEffect) {
            throw new Crash();
        }
        T answer = effect.get();
        if (fatal) {
            throw new Crash();
        }
        return answer;
    }
}
