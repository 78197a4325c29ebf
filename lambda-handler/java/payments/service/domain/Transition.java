package payments.service.domain;

/** A step of a payment after it was created. */
public enum Transition {
    /** Reserve the whole amount. */
    AUTHORISE("authorise"),

    /** Take all or a part of what is reserved and not taken yet. */
    CAPTURE("capture"),

    /** Give back all or a part of what was taken and not given back yet. */
    REFUND("refund"),

    /** Mark as failed, before any money moved. */
    FAIL("fail");

    private final String word;

    Transition(String word) {
        this.word = word;
    }

    /** The word used in messages and in the table. */
    public String word() {
        return word;
    }

    /**
     * Reads the word back.
     *
     * @throws IllegalArgumentException when no transition has it
     */
    public static Transition of(String word) {
        for (Transition transition : values()) {
            if (transition.word.equals(word)) {
                return transition;
            }
        }
        throw new IllegalArgumentException("transition is \"%s\"; it must be one of ours".formatted(word));
    }
}
