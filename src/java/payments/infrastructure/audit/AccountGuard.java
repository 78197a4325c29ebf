package payments.infrastructure.audit;

import com.hashicorp.cdktf.providers.aws.iam_service_linked_role.IamServiceLinkedRole;
import com.hashicorp.cdktf.providers.aws.s3_account_public_access_block.S3AccountPublicAccessBlock;
import java.util.Map;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * What an account has once, whatever lives in it: no bucket can be opened to the public (PCI DSS 1.4.4), and AWS Config has
 * the role with which it reads every configuration (Security Hub, Config.1).
 */
public final class AccountGuard extends Construct {
    /** Defines both. */
    public AccountGuard(Construct scope, String id, Placement placement) {
        super(scope, id);
        S3AccountPublicAccessBlock.Builder.create(this, "public-access-block")
                .provider(placement.provider())
                .blockPublicAcls(true)
                .blockPublicPolicy(true)
                .ignorePublicAcls(true)
                .restrictPublicBuckets(true)
                .build();
        IamServiceLinkedRole.Builder.create(this, "configuration-recorder-role")
                .provider(placement.provider())
                .awsServiceName("config.amazonaws.com")
                .tags(Map.of("Name", "AWSServiceRoleForConfig"))
                .build();
    }
}
