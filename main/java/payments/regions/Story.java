package payments.regions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.effects.LoggedEffect;

/**
 * All that is known of one payment, at one moment.
 *
 * @param id the payment
 * @param at when
 * @param hasLog whether the regions share a log
 * @param effects what the log has of it; empty where no region reached the log, or where there is none
 * @param owners the regions that have the payments
 * @param copies what each region has
 */
public record Story(
        PaymentId id,
        Instant at,
        boolean hasLog,
        Optional<List<LoggedEffect>> effects,
        List<String> owners,
        List<Copy> copies) {
    /** Copies the lists. */
    public Story {
        effects = effects.map(List::copyOf);
        owners = List.copyOf(owners);
        copies = List.copyOf(copies);
    }

    /** The version that the log has; 0 without any. */
    long logged() {
        return effects.flatMap(all -> all.stream().reduce((first, second) -> second))
                .map(newest -> newest.effect().version())
                .orElse(0L);
    }

    /** The payment as it stands: by the log, else by the region that knows most of it. */
    Optional<Payment> payment() {
        return effects.flatMap(all -> all.stream().reduce((first, second) -> second))
                .map(newest -> newest.effect().payment())
                .or(() -> copies.stream()
                        .flatMap(copy -> copy.payment().stream())
                        .reduce((one, other) ->
                                one.progress().version() >= other.progress().version() ? one : other));
    }
}
