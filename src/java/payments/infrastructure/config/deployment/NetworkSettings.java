package payments.infrastructure.config.deployment;

import java.util.List;
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
 * @param natGateways how private subnets reach the internet
 * @param publicIpOnLaunch whether an interface in a public subnet gets a public address by itself
 * @param interfaceEndpoints the AWS APIs that functions reach inside the VPC, and then no address outside; empty: they
 *     reach all of AWS through the NAT gateways
 */
public record NetworkSettings(
        @Fallback("3") @Range(min = 2, max = 6) @Describe("Number of availability zones")
        int zones,

        @Fallback("per-zone") @Overridable @Describe("NAT gateways: one per zone, a single one, or none")
        NatGateways natGateways,

        @Fallback("false") @Describe("Whether an interface in a public subnet gets a public address by itself")
        boolean publicIpOnLaunch,

        @Fallback("sqs, sns, kms, secretsmanager, ssm, states, logs, monitoring, events, xray, sts, lambda")
        @Size(min = 0, max = 12) @Describe("AWS APIs that functions reach through interface endpoints, and nothing else outside the VPC;"
                + " empty: all of AWS through the NAT gateways")
        List<EndpointService> interfaceEndpoints)
        implements Validated {
    public NetworkSettings {
        interfaceEndpoints = List.copyOf(interfaceEndpoints);
    }

    @Override
    public void validate(Contradictions contradictions) {
        if (interfaceEndpoints.stream().distinct().count() != interfaceEndpoints.size()) {
            contradictions.add(
                    "interfaceEndpoints is %s and names one twice; name each once"
                            .formatted(interfaceEndpoints.stream()
                                    .map(EndpointService::code)
                                    .toList()),
                    "interfaceEndpoints");
        }
    }
}
