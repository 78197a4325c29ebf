package payments.service.store;

import java.util.Optional;
import payments.service.domain.Payment;
import payments.service.idempotency.IdempotencyRecord;

/** What became of a {@link Creation}. All but the first left no trace. */
public sealed interface CreationResult {

    /** Written, by this call or by an earlier attempt of it whose answer got lost. */
    record Stored() implements CreationResult {}

    /** The key is in use. */
    record KeyTaken(IdempotencyRecord record) implements CreationResult {}

    /** The payment id is in use. */
    record IdTaken(Payment payment) implements CreationResult {}

    /** There is another sighting than the creation expects: this one, or none any more. */
    record SightingMoved(Optional<Sighting> now) implements CreationResult {}

    /** Others were writing the same items all the time that was left. */
    record Contended() implements CreationResult {}

    /** Another region owns the fence. */
    record NotOwner() implements CreationResult {}
}
