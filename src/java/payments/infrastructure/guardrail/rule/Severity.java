package payments.infrastructure.guardrail.rule;

/** How bad it is when a rule fails, from the mildest to the worst. */
public enum Severity {
    /** Is reported; never fails a synthesis by default. */
    LOW,
    /** Fails the synthesis unless suppressed. */
    MEDIUM,
    /** Fails the synthesis unless suppressed; what cannot be proven counts as a failure. */
    HIGH,
    /** Fails the synthesis, and cannot be suppressed; what cannot be proven counts as a failure. */
    CRITICAL
}
