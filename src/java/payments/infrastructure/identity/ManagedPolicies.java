package payments.infrastructure.identity;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.iam_policy.IamPolicy;
import com.hashicorp.cdktf.providers.aws.iam_role.IamRole;
import com.hashicorp.cdktf.providers.aws.iam_role_policy_attachment.IamRolePolicyAttachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * What a role may do, as policies of the account's own that are attached to it: one, named like the role, or as many as AWS's
 * limit of characters needs. Statements name the resources of every region, so they grow with the regions.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">AWS: IAM quotas, characters of a
 *     managed policy and policies attached to a role</a>
 */
final class ManagedPolicies {
    /** Policies that AWS attaches to one role unless the account's quota is raised. */
    private static final int MOST = 10;

    private ManagedPolicies() {}

    /**
     * Makes the policies and attaches them.
     *
     * @return what must be there before the role can do all that the document says
     * @throws IllegalStateException if the role would need more policies than AWS attaches to one
     */
    static ITerraformDependable attach(Construct scope, Placement placement, IamRole role, PolicyDocument document) {
        String name = Objects.requireNonNull(role.getNameInput(), "name of a role");
        List<PolicyDocument> parts = new PolicySize(placement.account()).parts(document);
        if (parts.size() > MOST) {
            throw new IllegalStateException(
                    "role '%s' needs %d policies of %,d characters, AWS attaches at most %d: name fewer regions or give the role less to do"
                            .formatted(name, parts.size(), PolicySize.LONGEST_MANAGED, MOST));
        }
        // The last one first: a statement that moves to a new policy is granted there before it leaves the old one.
        @Nullable IamRolePolicyAttachment attached = null;
        for (int number = parts.size(); number >= 1; number--) {
            String more = number == 1 ? "" : "-" + number;
            IamPolicy.Builder policy = IamPolicy.Builder.create(scope, "policy" + more)
                    .provider(placement.provider())
                    .name(name + more)
                    .policy(parts.get(number - 1).toJson())
                    .tags(Map.of("Name", name + more));
            if (attached != null) {
                policy.dependsOn(new ArrayList<>(List.of(attached)));
            }
            attached = IamRolePolicyAttachment.Builder.create(scope, "policy-attachment" + more)
                    .provider(placement.provider())
                    .role(role.getName())
                    .policyArn(policy.build().getArn())
                    .build();
        }
        return Objects.requireNonNull(attached, "a document has at least one part");
    }
}
