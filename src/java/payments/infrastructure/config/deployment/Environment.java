package payments.infrastructure.config.deployment;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Constraints;

/**
 * One environment of a deployment: the shared settings with its own overrides already applied.
 *
 * @param name the environment's key in the deployment file, such as {@code prod}
 * @param suffix last part of every resource name; distinguishes parallel copies
 * @param account the AWS account (twelve digits) that the providers insist on; null where any account will do
 * @param assumeRole name of the IAM role that the providers assume in that account; null to use the caller's identity
 * @param operators ARN of the role or user by which people operate it; null where none is named
 * @param ownsAccount whether this environment owns what an account has only once, such as the trail and the configuration
 *     recorders; others in the same account go without
 * @param classification what the environment's data is
 * @param regions the regions by priority: the first is the primary and owns the links to the others
 * @param settings the shared settings with this environment's overrides
 * @param copy whether the suffix is not the one that the file itself gives; then the states carry it too
 */
public record Environment(
        String name,
        String suffix,
        @Nullable String account,
        @Nullable String assumeRole,
        @Nullable String operators,
        boolean ownsAccount,
        Classification classification,
        List<Region> regions,
        Settings settings,
        boolean copy) {
    /**
     * @throws IllegalArgumentException where a setting is out of its bounds or no region is there to serve
     * @throws IllegalStateException where settings contradict each other
     */
    public Environment {
        Constraints.requireValid(settings);
        regions = List.copyOf(regions);
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("environment %s has no region, at least one is needed".formatted(name));
        }
        if (regions.stream().noneMatch(Region::services)) {
            throw new IllegalArgumentException(
                    "environment %s has no region with services, at least one is needed".formatted(name));
        }
    }

    /** An environment with the file's own suffix, which nobody operates by a role of its own. */
    public Environment(
            String name,
            String suffix,
            @Nullable String account,
            @Nullable String assumeRole,
            boolean ownsAccount,
            Classification classification,
            List<Region> regions,
            Settings settings) {
        this(name, suffix, account, assumeRole, null, ownsAccount, classification, regions, settings, false);
    }

    /**
     * What the state of a stack is called: as the stack, which every copy of the environment has under the same name, and for a
     * copy with its suffix. So no copy finds the state of another, and the file's own suffix keeps the name that it always had.
     */
    public String stateName(String stack) {
        return copy ? stack + "-" + suffix : stack;
    }

    /** The region that owns the data and the links to the standby regions. */
    public Region primary() {
        return regions.get(0);
    }

    /** The region that takes payments: the first one with services. */
    public Region home() {
        return serving().get(0);
    }

    /** The regions that can take payments, by priority. */
    public List<Region> serving() {
        return regions.stream().filter(Region::services).toList();
    }

    /** Whether documents are copied from the primary to another region. */
    public boolean replicatesDocuments() {
        return regions.size() > 1
                && settings.documents() != null
                && settings.links().documentReplication();
    }

    /** The region that has a second copy of the account's trail; empty where another environment has the trail, or there is one region. */
    public Optional<Region> trailCopy() {
        return ownsAccount() && regions.size() > 1 ? Optional.of(regions.get(1)) : Optional.empty();
    }

    /** Whether documents that a standby takes are copied to all other regions. */
    public boolean returnsDocuments() {
        return replicatesDocuments()
                && settings.links().documentReturn()
                && serving().size() > 1;
    }

    /** Whether the networks of the regions are connected. */
    public boolean peersNetworks() {
        return settings.network() != null && settings.links().peering();
    }

    /** How the home's database reaches the other regions that can take payments. */
    public DatabaseCopy databaseCopy() {
        return settings.database() == null || serving().size() == 1
                ? DatabaseCopy.NONE
                : settings.links().databaseCopy();
    }

    /** The regions of lower priority than the given one, highest first. */
    public List<Region> standbysOf(Region region) {
        return regions.subList(regions.indexOf(region) + 1, regions.size());
    }
}
