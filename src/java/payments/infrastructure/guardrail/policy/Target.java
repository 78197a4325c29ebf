package payments.infrastructure.guardrail.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A resource with the policy attached to it.
 *
 * @param kind whether its own policy must let callers in
 * @param arn its ARN, or {@code *} for actions that know no resources
 * @param account the account it belongs to; ARNs of buckets do not name it
 * @param policy its policy; null where it has none
 */
public record Target(
        Kind kind, String arn, String account, @Nullable ParsedPolicy policy) {
    /** How AWS weighs a resource's own policy. */
    public enum Kind {
        /** Inside its account, the caller's policy or the resource's is enough. */
        ORDINARY,
        /** Keys and trust policies of roles: theirs must let the caller in, or its account, whose policies then decide. */
        GUARDED
    }

    public Target {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(account, "account");
        if (kind == Kind.GUARDED && policy == null) {
            throw new IllegalStateException(
                    "%s needs its policy; a key without one has AWS's default, see Target.key".formatted(arn));
        }
    }

    /** A resource without a policy of its own. */
    public static Target of(String arn, String account) {
        return new Target(Kind.ORDINARY, arn, account, null);
    }

    /** A resource with its policy. */
    public static Target of(String arn, String account, ParsedPolicy policy) {
        return new Target(Kind.ORDINARY, arn, account, policy);
    }

    /** A role, to be assumed. */
    public static Target role(String arn, String account, ParsedPolicy trust) {
        return new Target(Kind.GUARDED, arn, account, trust);
    }

    /** A KMS key. */
    public static Target key(String arn, String account, ParsedPolicy policy) {
        return new Target(Kind.GUARDED, arn, account, policy);
    }

    /** A KMS key without a policy: the default leaves all to the policies of its account (KMS guide, "Default key policy"). */
    public static Target key(String arn, String account) {
        return key(arn, account, Policy.parse("default key policy", PolicyKind.RESOURCE, """
                        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "kms:*", "Resource": "*",
                          "Principal": {"AWS": "%s"}}}""".formatted(account)));
    }
}
