package payments.infrastructure.data;

import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTable;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableAttribute;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableGlobalSecondaryIndex;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTablePointInTimeRecovery;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableServerSideEncryption;
import java.util.List;
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
 * What became of each batch, and of each row that was refused behind the queue (requirement D2). The index answers which
 * batches are in work, and since when; rows have no {@code created_at} and so are not in it.
 */
public final class BatchStatusTable extends Construct {
    private static final String BATCH = "batch_id";
    private static final String STATUS = "status";
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
        String name = placement.name(ResourceName.BATCH_STATUS_TABLE);
        this.table = DynamodbTable.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .billingMode("PAY_PER_REQUEST")
                .hashKey(BATCH)
                .attribute(List.of(text(BATCH), text(STATUS), text(CREATED_AT)))
                .globalSecondaryIndex(List.of(DynamodbTableGlobalSecondaryIndex.builder()
                        .name("created-at-index")
                        .hashKey(STATUS)
                        .rangeKey(CREATED_AT)
                        .projectionType("ALL")
                        .build()))
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

    private static DynamodbTableAttribute text(String name) {
        return DynamodbTableAttribute.builder().name(name).type("S").build();
    }

    /** The table's name. */
    public String name() {
        return table.getName();
    }
}
