package payments.infrastructure.guardrail.policy;

/** What a statement does with the requests that it matches. */
public enum Effect {
    /** Lets them through, unless something denies them. */
    ALLOW,
    /** Refuses them, whatever allows them. */
    DENY
}
