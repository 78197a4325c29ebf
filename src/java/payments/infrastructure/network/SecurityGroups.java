package payments.infrastructure.network;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.security_group.SecurityGroup;
import com.hashicorp.cdktf.providers.aws.vpc_security_group_egress_rule.VpcSecurityGroupEgressRule;
import com.hashicorp.cdktf.providers.aws.vpc_security_group_ingress_rule.VpcSecurityGroupIngressRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private final @Nullable String endpointsId;
    private final List<ITerraformDependable> rules = new ArrayList<>();

    /**
     * Defines the group of the functions, that of the endpoints where there are any, and their rules.
     *
     * @param calls what the functions may call
     */
    public SecurityGroups(Construct scope, String id, Placement placement, Network network, Calls calls) {
        super(scope, id);
        this.placement = placement;
        this.network = network;
        this.functionsId = group("functions", "Lambda functions of the payment platform");
        this.endpointsId = calls.endpoints().isEmpty()
                ? null
                : group("endpoints", "Endpoints of AWS APIs for the payment platform");

        network.gatewayPrefixLists().forEach((service, prefixList) -> {
            if (calls.gateways().contains(service)) {
                rules.add(egress("functions-to-" + service, service + " through its gateway endpoint", HTTPS)
                        .prefixListId(prefixList)
                        .build());
            }
        });
        if (endpointsId != null) {
            fromFunctions("endpoints", endpointsId, "AWS APIs over TLS", HTTPS);
        } else if (calls.throughNat()) {
            rules.add(egress("functions-to-aws-apis", "AWS APIs without an endpoint in the VPC, over TLS", HTTPS)
                    .cidrIpv4("0.0.0.0/0")
                    .build());
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

    /** Every rule so far, for what must get through during a deployment: a group lets nothing through until its rules are there. */
    public List<ITerraformDependable> rules() {
        return List.copyOf(rules);
    }

    /** The id of the group of the interface endpoints; empty where the functions call no service that has one. */
    public Optional<String> endpointsId() {
        return Optional.ofNullable(endpointsId);
    }

    /** Lets the functions reach a group, in both directions of one connection and no further. */
    private void fromFunctions(String role, String groupId, String what, int port) {
        rules.add(VpcSecurityGroupIngressRule.Builder.create(this, role + "-from-functions")
                .provider(placement.provider())
                .securityGroupId(groupId)
                .referencedSecurityGroupId(functionsId)
                .description(what + " from the functions")
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .tags(placement.nameTag(role + "-from-functions"))
                .build());
        rules.add(egress("functions-to-" + role, what, port)
                .referencedSecurityGroupId(groupId)
                .build());
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
