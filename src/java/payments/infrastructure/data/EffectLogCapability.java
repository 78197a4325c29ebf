package payments.infrastructure.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import payments.contract.FunctionVariable;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.FunctionVariables;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.capability.RegionLinks;
import payments.infrastructure.config.deployment.EffectLogSettings;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.DashboardSection;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.TableAlarms;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;

/**
 * The log of effects, which all regions that take payments share. The table is a link of the home to its standbys, so that these
 * can be planned and applied while the home is down; functions of all regions name it by rule, and before the home is applied
 * they answer that they cannot reach it.
 */
public final class EffectLogCapability implements Capability {
    private static final String KEY_ARN = "effect_log_key_arn";

    @Override
    public boolean isWanted(Environment environment) {
        return environment.settings().effectLog() != null;
    }

    @Override
    public Set<KeyPurpose> keys(Settings settings) {
        return Set.of(KeyPurpose.TABLE);
    }

    @Override
    public List<ResourceName> auditedTables() {
        return List.of(ResourceName.EFFECT_LOG);
    }

    @Override
    public List<String> permanentRecords(RoleContext context) {
        return EffectLogRights.tables(context);
    }

    @Override
    public void addVariables(RegionContext region, FunctionVariables variables) {
        String code = region.placement().region();
        variables
                .put(FunctionVariable.EFFECT_LOG_TABLE, region.placement().name(ResourceName.EFFECT_LOG))
                .put(FunctionVariable.EFFECT_LOG_REGION, code)
                .put(FunctionVariable.EFFECT_LOG_ENDPOINT, "https://dynamodb.%s.amazonaws.com".formatted(code));
    }

    @Override
    public void build(RegionContext region) {
        String table = region.placement().name(ResourceName.EFFECT_LOG);
        region.alarms("effect-log-alarms").addAll(TableAlarms.ofEffectLog(table));
        region.show(
                DashboardSection.EFFECTS,
                List.of(
                        Metric.ofTable(table, "ConsumedReadCapacityUnits", "Sum"),
                        Metric.ofTable(table, "ConsumedWriteCapacityUnits", "Sum")));
        region.output("effect_log_table_name", table);
        region.output(
                KEY_ARN, region.get(RegionKeys.class).arn(KeyPurpose.TABLE).value());
    }

    @Override
    public void link(RegionContext region, RegionLinks links) {
        if (!region.isHome()) {
            return;
        }
        EffectLogSettings settings = Objects.requireNonNull(region.settings().effectLog(), "settings of the log");
        List<EffectLogTable.Replica> replicas = new ArrayList<>();
        replicas.add(new EffectLogTable.Replica(
                region.placement(), region.get(RegionKeys.class).arn(KeyPurpose.TABLE)));
        links.serving()
                .forEach(standby -> replicas.add(
                        new EffectLogTable.Replica(standby.placement(), new KeyArn(standby.output(KEY_ARN)))));
        region.add(
                EffectLogTable.class,
                new EffectLogTable(
                        links,
                        "effect-log",
                        region.placement(),
                        replicas,
                        settings.witness(),
                        region.settings().protection().deletionProtection()));
    }
}
