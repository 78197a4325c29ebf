package payments.service.messaging;

/** What became of a message. */
public sealed interface Effect {

    /**
     * It has had its effect.
     *
     * @param before at an earlier delivery, or by another message of the same content
     */
    record Done(boolean before) implements Effect {}

    /**
     * It cannot have its effect yet; the queue delivers it again after the visibility timeout.
     *
     * @param reason in kebab case
     */
    record Later(String reason) implements Effect {}

    /**
     * It can never have its effect; the reason is kept.
     *
     * @param reason in kebab case
     */
    record Never(String reason) implements Effect {}
}
