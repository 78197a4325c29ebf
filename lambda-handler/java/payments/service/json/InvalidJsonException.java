package payments.service.json;

/** The text is not the JSON we accept. Carries no cause: the parser's own message quotes the text. */
public final class InvalidJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says nothing about the text. */
    public InvalidJsonException() {
        super("not one valid JSON document with unique keys");
    }
}
