package payments.infrastructure.guardrail.policy;

/** Where a policy is attached, which decides the elements that it must and must not have. */
public enum PolicyKind {
    /** To a role or user, as its own policy, boundary or session policy: resources, no principals. */
    IDENTITY,
    /** To a resource such as a bucket, key, queue, topic or endpoint: principals. */
    RESOURCE,
    /** To a role, saying who may assume it: principals, no resources. */
    TRUST
}
