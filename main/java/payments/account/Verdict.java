package payments.account;

/** What the account showed. */
public enum Verdict {
    /** The deployment may rely on it. */
    PASS("pass"),

    /** A deployment would fail, or would change what is another's. */
    FAIL("FAIL"),

    /** The account did not answer, or its answer does not decide. */
    UNKNOWN("not known");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
