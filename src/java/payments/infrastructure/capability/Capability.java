package payments.infrastructure.capability;

import java.util.List;
import java.util.Set;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.RoleSpec;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.terraform.Placement;

/**
 * Something that the platform can have, and everything that follows from having it. What is asked of all capabilities, such
 * as which tables the trail records, is asked here, so that a new one is one class and its line in the list.
 *
 * <p>Capabilities have no state. They are built in the order of the list, and one may use what those before it have added
 * to the {@link RegionContext}.
 */
public interface Capability {
    /** Whether an environment has it. */
    boolean isWanted(Environment environment);

    /** Whether only regions that take payments have it, and not those that hold documents alone. */
    default boolean needsServices() {
        return true;
    }

    /** The purposes that a region needs customer-managed keys for. */
    default Set<KeyPurpose> keys(Settings settings) {
        return Set.of();
    }

    /** The tables whose every read and write the account's trail records (PCI DSS 10.2.1). */
    default List<ResourceName> auditedTables() {
        return List.of();
    }

    /** The buckets whose every read and write the account's trail records (PCI DSS 10.2.1). */
    default List<ResourceName> auditedBuckets() {
        return List.of();
    }

    /** The buckets that log their requests to the region's bucket of access logs. */
    default List<ResourceName> loggedBuckets(RegionContext region) {
        return List.of();
    }

    /** What else may write to the region's bucket of access logs. */
    default List<Statement> accessLogWriters(Settings settings, Placement placement) {
        return List.of();
    }

    /** The functions that run on a schedule, whose failed invocations are kept. */
    default List<ResourceName> scheduledFunctions() {
        return List.of();
    }

    /** ARNs of tables and buckets with records that no function may delete, whatever it is granted later. */
    default List<String> permanentRecords(RoleContext context) {
        return List.of();
    }

    /** The roles of its functions and of the services that work for it. */
    default List<RoleSpec> roles(RoleContext context) {
        return List.of();
    }

    /** Offers the environment variables with which the functions of a region learn of it. */
    default void addVariables(RegionContext region, FunctionVariables variables) {}

    /** Says what is shown of a region side by side with the others; asked where the regions share a log of effects. */
    default void answer(RegionAnswers answers, Region region) {}

    /** Builds what an environment has once for all its regions. */
    default void buildShared(EnvironmentContext environment) {}

    /** Builds its part of a region. */
    default void build(RegionContext region) {}

    /** Connects a region to its standby regions, when every capability of the region is built. */
    default void link(RegionContext region, RegionLinks links) {}
}
