package payments.infrastructure.data;

import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTable;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTablePointInTimeRecovery;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableServerSideEncryption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.AuditTableSettings;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Who did what to a payment, apart from the payments themselves: so that auditors can be let in here alone. Nothing in it
 * expires and no role of ours may change or delete a record (PCI DSS 10.3.2).
 */
public final class AuditRecordsTable extends Construct {
    private final DynamodbTable table;

    /**
     * Defines the table.
     *
     * @param timestamp the attribute of the settings that is a number; null for none
     */
    public AuditRecordsTable(
            Construct scope,
            String id,
            Placement placement,
            AuditTableSettings settings,
            @Nullable String timestamp,
            ProtectionSettings protection,
            KeyArn keyArn) {
        super(scope, id);
        TableKeys keys = new TableKeys(timestamp).text(settings.partitionKey()).indexes(settings.indexes());
        String name = placement.name(ResourceName.AUDIT_TABLE);
        this.table = DynamodbTable.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .billingMode("PAY_PER_REQUEST")
                .hashKey(settings.partitionKey())
                .attribute(keys.attributes())
                .globalSecondaryIndex(keys.globalSecondaryIndexes())
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

    /** The table's name. */
    public String name() {
        return table.getName();
    }
}
