package payments.infrastructure.guardrail.rules.kms;

/** Where the policies of keys stand. */
final class KeyPolicies {
    /** Type, dot, attribute. */
    static final String[] PLACES = {
        "aws_kms_key.policy",
        "aws_kms_key_policy.policy",
        "aws_kms_external_key.policy",
        "aws_kms_replica_key.policy",
        "aws_kms_replica_external_key.policy"
    };

    private KeyPolicies() {}
}
