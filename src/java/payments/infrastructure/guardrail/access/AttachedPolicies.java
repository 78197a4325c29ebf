package payments.infrastructure.guardrail.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/**
 * Policies that are attached by their ARNs: in each form that Terraform has, and whether the ARN is written, made of other texts,
 * or read by a data source.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role_policy_attachments_exclusive">Terraform:
 *     exclusive attachments</a>
 */
public final class AttachedPolicies {
    private static final Map<String, String> PLACES = new TreeMap<>(Map.of(
            "aws_iam_role", "managed_policy_arns",
            "aws_iam_role_policy_attachment", "policy_arn",
            "aws_iam_role_policy_attachments_exclusive", "policy_arns",
            "aws_iam_policy_attachment", "policy_arn",
            "aws_iam_user_policy_attachment", "policy_arn",
            "aws_iam_user_policy_attachments_exclusive", "policy_arns",
            "aws_iam_group_policy_attachment", "policy_arn",
            "aws_iam_group_policy_attachments_exclusive", "policy_arns"));

    private static final Map<String, String> ROLES = new TreeMap<>(Map.of(
            "aws_iam_role_policy_attachment", "role",
            "aws_iam_role_policy_attachments_exclusive", "role_name",
            "aws_iam_policy_attachment", "roles"));

    /** AWS's policies that give away an account, or all data of a service. */
    private static final Pattern WIDE =
            Pattern.compile("(?:.*(?:Administrator|FullAccess|PowerUser|ReadWrite|FullControl).*"
                    + "|ReadOnlyAccess|Amazon(?:DynamoDB|Kinesis|S3|SQS|SSM)ReadOnlyAccess)");

    private AttachedPolicies() {}

    /** The types of resources that attach policies, in the order of the alphabet. */
    public static Set<String> types() {
        return PLACES.keySet();
    }

    /** Where the ARNs stand in a resource of one of the types. */
    public static String attribute(Resource attachment) {
        return PLACES.getOrDefault(attachment.type(), "policy_arn");
    }

    /** The ARNs. */
    public static List<Value> of(Resource attachment) {
        return attachment.attribute(attribute(attachment)).elements();
    }

    /** The ARNs of what is attached to a role, in whatever way. */
    static Stream<Value> ofRole(Resource role) {
        Stream<Resource> attachments =
                ROLES.entrySet().stream().flatMap(place -> role.referrers(place.getKey(), place.getValue()).stream());
        return Stream.concat(Stream.of(role), attachments).flatMap(attachment -> of(attachment).stream());
    }

    /** The resources by which a policy of the program is attached to somebody. */
    public static Stream<Resource> of(Resource policy, Set<String> types) {
        return types.stream().flatMap(type -> policy.referrers(type, PLACES.getOrDefault(type, "policy_arn")).stream());
    }

    /** The ARN as a text; that of a data source is made of the name that it looks for. */
    public static String arn(Value policy) {
        Optional<Resource> read = policy.target("aws_iam_policy").filter(found -> found.kind() == Resource.Kind.DATA);
        if (read.isEmpty()) {
            return policy.text();
        }
        Value arn = read.get().attribute("arn");
        Value name = read.get().attribute("name");
        if (arn.isKnown()) {
            return arn.text();
        }
        return name.isKnown() ? "arn:aws:iam::aws:policy/" + name.text() : policy.text();
    }

    /** Whether it is AWS's, and gives away an account or all data of a service. */
    public static boolean isWide(Value policy) {
        String arn = arn(policy);
        return ManagedPolicies.isManaged(arn)
                && !ManagedPolicies.isAccepted(arn)
                && WIDE.matcher(arn.substring(arn.lastIndexOf('/') + 1)).matches();
    }
}
