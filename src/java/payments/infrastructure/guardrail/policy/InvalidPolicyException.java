package payments.infrastructure.guardrail.policy;

/** Ends the reading of a policy; never leaves the package. */
final class InvalidPolicyException extends Exception {
    private static final long serialVersionUID = 1;

    InvalidPolicyException(String reason) {
        super(reason);
    }
}
