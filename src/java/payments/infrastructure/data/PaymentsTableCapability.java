package payments.infrastructure.data;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.config.Environment;
import payments.infrastructure.config.Settings;
import payments.infrastructure.config.TableSettings;
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
    public Map<String, String> serviceVariables(RegionContext region) {
        String code = region.placement().region();
        TableSettings settings = region.settings().table();
        Map<String, String> variables = new TreeMap<>();
        variables.put("REGION", code);
        // A standby is told that it is not the home, and not which region is: that one may change without it.
        variables.put("HOME_REGION", region.isHome() ? code : "another");
        variables.put("ENVIRONMENT_SUFFIX", region.placement().names().suffix());
        variables.put("DYNAMODB_TABLE", region.get(PaymentsTable.class).name());
        variables.put("DYNAMODB_ENDPOINT", "https://dynamodb.%s.amazonaws.com".formatted(code));
        variables.put("TABLE_PARTITION_KEY", settings.partitionKey());
        if (settings.sortKey() != null) {
            variables.put("TABLE_SORT_KEY", settings.sortKey());
        }
        if (settings.timestamp() != null) {
            variables.put("TABLE_TIMESTAMP", settings.timestamp());
        }
        return variables;
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
