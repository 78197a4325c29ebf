package payments.infrastructure.guardrail.model.hcl;

/** Ends the reading of an expression or a file; never leaves this package. */
final class SyntaxFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int at;
    private final String fault;

    SyntaxFault(int at, String fault) {
        super(fault, null, false, false);
        this.at = at;
        this.fault = fault;
    }

    /** Where in the source, from 0. */
    int at() {
        return at;
    }

    String fault() {
        return fault;
    }
}
