package payments.infrastructure.config;

/**
 * The shape of a region's network.
 *
 * @param zones number of availability zones, each with a public and a private /24 subnet
 * @param natGateways how private subnets reach the internet
 * @param publicIpOnLaunch whether an interface in a public subnet gets a public address by itself
 */
public record NetworkSettings(
        @Fallback("3") @Range(min = 2, max = 6) @Describe("Number of availability zones")
        int zones,

        @Fallback("per-zone") @Overridable @Describe("NAT gateways: one per zone, a single one, or none")
        NatGateways natGateways,

        @Fallback("false") @Describe("Whether an interface in a public subnet gets a public address by itself")
        boolean publicIpOnLaunch) {
    public NetworkSettings {
        Constraints.check(NetworkSettings.class, zones, natGateways, publicIpOnLaunch);
    }
}
