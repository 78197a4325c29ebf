package payments.infrastructure.data;

import java.util.List;
import java.util.Set;
import payments.contract.FunctionVariable;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.FunctionVariables;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;

/** The table of batch records, which the queue's processor also needs: it notes there the rows that it refuses. */
public final class BatchStatusCapability implements Capability {
    @Override
    public boolean isWanted(Environment environment) {
        return environment.settings().queue() != null;
    }

    @Override
    public Set<KeyPurpose> keys(Settings settings) {
        return Set.of(KeyPurpose.TABLE);
    }

    @Override
    public List<ResourceName> auditedTables() {
        return List.of(ResourceName.BATCH_STATUS_TABLE);
    }

    @Override
    public void addVariables(RegionContext region, FunctionVariables variables) {
        variables.put(FunctionVariable.STATUS_TABLE, () -> region.get(BatchStatusTable.class)
                .name());
    }

    @Override
    public void build(RegionContext region) {
        BatchStatusTable table = region.add(
                BatchStatusTable.class,
                new BatchStatusTable(
                        region.stack(),
                        "batch-status",
                        region.placement(),
                        region.settings().protection(),
                        region.get(RegionKeys.class).arn(KeyPurpose.TABLE),
                        region.alertsArn()));
        region.output("batch_status_table_name", table.name());
    }
}
