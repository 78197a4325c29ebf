package payments.infrastructure.config.deployment;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.AwsRegions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;

/**
 * One AWS region of an environment.
 *
 * @param name the region's code, such as {@code eu-west-1}
 * @param cidr the addresses of its VPC; null where the deployment has no network
 * @param services whether payments are taken here; false for a region that only holds documents for another
 */
public record Region(
        @Describe("AWS region code, such as eu-west-1; an account must first enable " + AwsRegions.OPT_IN_IN_USE)
        AwsRegion name,

        @Describe("IPv4 block of the region's VPC, /16 to /20, disjoint from every other region's") @Nullable Cidr cidr,

        @Fallback("true")
        @Describe("Whether payments are taken here; false for a region with network and documents alone")
        boolean services) {
    /** The region's code as AWS writes it. */
    public String code() {
        return name.code();
    }

    /**
     * The addresses of the region's VPC.
     *
     * @throws IllegalStateException where the region has none, which the loader refuses for deployments with a network
     */
    public Cidr block() {
        if (cidr == null) {
            throw new IllegalStateException("region %s has no cidr for its network".formatted(name));
        }
        return cidr;
    }
}
