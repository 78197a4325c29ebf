package payments.infrastructure.identity;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.iam_role.IamRole;
import com.hashicorp.cdktf.providers.aws.iam_role_policy_attachment.IamRolePolicyAttachment;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * A role that one AWS service assumes, with what it may do. A service that sends for whom it acts may act for this account only
 * (AWS IAM guide, "The confused deputy problem").
 */
public final class ServiceRole extends Construct {
    private final IamRole role;
    private final Placement placement;
    private @Nullable ITerraformDependable attachment;

    /**
     * Defines the role without any permission yet.
     *
     * @param name name of the role, at most 64 characters
     * @param trust the service that assumes it, for which account
     * @param boundary what it can do at most
     */
    public ServiceRole(
            Construct scope,
            String id,
            Placement placement,
            String name,
            Statement trust,
            PermissionBoundary boundary) {
        super(scope, id);
        this.placement = placement;
        this.role = IamRole.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .assumeRolePolicy(PolicyDocument.of(trust).toJson())
                .permissionsBoundary(boundary.arn())
                .tags(Map.of("Name", name))
                .build();
    }

    /** Gives the role what the document says, by policies of its own that are named like the role. */
    public ServiceRole allow(PolicyDocument document) {
        this.attachment = ManagedPolicies.attach(this, placement, role, document);
        return this;
    }

    /** Gives the role a policy that AWS keeps, where the service insists on exactly that one. */
    public ServiceRole allowManaged(String policyArn) {
        this.attachment = IamRolePolicyAttachment.Builder.create(this, "managed-policy-attachment")
                .provider(placement.provider())
                .role(role.getName())
                .policyArn(policyArn)
                .build();
        return this;
    }

    /** What must be there before a service that tries the role at once, as CloudTrail does, may use it. */
    public ITerraformDependable ready() {
        return Objects.requireNonNull(attachment, "a role without a policy is never ready");
    }
}
