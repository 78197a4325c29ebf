package payments.infrastructure.network;

import com.hashicorp.cdktf.providers.aws.security_group.SecurityGroup;
import com.hashicorp.cdktf.providers.aws.vpc_security_group_egress_rule.VpcSecurityGroupEgressRule;
import com.hashicorp.cdktf.providers.aws.vpc_security_group_ingress_rule.VpcSecurityGroupIngressRule;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Who may talk to whom in a region. Functions reach the AWS APIs over TLS, what a capability opens to them, and nothing
 * else; the endpoints of the AWS APIs and what is opened answer functions only, by group and never by address. The groups
 * live with the network, because Lambda frees its network interfaces long after a function is gone.
 */
public final class SecurityGroups extends Construct {
    private static final int HTTPS = 443;

    private final Placement placement;
    private final Network network;
    private final String functionsId;
    private final String endpointsId;

    /** Defines the groups of the functions and of the endpoints, and their rules. */
    public SecurityGroups(Construct scope, String id, Placement placement, Network network) {
        super(scope, id);
        this.placement = placement;
        this.network = network;
        this.functionsId = group("functions", "Lambda functions of the payment platform");
        this.endpointsId = group("endpoints", "Endpoints of AWS APIs for the payment platform");

        network.gatewayPrefixLists().forEach((service, prefixList) -> egress(
                        "functions-to-" + service, service + " through its gateway endpoint", HTTPS)
                .prefixListId(prefixList)
                .build());
        if (!network.interfaceEndpoints().isEmpty()) {
            fromFunctions("endpoints", endpointsId, "AWS APIs over TLS", HTTPS);
        } else if (network.reachesInternet()) {
            egress("functions-to-aws-apis", "AWS APIs without an endpoint in the VPC, over TLS", HTTPS)
                    .cidrIpv4("0.0.0.0/0")
                    .build();
        }
    }

    /** The id of the functions' group. */
    public String functionsId() {
        return functionsId;
    }

    /**
     * Defines the group of something that functions reach over one port, and nothing else does.
     *
     * @param role what it is for, as a part of names
     * @param what what it is, for people
     * @return the id of the group
     */
    public String reachedByFunctions(String role, String what, int port) {
        String id = group(role, what + " of the payment platform");
        fromFunctions(role, id, what, port);
        return id;
    }

    /** The id of the group of the interface endpoints. */
    public String endpointsId() {
        return endpointsId;
    }

    /** Lets the functions reach a group, in both directions of one connection and no further. */
    private void fromFunctions(String role, String groupId, String what, int port) {
        VpcSecurityGroupIngressRule.Builder.create(this, role + "-from-functions")
                .provider(placement.provider())
                .securityGroupId(groupId)
                .referencedSecurityGroupId(functionsId)
                .description(what + " from the functions")
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .tags(placement.nameTag(role + "-from-functions"))
                .build();
        egress("functions-to-" + role, what, port)
                .referencedSecurityGroupId(groupId)
                .build();
    }

    private String group(String role, String description) {
        return SecurityGroup.Builder.create(this, role)
                .provider(placement.provider())
                .name(placement.names().plain(role))
                .description(description)
                .vpcId(network.vpcId())
                .tags(placement.nameTag(role))
                .build()
                .getId();
    }

    private VpcSecurityGroupEgressRule.Builder egress(String id, String description, int port) {
        return VpcSecurityGroupEgressRule.Builder.create(this, id)
                .provider(placement.provider())
                .securityGroupId(functionsId)
                .description(description)
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .tags(placement.nameTag(id));
    }
}
