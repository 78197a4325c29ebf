package payments.infrastructure.terraform;

import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformStack;
import java.util.Set;

/**
 * Lets Terraform refuse to destroy or replace whatever holds data. One walk over a finished stack instead of an argument
 * everywhere, so that nothing is forgotten.
 */
public final class DestructionGuard {
    /** Types whose destruction loses data, or the key to it. */
    private static final Set<String> STATEFUL = Set.of(
            "aws_cloudwatch_log_group",
            "aws_db_instance",
            "aws_dynamodb_table",
            "aws_kms_key",
            "aws_rds_cluster",
            "aws_s3_bucket",
            "aws_secretsmanager_secret");

    private DestructionGuard() {}

    /** Guards everything that the stack has by now. */
    public static void over(TerraformStack stack) {
        stack.getNode().findAll().forEach(construct -> {
            if (construct instanceof TerraformResource resource
                    && STATEFUL.contains(resource.getTerraformResourceType())) {
                resource.addOverride("lifecycle.prevent_destroy", true);
            }
        });
    }
}
