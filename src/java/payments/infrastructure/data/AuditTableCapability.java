package payments.infrastructure.data;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import payments.contract.FunctionVariable;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.FunctionVariables;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.config.deployment.AuditTableSettings;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.TableAlarms;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;

/** The table of audit records, where they do not lie beside the payments. */
public final class AuditTableCapability implements Capability {
    @Override
    public boolean isWanted(Environment environment) {
        return environment.settings().table().auditTable() != null;
    }

    @Override
    public Set<KeyPurpose> keys(Settings settings) {
        return Set.of(KeyPurpose.TABLE);
    }

    @Override
    public List<ResourceName> auditedTables() {
        return List.of(ResourceName.AUDIT_TABLE);
    }

    @Override
    public List<String> permanentRecords(RoleContext context) {
        return PaymentRights.auditTables(context);
    }

    @Override
    public void addVariables(RegionContext region, FunctionVariables variables) {
        variables
                .put(FunctionVariable.AUDIT_TABLE, () -> region.get(AuditRecordsTable.class)
                        .name())
                .put(
                        FunctionVariable.AUDIT_PARTITION_KEY,
                        settings(region.settings()).partitionKey());
    }

    @Override
    public void build(RegionContext region) {
        AuditRecordsTable table = region.add(
                AuditRecordsTable.class,
                new AuditRecordsTable(
                        region.stack(),
                        "audit-records",
                        region.placement(),
                        settings(region.settings()),
                        region.settings().table().timestamp(),
                        region.settings().protection(),
                        region.get(RegionKeys.class).arn(KeyPurpose.TABLE)));
        region.alarms("audit-table-alarms").addAll(TableAlarms.ofAuditRecords(table.name()));
        region.output("audit_table_name", table.name());
    }

    private static AuditTableSettings settings(Settings settings) {
        return Objects.requireNonNull(settings.table().auditTable(), "settings of the table of audit records");
    }
}
