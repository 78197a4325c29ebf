package payments.infrastructure.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One environment of a deployment: the shared settings with its own overrides already applied.
 *
 * @param name the environment's key in the deployment file, such as {@code prod}
 * @param suffix last part of every resource name; tells parallel copies apart
 * @param account the AWS account (twelve digits) that the providers insist on; null where any account will do
 * @param assumeRole name of the IAM role that the providers assume in that account; null to use the caller's identity
 * @param regions the regions by priority: the first is the primary and owns the links to the others
 * @param settings the shared settings with this environment's overrides
 */
public record Environment(
        String name,
        String suffix,
        @Nullable String account,
        @Nullable String assumeRole,
        List<Region> regions,
        Settings settings) {
    public Environment {
        regions = List.copyOf(regions);
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("environment %s has no region, at least one is needed".formatted(name));
        }
    }

    /** The region that owns the data and the links to the standby regions. */
    public Region primary() {
        return regions.get(0);
    }

    /** Whether documents are copied from the primary to another region. */
    public boolean replicatesDocuments() {
        return regions.size() > 1 && settings.links().documentReplication();
    }

    /** The regions of lower priority than the given one, highest first. */
    public List<Region> standbysOf(Region region) {
        return regions.subList(regions.indexOf(region) + 1, regions.size());
    }
}
