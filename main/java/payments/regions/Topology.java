package payments.regions;

import java.util.List;
import java.util.Optional;
import payments.infrastructure.config.deployment.AuditTableSettings;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.config.deployment.TableSettings;
import payments.infrastructure.naming.Names;
import payments.infrastructure.naming.ResourceName;
import payments.service.store.PaymentTable;

/**
 * The regions of an environment, and what its parts are called there: in each region the same, by the rule for names.
 *
 * @param environment its suffix
 * @param regions the regions that can take payments, as the file lists them
 * @param table the table of payments in each region
 * @param log the log of effects, which each region reaches in itself; empty where the fence of each table decides
 * @param queues the queue of payments and that of its dead letters; empty where there is none
 * @param workflow the state machine of captures; empty where there is none
 */
public record Topology(
        String environment,
        List<String> regions,
        PaymentTable table,
        Optional<String> log,
        List<String> queues,
        Optional<String> workflow) {
    /** Copies the lists. */
    public Topology {
        regions = List.copyOf(regions);
        queues = List.copyOf(queues);
    }

    /** The topology of an environment of a deployment file. */
    public static Topology of(Deployment deployment, Environment environment) {
        Settings settings = environment.settings();
        List<String> regions = environment.serving().stream()
                .map(Region::name)
                .map(region -> region.code())
                .toList();
        String home = regions.get(0);
        // None of the names carries the account.
        Names names = new Names(
                deployment.project(),
                environment.suffix(),
                "",
                deployment.names().parts());
        return new Topology(
                environment.suffix(),
                regions,
                table(settings.table(), names, home),
                settings.effectLog() == null ? Optional.empty() : Optional.of(names.of(ResourceName.EFFECT_LOG, home)),
                settings.queue() == null
                        ? List.of()
                        : List.of(
                                names.of(ResourceName.PAYMENT_QUEUE, home),
                                names.of(ResourceName.PAYMENT_DEAD_LETTERS, home)),
                settings.workflow() == null
                        ? Optional.empty()
                        : Optional.of(names.of(ResourceName.PAYMENT_WORKFLOW, home)));
    }

    private static PaymentTable table(TableSettings settings, Names names, String region) {
        AuditTableSettings audit = settings.auditTable();
        return new PaymentTable(
                names.of(ResourceName.PAYMENTS_TABLE, region),
                settings.partitionKey(),
                Optional.ofNullable(settings.sortKey()),
                Optional.ofNullable(settings.timestamp()),
                audit == null
                        ? Optional.empty()
                        : Optional.of(new PaymentTable.AuditTable(
                                names.of(ResourceName.AUDIT_TABLE, region), audit.partitionKey())));
    }

    /** The region that owns the fence of its own table while none was moved. */
    public String home() {
        return regions.get(0);
    }

    /** The other regions. */
    List<String> without(String region) {
        return regions.stream().filter(other -> !other.equals(region)).toList();
    }

    /**
     * Checks that payments can be given to a region.
     *
     * @param option what named it
     */
    String require(String option, String region) {
        if (!regions.contains(region)) {
            throw new RegionsException(
                    "the environment has no such region that can take payments",
                    "%s %s, environment %s".formatted(option, region, environment),
                    "%s to one of %s".formatted(option, String.join(", ", regions)));
        }
        return region;
    }
}
