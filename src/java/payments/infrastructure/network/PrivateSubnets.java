package payments.infrastructure.network;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.eip.Eip;
import com.hashicorp.cdktf.providers.aws.nat_gateway.NatGateway;
import com.hashicorp.cdktf.providers.aws.route.Route;
import com.hashicorp.cdktf.providers.aws.route_table.RouteTable;
import com.hashicorp.cdktf.providers.aws.route_table_association.RouteTableAssociation;
import com.hashicorp.cdktf.providers.aws.subnet.Subnet;
import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.config.deployment.NatGateways;
import payments.infrastructure.config.deployment.NetworkSettings;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** The private subnets: a route table for each, with a NAT gateway as the way out where there is one. */
final class PrivateSubnets extends Construct {
    private final List<String> ids = new ArrayList<>();
    private final List<String> routeTableIds = new ArrayList<>();
    private final List<ITerraformDependable> ways = new ArrayList<>();

    PrivateSubnets(
            Construct scope,
            String id,
            Placement placement,
            NetworkSettings settings,
            SubnetPlan plan,
            PublicSubnets publicSubnets) {
        super(scope, id);
        String vpcId = plan.vpcId();
        List<String> zones = plan.zones();
        List<String> blocks = SubnetLayout.privateSubnets(plan.block(), zones.size());
        List<NatGateway> gateways = natGateways(placement, settings.natGateways(), zones.size(), publicSubnets);
        for (int i = 0; i < zones.size(); i++) {
            int number = i + 1;
            Subnet subnet = ZonalSubnet.create(
                    this, "subnet-" + number, placement, vpcId, blocks.get(i), zones.get(i), "private-" + number);
            RouteTable table = RouteTable.Builder.create(this, "routes-" + number)
                    .provider(placement.provider())
                    .vpcId(vpcId)
                    .tags(placement.nameTag("private-" + number))
                    .build();
            ids.add(subnet.getId());
            routeTableIds.add(table.getId());
            ways.add(RouteTableAssociation.Builder.create(this, "association-" + number)
                    .provider(placement.provider())
                    .subnetId(ids.get(i))
                    .routeTableId(routeTableIds.get(i))
                    .build());
            if (!gateways.isEmpty()) {
                ways.add(Route.Builder.create(this, "nat-" + number)
                        .provider(placement.provider())
                        .routeTableId(routeTableIds.get(i))
                        .destinationCidrBlock("0.0.0.0/0")
                        .natGatewayId(
                                gateways.get(Math.min(i, gateways.size() - 1)).getId())
                        .build());
            }
        }
    }

    List<String> ids() {
        return List.copyOf(ids);
    }

    List<String> routeTableIds() {
        return List.copyOf(routeTableIds);
    }

    /** What a subnet has no way out without: the associations of the tables, and the routes in them. */
    List<ITerraformDependable> ways() {
        return List.copyOf(ways);
    }

    private List<NatGateway> natGateways(
            Placement placement, NatGateways strategy, int zones, PublicSubnets publicSubnets) {
        int count =
                switch (strategy) {
                    case PER_ZONE -> zones;
                    case SINGLE -> 1;
                    case NONE -> 0;
                };
        List<NatGateway> gateways = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i + 1;
            Eip address = Eip.Builder.create(this, "nat-address-" + number)
                    .provider(placement.provider())
                    .domain("vpc")
                    .dependsOn(List.of(publicSubnets.internetRoute()))
                    .tags(placement.nameTag("nat-" + number))
                    .build();
            gateways.add(NatGateway.Builder.create(this, "nat-gateway-" + number)
                    .provider(placement.provider())
                    .allocationId(address.getId())
                    .subnetId(publicSubnets.id(i))
                    .dependsOn(List.of(publicSubnets.internetRoute()))
                    .tags(placement.nameTag("nat-" + number))
                    .build());
        }
        return gateways;
    }
}
