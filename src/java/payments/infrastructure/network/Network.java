package payments.infrastructure.network;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.data_aws_availability_zones.DataAwsAvailabilityZones;
import com.hashicorp.cdktf.providers.aws.data_aws_availability_zones.DataAwsAvailabilityZonesFilter;
import com.hashicorp.cdktf.providers.aws.default_security_group.DefaultSecurityGroup;
import com.hashicorp.cdktf.providers.aws.internet_gateway.InternetGateway;
import com.hashicorp.cdktf.providers.aws.vpc.Vpc;
import com.hashicorp.cdktf.providers.aws.vpc_endpoint.VpcEndpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.config.deployment.NetworkSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The VPC of a region: in each zone a public subnet, which only gateways use, and a private one, where functions and
 * databases live. Each private subnet has its own route table, so that a zone's NAT gateway serves its own zone.
 */
public final class Network extends Construct {
    /** The oldest zone of us-east-1 lacks services that the platform needs; AWS still lists it. */
    private static final List<String> ZONES_WITHOUT_ALL_SERVICES = List.of("use1-az3");

    /** The services with a gateway endpoint in every network: it costs nothing. In a fixed order. */
    static final List<String> GATEWAY_SERVICES = List.of("s3", "dynamodb");

    private final Placement placement;
    private final String vpcId;
    private final String cidr;
    private final PublicSubnets publicSubnets;
    private final PrivateSubnets privateSubnets;
    private final Map<String, String> gatewayPrefixLists = new LinkedHashMap<>();
    private final List<ITerraformDependable> gatewayEndpoints = new ArrayList<>();

    /** Defines the network with all addresses from the block. */
    public Network(Construct scope, String id, Placement placement, NetworkSettings settings, Cidr block) {
        super(scope, id);
        this.placement = placement;

        Vpc vpc = Vpc.Builder.create(this, "Resource")
                .provider(placement.provider())
                .cidrBlock(block.text())
                .enableDnsHostnames(true)
                .enableDnsSupport(true)
                .tags(placement.nameTag(ResourceName.VPC.role()))
                .build();
        this.vpcId = vpc.getId();
        this.cidr = vpc.getCidrBlock();
        closeDefaultSecurityGroup();
        InternetGateway internet = InternetGateway.Builder.create(this, "internet-gateway")
                .provider(placement.provider())
                .vpcId(vpcId)
                .tags(placement.nameTag("internet"))
                .build();
        SubnetPlan plan = new SubnetPlan(vpcId, block, zones(settings.zones()));
        this.publicSubnets = new PublicSubnets(this, "public", placement, settings, plan, internet);
        this.privateSubnets = new PrivateSubnets(this, "private", placement, settings, plan, publicSubnets);
        GATEWAY_SERVICES.forEach(this::gatewayEndpoint);
    }

    /** The VPC's id. */
    public String vpcId() {
        return vpcId;
    }

    /** The VPC's block. */
    public String cidr() {
        return cidr;
    }

    /** Ids of the public subnets, in the order of the zones. */
    public List<String> publicSubnetIds() {
        return publicSubnets.ids();
    }

    /** The way out of the public subnets, which must be there before AWS puts a load balancer into them. */
    public ITerraformDependable internetRoute() {
        return publicSubnets.internetRoute();
    }

    /** Ids of the private subnets, in the order of the zones. */
    public List<String> privateSubnetIds() {
        return privateSubnets.ids();
    }

    /** Ids of the private route tables, in the order of the zones. */
    public List<String> privateRouteTableIds() {
        return privateSubnets.routeTableIds();
    }

    /** What leads out of the private subnets: route tables, their routes, and the gateway endpoints in them. */
    public List<ITerraformDependable> ways() {
        List<ITerraformDependable> ways = new ArrayList<>(privateSubnets.ways());
        ways.addAll(gatewayEndpoints);
        return ways;
    }

    /** The address lists of the services with a gateway endpoint, by service, always in the same order. */
    public Map<String, String> gatewayPrefixLists() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(gatewayPrefixLists));
    }

    /** The group that everything without a group of its own would get: adopted, and emptied. */
    private void closeDefaultSecurityGroup() {
        DefaultSecurityGroup.Builder.create(this, "default-security-group")
                .provider(placement.provider())
                .vpcId(vpcId)
                .ingress(List.of())
                .egress(List.of())
                .tags(placement.nameTag("default-closed"))
                .build();
    }

    private List<String> zones(int count) {
        DataAwsAvailabilityZones zones = DataAwsAvailabilityZones.Builder.create(this, "zones")
                .provider(placement.provider())
                .state("available")
                .excludeZoneIds(ZONES_WITHOUT_ALL_SERVICES)
                .filter(List.of(DataAwsAvailabilityZonesFilter.builder()
                        .name("opt-in-status")
                        .values(List.of("opt-in-not-required"))
                        .build()))
                .build();
        return Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> "${%s.names[%d]}".formatted(zones.getFqn(), i))
                .toList();
    }

    private void gatewayEndpoint(String service) {
        VpcEndpoint endpoint = VpcEndpoint.Builder.create(this, service + "-endpoint")
                .provider(placement.provider())
                .vpcId(vpcId)
                .serviceName("com.amazonaws.%s.%s".formatted(placement.region(), service))
                .vpcEndpointType("Gateway")
                .routeTableIds(privateRouteTableIds())
                .policy(EndpointPolicy.of(service, placement.account()).toJson())
                .tags(placement.nameTag(service + "-endpoint"))
                .build();
        gatewayEndpoints.add(endpoint);
        gatewayPrefixLists.put(service, endpoint.getPrefixListId());
    }
}
