package payments.infrastructure.guardrail.policy;

/** What came out of reading a policy: a {@link Policy}, or why there is none. A policy that cannot be read is a finding, no crash. */
public sealed interface ParsedPolicy permits Policy, UnparseablePolicy {
    /** Where the policy stands, for messages: an address or a path. */
    String name();
}
