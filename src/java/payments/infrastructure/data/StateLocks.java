package payments.infrastructure.data;

import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTable;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTablePointInTimeRecovery;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableServerSideEncryption;
import java.util.Map;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** The table by which Terraform keeps two applies of one stack apart (Terraform documentation, "S3 backend"). */
public final class StateLocks extends Construct {
    /** The attribute that Terraform insists on. */
    private static final String LOCK_ID = "LockID";

    /**
     * Defines the table.
     *
     * @param name what the backend calls it
     */
    public StateLocks(
            Construct scope,
            String id,
            Placement placement,
            String name,
            ProtectionSettings protection,
            KeyArn keyArn) {
        super(scope, id);
        DynamodbTable.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .billingMode("PAY_PER_REQUEST")
                .hashKey(LOCK_ID)
                .attribute(new TableKeys(null).text(LOCK_ID).attributes())
                .pointInTimeRecovery(
                        DynamodbTablePointInTimeRecovery.builder().enabled(true).build())
                .serverSideEncryption(DynamodbTableServerSideEncryption.builder()
                        .enabled(true)
                        .kmsKeyArn(keyArn.value())
                        .build())
                .deletionProtectionEnabled(protection.deletionProtection())
                .tags(Map.of("Name", name))
                .build();
    }
}
