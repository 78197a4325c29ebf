package payments.service.handler.api;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import payments.service.observability.Events;
import payments.service.observability.Failures;

/**
 * What a function does around a SnapStart snapshot (Lambda developer guide, "Runtime hooks for Java").
 *
 * <p>Before it: runs the first payment, which loads its classes into the snapshot. After it: nothing, because nothing in a
 * snapshot may differ between its copies: ids and waiting times are drawn from the operating system at each use, times are
 * asked for at each use, credentials carry their expiry, and a dead connection is one failed attempt of a call that is
 * repeated.
 */
final class Snapshot implements Resource {
    /** The context holds its resources weakly; without this the hooks would be collected. */
    private static final List<Snapshot> HELD = new CopyOnWriteArrayList<>();

    private final Runnable firstPayment;
    private final Events events;

    Snapshot(Runnable firstPayment, Events events) {
        this.firstPayment = firstPayment;
        this.events = events;
    }

    /** Registers the hooks; outside of SnapStart they are never called. */
    static void prime(Runnable firstPayment, Events events) {
        Snapshot snapshot = new Snapshot(firstPayment, events);
        HELD.add(snapshot);
        Core.getGlobalContext().register(snapshot);
    }

    /** A version must be published even when priming fails: it is then only slower. */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            firstPayment.run();
            events.info("snapshot-primed", Map.of());
        } catch (RuntimeException e) {
            events.warn("snapshot-not-primed", Map.of("exceptions", Failures.classes(e)));
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        events.info("snapshot-restored", Map.of());
    }
}
