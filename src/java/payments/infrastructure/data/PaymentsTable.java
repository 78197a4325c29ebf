package payments.infrastructure.data;

import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTable;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableAttribute;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTablePointInTimeRecovery;
import com.hashicorp.cdktf.providers.aws.dynamodb_table.DynamodbTableServerSideEncryption;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.ProtectionSettings;
import payments.infrastructure.config.TableSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The payments of a region. On demand, because payment traffic comes in bursts; restorable to any second of 35 days; its
 * changes are streamed with both images, so that nothing that was written can be lost on the way out.
 */
public final class PaymentsTable extends Construct {
    private final DynamodbTable table;

    /** Defines the table. */
    public PaymentsTable(
            Construct scope,
            String id,
            Placement placement,
            TableSettings settings,
            ProtectionSettings protection,
            String keyArn) {
        super(scope, id);
        this.table = DynamodbTable.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(placement.name(ResourceName.PAYMENTS_TABLE))
                .billingMode("PAY_PER_REQUEST")
                .hashKey(settings.partitionKey())
                .attribute(List.of(DynamodbTableAttribute.builder()
                        .name(settings.partitionKey())
                        .type("S")
                        .build()))
                .streamEnabled(true)
                .streamViewType("NEW_AND_OLD_IMAGES")
                .pointInTimeRecovery(
                        DynamodbTablePointInTimeRecovery.builder().enabled(true).build())
                .serverSideEncryption(DynamodbTableServerSideEncryption.builder()
                        .enabled(true)
                        .kmsKeyArn(keyArn)
                        .build())
                .deletionProtectionEnabled(protection.deletionProtection())
                .tags(Map.of("Name", placement.name(ResourceName.PAYMENTS_TABLE)))
                .build();
    }

    /** The table's name. */
    public String name() {
        return table.getName();
    }

    /** The table's ARN. */
    public String arn() {
        return table.getArn();
    }
}
