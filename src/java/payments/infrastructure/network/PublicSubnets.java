package payments.infrastructure.network;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.internet_gateway.InternetGateway;
import com.hashicorp.cdktf.providers.aws.route.Route;
import com.hashicorp.cdktf.providers.aws.route_table.RouteTable;
import com.hashicorp.cdktf.providers.aws.route_table_association.RouteTableAssociation;
import com.hashicorp.cdktf.providers.aws.subnet.Subnet;
import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.config.deployment.NetworkSettings;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** The public subnets: one route table for all, with the internet gateway as the way out. */
final class PublicSubnets extends Construct {
    private final List<String> ids = new ArrayList<>();
    private final Route internetRoute;

    PublicSubnets(
            Construct scope,
            String id,
            Placement placement,
            NetworkSettings settings,
            SubnetPlan plan,
            InternetGateway internet) {
        super(scope, id);
        String vpcId = plan.vpcId();
        List<String> zones = plan.zones();
        RouteTable table = RouteTable.Builder.create(this, "routes")
                .provider(placement.provider())
                .vpcId(vpcId)
                .tags(placement.nameTag("public"))
                .build();
        String tableId = table.getId();
        this.internetRoute = Route.Builder.create(this, "internet")
                .provider(placement.provider())
                .routeTableId(tableId)
                .destinationCidrBlock("0.0.0.0/0")
                .gatewayId(internet.getId())
                .build();
        List<String> blocks = SubnetLayout.publicSubnets(plan.block(), zones.size());
        for (int i = 0; i < zones.size(); i++) {
            int number = i + 1;
            Subnet subnet = ZonalSubnet.create(
                    this, "subnet-" + number, placement, vpcId, blocks.get(i), zones.get(i), "public-" + number);
            subnet.setMapPublicIpOnLaunch(settings.publicIpOnLaunch());
            ids.add(subnet.getId());
            RouteTableAssociation.Builder.create(this, "association-" + number)
                    .provider(placement.provider())
                    .subnetId(ids.get(i))
                    .routeTableId(tableId)
                    .build();
        }
    }

    List<String> ids() {
        return List.copyOf(ids);
    }

    /** The way out, which exists once the internet gateway is attached; AWS refuses NAT gateways and addresses before. */
    ITerraformDependable internetRoute() {
        return internetRoute;
    }

    /** The subnet of a zone, counted from 0. */
    String id(int zone) {
        return ids.get(zone);
    }
}
