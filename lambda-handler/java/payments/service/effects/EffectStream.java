package payments.service.effects;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import payments.service.domain.PaymentId;
import payments.service.outbox.OutboxEntry;
import payments.service.outbox.PaymentEvent;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.DynamoDbOutboxStore;
import payments.service.store.Effect;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Follows the log's stream: an effect is written into the region's table, and that it was published beside its event there. An
 * effect whose predecessor did not come says that the stream has lost some, of this payment or of others: then the whole log is to
 * be scanned.
 */
public final class EffectStream {
    /** By how much the clocks of two regions differ at the most. */
    private static final Duration CLOCKS = Duration.ofMinutes(10);

    private final EffectProjector projector;
    private final DynamoDbOutboxStore outbox;
    private final DynamoDbRegionProgress progress;
    private final EffectItems items;
    private final String region;
    private final Clock clock;

    /**
     * Takes the collaborators.
     *
     * @param region where this code runs
     */
    public EffectStream(
            EffectProjector projector,
            DynamoDbOutboxStore outbox,
            DynamoDbRegionProgress progress,
            String region,
            Clock clock) {
        this.projector = projector;
        this.outbox = outbox;
        this.progress = progress;
        this.items = new EffectItems("the effect log");
        this.region = region;
        this.clock = clock;
    }

    /**
     * Follows one item as it was written.
     *
     * @param received when it came, by this region's clock
     * @throws UnavailableException when log or table do not answer in time; repeating is safe
     * @throws UnreadableEffectException when the item cannot be read by this version of the code
     */
    public void follow(Map<String, AttributeValue> image, Instant received, Deadline deadline) {
        if (EffectItems.isEffect(image)) {
            apply(read(image), received, deadline);
        } else if (DynamoDbRegionProgress.isOf(region, image)) {
            DynamoDbRegionProgress.progress(image).reportedAt().ifPresent(report -> reached(report, deadline));
        }
    }

    private LoggedEffect read(Map<String, AttributeValue> image) {
        try {
            return items.effect(image);
        } catch (RuntimeException e) {
            throw new UnreadableEffectException(e);
        }
    }

    private void apply(LoggedEffect logged, Instant received, Deadline deadline) {
        Effect effect = logged.effect();
        PaymentEvent event = effect.event();
        Optional<OutboxEntry> entry = logged.sentAt().isPresent() ? find(event, deadline) : Optional.empty();
        if (entry.isEmpty() && projector.apply(effect, deadline)) {
            lost(effect.event().occurredAt(), received, deadline);
        }
        if (entry.isEmpty() || !entry.get().sent()) {
            logged.sentAt().ifPresent(at -> outbox.noteSent(event, at, deadline));
        }
    }

    private Optional<OutboxEntry> find(PaymentEvent event, Deadline deadline) {
        PaymentId payment = event.paymentId();
        return outbox.find(payment, event.sequence(), deadline);
    }

    /**
     * The stream has lost something that the log has, and it is not known what. A scan that began behind that finds it.
     *
     * @param by when it was in the log at the latest, by the clock of any region
     * @param received the same by this region's clock
     */
    public void lost(Instant by, Instant received, Deadline deadline) {
        Instant now = now();
        Optional<RegionProgress> unused = progress.change(
                region,
                known -> known.scan()
                                .filter(scan -> scan.began().isAfter(received)
                                        || scan.began().isAfter(by.plus(CLOCKS)))
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of(known.incomplete(now)),
                deadline);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void reached(Instant report, Deadline deadline) {
        Instant now = now();
        Optional<RegionProgress> unused = progress.change(
                region,
                known -> known.caughtUpTo()
                                .filter(time -> !time.isBefore(report))
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of(known.followed(report, now)),
                deadline);
    }
}
