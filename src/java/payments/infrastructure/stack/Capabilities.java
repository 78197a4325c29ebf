package payments.infrastructure.stack;

import java.util.List;
import payments.infrastructure.api.ApiFunctionCapability;
import payments.infrastructure.audit.AccountAuditCapability;
import payments.infrastructure.batch.BatchCapability;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.compute.FunctionHostCapability;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.data.AuditTableCapability;
import payments.infrastructure.data.BatchStatusCapability;
import payments.infrastructure.data.DatabaseCapability;
import payments.infrastructure.data.EffectLogCapability;
import payments.infrastructure.data.PaymentsTableCapability;
import payments.infrastructure.dns.FailoverCapability;
import payments.infrastructure.dns.NamesCapability;
import payments.infrastructure.edge.EntryCapability;
import payments.infrastructure.edge.FirewallCapability;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.RoleSpec;
import payments.infrastructure.ledger.LedgerCapability;
import payments.infrastructure.messaging.EffectProjectorCapability;
import payments.infrastructure.messaging.EventsCapability;
import payments.infrastructure.messaging.QueueCapability;
import payments.infrastructure.messaging.UndeliveredAlertsCapability;
import payments.infrastructure.messaging.WorkerHostCapability;
import payments.infrastructure.network.NetworkCapability;
import payments.infrastructure.storage.DocumentsCapability;
import payments.infrastructure.workflow.WorkflowCapability;

/**
 * Everything that the platform can have, in the order in which a region is built: a capability may use those before it.
 * Code that asks what there is, such as the trail, the roles and the access logs, walks this list.
 */
public final class Capabilities {
    private static final List<Capability> ALL = List.of(
            new NetworkCapability(),
            new FunctionHostCapability(),
            new UndeliveredAlertsCapability(),
            new PaymentsTableCapability(),
            new EffectLogCapability(),
            new BatchStatusCapability(),
            new AuditTableCapability(),
            new DocumentsCapability(),
            new AccountAuditCapability(),
            new DatabaseCapability(),
            new ApiFunctionCapability(),
            new NamesCapability(),
            new EntryCapability(),
            new FirewallCapability(),
            new FailoverCapability(),
            new WorkerHostCapability(),
            new QueueCapability(),
            new BatchCapability(),
            new LedgerCapability(),
            new EventsCapability(),
            new EffectProjectorCapability(),
            new WorkflowCapability());

    private Capabilities() {}

    /** Those that an environment has. */
    public static List<Capability> of(Environment environment) {
        return ALL.stream()
                .filter(capability -> capability.isWanted(environment))
                .toList();
    }

    /** Those that a region of an environment has. */
    public static List<Capability> of(Environment environment, Region region) {
        return of(environment).stream()
                .filter(capability -> region.services() || !capability.needsServices())
                .toList();
    }

    /** The roles that an environment's capabilities need. */
    public static List<RoleSpec> roles(RoleContext context) {
        List<Capability> capabilities = of(context.environment());
        RoleContext complete = context.withPermanentRecords(capabilities.stream()
                .flatMap(capability -> capability.permanentRecords(context).stream())
                .toList());
        return capabilities.stream()
                .flatMap(capability -> capability.roles(complete).stream())
                .toList();
    }
}
