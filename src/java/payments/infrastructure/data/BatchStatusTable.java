package payments.infrastructure.data;

import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTable;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTablePointInTimeRecovery;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableServerSideEncryption;
import java.util.Map;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.observability.TableAlarms;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * What became of each batch, and of each row that was refused behind the queue (requirements D2 and K40). The index is by
 * {@code created_at}, in seconds since 1970; rows have none and so are not in it. A record that an earlier version of this code
 * wrote has a text there, and is not in it either.
 */
public final class BatchStatusTable extends Construct {
    private static final String BATCH = "batch_id";
    private static final String CREATED_AT = "created_at";

    private final DynamodbTable table;

    /**
     * Defines the table and its alarms.
     *
     * @param keyArn the region's key for tables
     */
    public BatchStatusTable(
            Construct scope,
            String id,
            Placement placement,
            ProtectionSettings protection,
            KeyArn keyArn,
            AlertTopicArn alertsArn) {
        super(scope, id);
        TableKeys keys = new TableKeys(null).text(BATCH).number(CREATED_AT).index("created-at-index", CREATED_AT, null);
        String name = placement.name(ResourceName.BATCH_STATUS_TABLE);
        this.table = DynamodbTable.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .billingMode("PAY_PER_REQUEST")
                .hashKey(BATCH)
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
        TableAlarms.ofBatchStatus(name).forEach(alarm -> new Alarm(this, placement, alertsArn, alarm));
    }

    /** The table's name. */
    public String name() {
        return table.getName();
    }
}
