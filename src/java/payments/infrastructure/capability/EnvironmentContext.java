package payments.infrastructure.capability;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import payments.infrastructure.config.deployment.Backend.StatePlace;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.identity.PermissionBoundary;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * An environment while what it has once for all its regions is built.
 *
 * @param stack the scope of everything that no region owns
 * @param states where this program makes a place for the environment's state
 * @param boundary what each role can do at most
 * @param capabilities those that the environment has
 * @param placements where things go
 */
public record EnvironmentContext(
        Construct stack,
        Environment environment,
        List<StatePlace> states,
        PermissionBoundary boundary,
        List<Capability> capabilities,
        Placements placements) {
    public EnvironmentContext {
        states = List.copyOf(states);
        capabilities = List.copyOf(capabilities);
    }

    /**
     * Where what no region owns is made.
     *
     * @param global resources of IAM
     * @param routing names, health checks and what watches them; made when it is first asked for
     * @param regional a region of the environment, by its code
     */
    public record Placements(Placement global, Supplier<Placement> routing, Function<String, Placement> regional) {}

    public Settings settings() {
        return environment.settings();
    }

    /** The codes of the regions, by priority. */
    public List<String> regions() {
        return environment.regions().stream().map(Region::code).toList();
    }

    /** Resources in the region that owns the data. */
    public Placement primary() {
        return placements.regional().apply(environment.primary().code());
    }

    /** Names, health checks and what watches them. */
    public Placement routing() {
        return placements.routing().get();
    }

    /** Every table whose reads and writes are recorded. */
    public List<ResourceName> auditedTables() {
        return capabilities.stream()
                .flatMap(capability -> capability.auditedTables().stream())
                .toList();
    }

    /** Every bucket whose reads and writes are recorded. */
    public List<ResourceName> auditedBuckets() {
        return capabilities.stream()
                .flatMap(capability -> capability.auditedBuckets().stream())
                .toList();
    }
}
