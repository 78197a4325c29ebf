package payments.infrastructure.guardrail.rule;

/** What a rule says about one subject. */
public enum Verdict {
    /** As the rule demands, by what is configured. */
    PASS,
    /** Not as the rule demands, or not to be proven where that is demanded. */
    FAIL,
    /** The rule has nothing to say here. */
    NOT_APPLICABLE,
    /** Would fail; the deployment file says why it may. */
    SUPPRESSED,
    /** Depends on a value that only Terraform or AWS knows. */
    UNKNOWN
}
