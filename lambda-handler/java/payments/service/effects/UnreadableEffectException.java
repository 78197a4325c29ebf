package payments.service.effects;

/** An effect of the log is in a form that this version of the code does not know. The message has no value of it. */
public final class UnreadableEffectException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnreadableEffectException(RuntimeException cause) {
        super("an effect of the log cannot be read by this version of the code", cause);
    }
}
