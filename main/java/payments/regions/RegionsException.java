package payments.regions;

/** Something outside the program must be changed, or another person was faster. What was written stays, and the same command goes on. */
public final class RegionsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String at;

    /**
     * Says what is wrong in the form of the program's other messages.
     *
     * @param what one line
     * @param at where, and what was found there
     * @param change what to change
     */
    public RegionsException(String what, String at, String change) {
        super("""
                payments: %s
                  at       %s
                  change   %s""".formatted(what, at, change));
        this.at = at;
    }

    /** Where it is, and what was found there. */
    String at() {
        return at;
    }
}
