package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;

/** Whose policy it is. */
final class PolicyHolders {
    private static final String ROLE = "aws_iam_role";

    private PolicyHolders() {}

    /** The roles of the program that hold a policy: written into them, named by it, or attached. */
    static List<Resource> roles(Resource holder) {
        return Stream.of(
                        holder.type().equals(ROLE) ? Stream.of(holder) : Stream.<Resource>empty(),
                        holder.follow("role", ROLE).stream(),
                        holder.referrers("aws_iam_role_policy_attachment", "policy_arn").stream()
                                .flatMap(attachment -> attachment.follow("role", ROLE).stream()))
                .flatMap(roles -> roles)
                .toList();
    }
}
