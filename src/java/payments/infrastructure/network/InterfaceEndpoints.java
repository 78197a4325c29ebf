package payments.infrastructure.network;

import com.hashicorp.cdktf.providers.aws.vpc_endpoint.VpcEndpoint;
import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.config.deployment.EndpointService;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Brings AWS APIs into the private subnets under their usual names, so that functions need no way to the internet (PCI DSS
 * 1.3.2). Made after the security groups, because an endpoint takes calls from the functions' group alone.
 */
public final class InterfaceEndpoints extends Construct {
    private final List<VpcEndpoint> endpoints = new ArrayList<>();

    /**
     * What to make.
     *
     * @param services an endpoint for each
     * @param zones in how many of the network's zones each has an interface, beginning with the first
     * @param groupId the security group of the interfaces
     */
    public record Spec(List<EndpointService> services, int zones, String groupId) {
        public Spec {
            services = List.copyOf(services);
            if (zones < 1) {
                throw new IllegalArgumentException("zones is %d; an endpoint stands in at least one".formatted(zones));
            }
        }
    }

    /** Defines the endpoints. */
    public InterfaceEndpoints(Construct scope, String id, Placement placement, Network network, Spec spec) {
        super(scope, id);
        List<String> subnets = network.privateSubnetIds();
        for (EndpointService service : spec.services()) {
            endpoints.add(VpcEndpoint.Builder.create(this, service.code())
                    .provider(placement.provider())
                    .vpcId(network.vpcId())
                    .serviceName("com.amazonaws.%s.%s".formatted(placement.region(), service.code()))
                    .vpcEndpointType("Interface")
                    .subnetIds(subnets.subList(0, spec.zones()))
                    .securityGroupIds(List.of(spec.groupId()))
                    .privateDnsEnabled(true)
                    .policy(EndpointPolicy.of(service.actionPrefix(), placement.account())
                            .toJson())
                    .tags(placement.nameTag(service.code() + "-endpoint"))
                    .build());
        }
    }

    /** All of them, for what calls an AWS API during a deployment. */
    public List<VpcEndpoint> all() {
        return List.copyOf(endpoints);
    }
}
