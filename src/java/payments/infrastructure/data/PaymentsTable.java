package payments.infrastructure.data;

import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTable;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTablePointInTimeRecovery;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableServerSideEncryption;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableTtl;
import java.util.Map;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.config.deployment.TableSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The payments of a region. On demand, because payment traffic comes in bursts; restorable to any second of 35 days; its
 * changes are streamed with both images, so that nothing that was written can be lost on the way out.
 */
public final class PaymentsTable extends Construct {
    /** The index of events that are not published yet. Only they have its attributes, so it is as small as the backlog. */
    public static final String OUTBOX_INDEX = "outbox";

    private static final String OUTBOX_SHARD = "outbox_shard";
    private static final String OUTBOX_AT = "outbox_at";

    /** Only keys and events that are done with have it: payments and audit records stay. */
    private static final String EXPIRES_AT = "expires_at";

    private final DynamodbTable table;

    /** Defines the table. */
    public PaymentsTable(
            Construct scope,
            String id,
            Placement placement,
            TableSettings settings,
            ProtectionSettings protection,
            KeyArn keyArn) {
        super(scope, id);
        TableKeys keys = keys(settings);
        this.table = DynamodbTable.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(placement.name(ResourceName.PAYMENTS_TABLE))
                .billingMode("PAY_PER_REQUEST")
                .hashKey(settings.partitionKey())
                .rangeKey(settings.sortKey())
                .attribute(keys.attributes())
                .globalSecondaryIndex(keys.globalSecondaryIndexes())
                .ttl(DynamodbTableTtl.builder()
                        .enabled(true)
                        .attributeName(EXPIRES_AT)
                        .build())
                .streamEnabled(true)
                .streamViewType("NEW_AND_OLD_IMAGES")
                .pointInTimeRecovery(
                        DynamodbTablePointInTimeRecovery.builder().enabled(true).build())
                .serverSideEncryption(DynamodbTableServerSideEncryption.builder()
                        .enabled(true)
                        .kmsKeyArn(keyArn.value())
                        .build())
                .deletionProtectionEnabled(protection.deletionProtection())
                .tags(Map.of("Name", placement.name(ResourceName.PAYMENTS_TABLE)))
                .build();
    }

    private static TableKeys keys(TableSettings settings) {
        TableKeys keys = new TableKeys(settings.timestamp()).text(settings.partitionKey());
        if (settings.sortKey() != null) {
            keys.number(settings.sortKey());
        }
        return keys.text(OUTBOX_SHARD)
                .number(OUTBOX_AT)
                .index(OUTBOX_INDEX, OUTBOX_SHARD, OUTBOX_AT)
                .indexes(settings.indexes());
    }

    /** The table's name. */
    public String name() {
        return table.getName();
    }

    /** The ARN of the stream of its changes. */
    public String streamArn() {
        return table.getStreamArn();
    }

    /** The table's ARN. */
    public String arn() {
        return table.getArn();
    }
}
