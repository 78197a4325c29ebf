package payments.infrastructure.network;

import com.hashicorp.cdktf.providers.aws.vpc_endpoint.VpcEndpoint;
import java.util.List;
import payments.infrastructure.config.deployment.EndpointService;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Brings AWS APIs into the private subnets under their usual names, so that functions need no way to the internet (PCI DSS
 * 1.3.2). Made after the security groups, because an endpoint takes calls from the functions' group alone.
 */
public final class InterfaceEndpoints extends Construct {
    /** Defines an endpoint for each service that the network lists. */
    public InterfaceEndpoints(Construct scope, String id, Placement placement, Network network, String groupId) {
        super(scope, id);
        for (EndpointService service : network.interfaceEndpoints()) {
            VpcEndpoint.Builder.create(this, service.code())
                    .provider(placement.provider())
                    .vpcId(network.vpcId())
                    .serviceName("com.amazonaws.%s.%s".formatted(placement.region(), service.code()))
                    .vpcEndpointType("Interface")
                    .subnetIds(network.privateSubnetIds())
                    .securityGroupIds(List.of(groupId))
                    .privateDnsEnabled(true)
                    .policy(EndpointPolicy.of(service.actionPrefix(), placement.account())
                            .toJson())
                    .tags(placement.nameTag(service.code() + "-endpoint"))
                    .build();
        }
    }
}
