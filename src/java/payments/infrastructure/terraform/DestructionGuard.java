package payments.infrastructure.terraform;

import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.cloudcontrolapi_resource.CloudcontrolapiResource;
import com.hashicorp.cdktf.providers.aws.cloudwatch_log_group.CloudwatchLogGroup;
import com.hashicorp.cdktf.providers.aws.db_instance.DbInstance;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTable;
import com.hashicorp.cdktf.providers.aws.kms_key.KmsKey;
import com.hashicorp.cdktf.providers.aws.rds_cluster.RdsCluster;
import com.hashicorp.cdktf.providers.aws.s3_bucket.S3Bucket;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret.SecretsmanagerSecret;
import java.util.Set;

/**
 * Lets Terraform refuse to destroy or replace whatever holds data. One walk over a finished stack instead of an argument
 * everywhere, so that nothing is forgotten.
 */
public final class DestructionGuard {
    /** Types whose destruction loses data, or the key to it. */
    private static final Set<Class<? extends TerraformResource>> STATEFUL = Set.of(
            CloudcontrolapiResource.class,
            CloudwatchLogGroup.class,
            DbInstance.class,
            DynamodbTable.class,
            KmsKey.class,
            RdsCluster.class,
            S3Bucket.class,
            SecretsmanagerSecret.class);

    private DestructionGuard() {}

    /** Guards everything that the stack has by now. */
    public static void over(TerraformStack stack) {
        stack.getNode().findAll().forEach(construct -> {
            if (construct instanceof TerraformResource resource && STATEFUL.contains(resource.getClass())) {
                resource.addOverride("lifecycle.prevent_destroy", true);
            }
        });
    }
}
