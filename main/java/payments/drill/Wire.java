package payments.drill;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import payments.drill.engine.Crash;
import payments.drill.engine.TableLine;
import payments.drill.evidence.Violation;

/** The way from a region's functions to something that they call: it takes time, and ends with the region. */
final class Wire implements TableLine.Faults {
    /** What a table of multi-region strong consistency refuses (developer guide, "Multi-Region strong consistency"). */
    private static final Set<String> TRANSACTIONS = Set.of("transaction", "get two");

    private final Site site;
    private final Loss loss;
    private final String to;
    private final Duration half;
    private final boolean isTheLog;

    /** Leads there, in this time for a call and its answer. */
    Wire(Site site, Loss loss, String to, Duration roundTrip, boolean isTheLog) {
        this.site = site;
        this.loss = loss;
        this.to = to;
        this.half = roundTrip.dividedBy(2);
        this.isTheLog = isTheLog;
    }

    @Override
    public <T> T around(String call, Supplier<T> effect) {
        if (isTheLog && TRANSACTIONS.contains(call)) {
            throw new Violation("R1 (H04)", "a table of multi-region strong consistency knows no %s".formatted(call));
        }
        site.pass(half);
        boolean fatal = loss.strikes(site.name(), "%s, %s".formatted(to, call), site.now());
        if (fatal && loss.isBeforeEffect()) {
            site.die();
            throw new Crash();
        }
        T answer = effect.get();
        if (fatal) {
            site.die();
            throw new Crash();
        }
        site.pass(half);
        return answer;
    }

    /** For calls without an answer. */
    void through(String call, Runnable effect) {
        Boolean unused = around(call, () -> {
            effect.run();
            return true;
        });
    }
}
