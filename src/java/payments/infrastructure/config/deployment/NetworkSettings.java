package payments.infrastructure.config.deployment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Range;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.constraint.Validated;

/**
 * The shape of a region's network.
 *
 * @param zones number of availability zones, each with a public and a private /24 subnet
 * @param natGateways how private subnets reach the internet; by default not at all, since no function calls an address there
 * @param publicIpOnLaunch whether an interface in a public subnet gets a public address by itself
 * @param interfaceEndpoints the AWS APIs that functions reach inside the VPC, and then no address outside; null for those
 *     that the code of the wanted functions calls; empty: they reach all of AWS through the NAT gateways
 * @param endpointZones zones in which each interface endpoint has an interface of its own, which AWS charges by the hour; null
 *     for all. Functions of the other zones reach it across zones, and with it fails what they call
 */
public record NetworkSettings(
        @Fallback("3") @Range(min = 2, max = 6) @Describe("Number of availability zones")
        int zones,

        @Fallback("none") @Overridable @Describe("NAT gateways: one per zone, a single one, or none")
        NatGateways natGateways,

        @Fallback("false") @Describe("Whether an interface in a public subnet gets a public address by itself")
        boolean publicIpOnLaunch,

        @Size(min = 0, max = 12) @Describe("AWS APIs that functions reach through interface endpoints, and nothing else outside the VPC;"
                + " absent: those that their code calls; empty: all of AWS through the NAT gateways")
        @Nullable List<EndpointService> interfaceEndpoints,

        @Range(min = 1, max = 6)
        @Overridable
        @Describe("Zones in which interface endpoints stand, at most as many as the network has; absent: all")
        @Nullable Integer endpointZones)
        implements Validated {
    public NetworkSettings {
        interfaceEndpoints = interfaceEndpoints == null ? null : List.copyOf(interfaceEndpoints);
    }

    @Override
    public void validate(Contradictions contradictions) {
        if (interfaceEndpoints != null && interfaceEndpoints.stream().distinct().count() != interfaceEndpoints.size()) {
            contradictions.add(
                    "interfaceEndpoints is %s and names one twice; name each once"
                            .formatted(interfaceEndpoints.stream()
                                    .map(EndpointService::code)
                                    .toList()),
                    "interfaceEndpoints");
        }
        if (endpointZones != null && endpointZones > zones) {
            contradictions.add(
                    "endpointZones is %d, but zones is %d; an endpoint stands in zones of the network alone: write at most %d"
                            .formatted(endpointZones, zones, zones),
                    "endpointZones",
                    "zones");
        }
    }

    /** In how many zones interface endpoints stand. */
    public int zonesOfEndpoints() {
        return endpointZones == null ? zones : endpointZones;
    }
}
