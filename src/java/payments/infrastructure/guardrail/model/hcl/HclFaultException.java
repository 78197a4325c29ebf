package payments.infrastructure.guardrail.model.hcl;

/** A text is no HCL: where, and what is wrong there. */
public final class HclFaultException extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;
    private final String fault;

    HclFaultException(String source, SyntaxFault fault) {
        super(fault.fault());
        int at = Math.min(fault.at(), source.length());
        int start = source.lastIndexOf('\n', at - 1) + 1;
        this.line = 1 + (int) source.chars().limit(at).filter(c -> c == '\n').count();
        this.column = 1 + source.codePointCount(start, at);
        this.fault = fault.fault();
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column in characters, from 1. */
    public int column() {
        return column;
    }

    /** What is wrong there, and what is expected instead. */
    public String fault() {
        return fault;
    }
}
