package payments.service.messaging;

/** Remembers orders that were accepted into the queue and refused behind it, so that none vanishes without a reason. */
public interface RejectionStore {

    /**
     * Remembers it; the same one again changes nothing.
     *
     * @param effectId {@link PaymentMessage#effectId()}
     * @param reason in kebab case
     * @throws payments.service.resilience.UnavailableException when it could not be written
     */
    void record(String effectId, String reason);
}
