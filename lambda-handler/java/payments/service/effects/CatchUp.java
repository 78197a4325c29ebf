package payments.service.effects;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import payments.service.domain.PaymentId;
import payments.service.effects.RegionProgress.Scan;
import payments.service.resilience.Deadline;
import payments.service.resilience.Workers;
import payments.service.store.Effect;

/**
 * What a region does each minute to follow the log: it writes that it is there, and where the stream is not enough it scans the
 * log, from where the last minute stopped. Any number of these may run at once: who finds a place done goes on from there.
 */
public final class CatchUp {
    /** A page with every payment of it missing: a transaction and a few reads for each. */
    private static final Duration NEEDED_FOR_A_PAGE = Duration.ofSeconds(15);

    private final EffectLog log;
    private final EffectProjector projector;
    private final DynamoDbRegionProgress progress;
    private final Clock clock;
    private final Consumer<RuntimeException> unreadable;
    private final Workers workers;

    /**
     * Takes the collaborators.
     *
     * @param workers apply effects of different payments at a time
     * @param unreadable hears why an effect of the log cannot be read by this version of the code
     */
    public CatchUp(
            EffectLog log,
            EffectProjector projector,
            DynamoDbRegionProgress progress,
            Clock clock,
            Workers workers,
            Consumer<RuntimeException> unreadable) {
        this.log = log;
        this.projector = projector;
        this.progress = progress;
        this.clock = clock;
        this.workers = workers;
        this.unreadable = unreadable;
    }

    /**
     * Says that the region is there, and scans if it must, for as long as there is time.
     *
     * @return how far the region is
     * @throws payments.service.resilience.UnavailableException when log or table do not answer in time; the next one goes on
     */
    public RegionProgress run(String region, Deadline deadline) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        RegionProgress known = progress.change(region, seen -> Optional.of(seen.reported(now)), deadline)
                .orElseThrow();
        while (known.scan().isPresent() && deadline.allows(NEEDED_FOR_A_PAGE)) {
            Scan scan = known.scan().get();
            EffectLog.Page page = log.page(scan.from(), deadline);
            apply(page, deadline);
            if (!page.unreadable().isEmpty()) {
                // Not complete until a version of the code comes that reads them.
                page.unreadable().forEach(unreadable);
                return known;
            }
            known = passed(region, scan, page.next(), deadline);
        }
        return known;
    }

    /** Where another one has gone on meanwhile, or the scan began anew, this page counts for nothing. */
    private RegionProgress passed(String region, Scan scan, Optional<EffectLog.Place> next, Deadline deadline) {
        return progress.change(
                        region,
                        seen -> seen.scan().filter(scan::equals).isPresent()
                                ? Optional.of(next.map(seen::scanned).orElseGet(seen::scannedAll))
                                : Optional.empty(),
                        deadline)
                .orElseGet(() -> progress.read(region, deadline));
    }

    /** The newest of each payment brings those before it. */
    private void apply(EffectLog.Page page, Deadline deadline) {
        Map<PaymentId, Effect> newest = new LinkedHashMap<>();
        page.effects().forEach(logged -> newest.put(logged.effect().payment().id(), logged.effect()));
        List<Boolean> unused = workers.all(List.copyOf(newest.values()), effect -> projector.apply(effect, deadline));
    }
}
