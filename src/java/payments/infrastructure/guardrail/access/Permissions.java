package payments.infrastructure.guardrail.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.Target;
import payments.infrastructure.guardrail.policy.UnparseablePolicy;

/** Finds the policies that decide over the roles and resources of a program. */
public final class Permissions {
    private Permissions() {}

    /** A role with all policies that the program gives it, and its boundary. */
    public static Identity of(Resource role) {
        Identity identity = Identity.of(Caller.role(role.arn()), granted(role).toArray(new ParsedPolicy[0]));
        ParsedPolicy boundary = boundary(role);
        return boundary == null ? identity : identity.within(boundary);
    }

    /** The permissions boundary of a role; null where it has none. */
    public static @Nullable ParsedPolicy boundary(Resource role) {
        Value boundary = role.attribute("permissions_boundary");
        return boundary.isAbsent() ? null : named(role.stack().program(), boundary);
    }

    /** A key with its policy, whether written in it or attached to it. */
    public static Target ofKey(Resource key) {
        ParsedPolicy policy = ofResource(key, "aws_kms_key_policy", "key_id");
        return policy == null ? Target.key(key.arn(), key.account()) : Target.key(key.arn(), key.account(), policy);
    }

    /**
     * A bucket's objects, or the bucket itself, with the bucket's policy.
     *
     * @param suffix what follows the bucket's ARN, such as {@code /key}
     */
    public static Target ofBucket(Resource bucket, String suffix) {
        ParsedPolicy policy = ofResource(bucket, "aws_s3_bucket_policy", "bucket");
        String arn = bucket.arn() + suffix;
        return policy == null ? Target.of(arn, bucket.account()) : Target.of(arn, bucket.account(), policy);
    }

    /** A topic with its policy; without one AWS's default lets the account's own services publish. */
    public static Optional<Target> ofTopic(Resource topic) {
        ParsedPolicy policy = ofResource(topic, "aws_sns_topic_policy", "arn");
        return policy == null ? Optional.empty() : Optional.of(Target.of(topic.arn(), topic.account(), policy));
    }

    /** The policy written in a resource, or in another resource that points to it; null where there is none. */
    private static @Nullable ParsedPolicy ofResource(Resource resource, String type, String attribute) {
        if (resource.has("policy")) {
            return Policies.of(resource.toString(), resource, "policy", PolicyKind.RESOURCE);
        }
        List<Resource> attached = resource.referrers(type, attribute);
        if (attached.size() > 1) {
            return new UnparseablePolicy(resource.toString(), "several %s overwrite each other".formatted(type));
        }
        return attached.isEmpty()
                ? null
                : Policies.of(attached.get(0).toString(), attached.get(0), "policy", PolicyKind.RESOURCE);
    }

    private static List<ParsedPolicy> granted(Resource role) {
        List<ParsedPolicy> policies = new ArrayList<>();
        Program program = role.stack().program();
        for (Block inline : role.blocks("inline_policy")) {
            policies.add(Policies.of(role + " inline_policy", inline, "policy", PolicyKind.IDENTITY));
        }
        role.referrers("aws_iam_role_policy", "role").forEach(own -> policies.add(document(own)));
        AttachedPolicies.ofRole(role).forEach(arn -> policies.add(named(program, arn)));
        return policies;
    }

    /** The policy that an ARN names; unreadable where neither the program nor AWS's accepted ones hold it. */
    public static ParsedPolicy named(Program program, Value arn) {
        String text = AttachedPolicies.arn(arn);
        if (ManagedPolicies.isManaged(text)) {
            return ManagedPolicies.of(text);
        }
        return program.meant("aws_iam_policy", arn).stream()
                .findFirst()
                .map(Permissions::document)
                .orElseGet(() -> new UnparseablePolicy(text, "the program does not hold this policy"));
    }

    private static ParsedPolicy document(Resource policy) {
        return Policies.of(policy.toString(), policy, "policy", PolicyKind.IDENTITY);
    }
}
