package payments.infrastructure.data;

import java.util.List;
import java.util.Set;
import payments.contract.FunctionVariable;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.FunctionVariables;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.config.deployment.TableSettings;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.DashboardSection;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.TableAlarms;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;

/** The table of payments, which every region that takes payments has. */
public final class PaymentsTableCapability implements Capability {
    @Override
    public boolean isWanted(Environment environment) {
        return true;
    }

    @Override
    public Set<KeyPurpose> keys(Settings settings) {
        return Set.of(KeyPurpose.TABLE);
    }

    @Override
    public List<ResourceName> auditedTables() {
        return List.of(ResourceName.PAYMENTS_TABLE);
    }

    @Override
    public List<String> permanentRecords(RoleContext context) {
        return PaymentRights.tables(context);
    }

    @Override
    public void addVariables(RegionContext region, FunctionVariables variables) {
        TableSettings settings = region.settings().table();
        variables
                .put(FunctionVariable.DYNAMODB_TABLE, () -> region.get(PaymentsTable.class)
                        .name())
                .put(
                        FunctionVariable.DYNAMODB_ENDPOINT,
                        "https://dynamodb.%s.amazonaws.com"
                                .formatted(region.placement().region()))
                .put(FunctionVariable.TABLE_PARTITION_KEY, settings.partitionKey());
        if (settings.sortKey() != null) {
            variables.put(FunctionVariable.TABLE_SORT_KEY, settings.sortKey());
        }
        if (settings.timestamp() != null) {
            variables.put(FunctionVariable.TABLE_TIMESTAMP, settings.timestamp());
        }
    }

    @Override
    public void build(RegionContext region) {
        PaymentsTable table = region.add(
                PaymentsTable.class,
                new PaymentsTable(
                        region.stack(),
                        "payments",
                        region.placement(),
                        region.settings().table(),
                        region.settings().protection(),
                        region.get(RegionKeys.class).arn(KeyPurpose.TABLE)));
        region.alarms("alarms").addAll(TableAlarms.ofPayments(table.name()));
        region.show(
                DashboardSection.TABLE,
                List.of(
                        Metric.ofTable(table.name(), "ConsumedReadCapacityUnits", "Sum"),
                        Metric.ofTable(table.name(), "ConsumedWriteCapacityUnits", "Sum")));
        region.output("dynamodb_table_name", table.name());
        region.output("payments_table_name", table.name());
        region.output("dynamodb_table_arn", table.arn());
    }
}
