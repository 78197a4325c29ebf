package payments.infrastructure.network;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.route.Route;
import com.hashicorp.cdktf.providers.aws.vpc_peering_connection.VpcPeeringConnection;
import com.hashicorp.cdktf.providers.aws.vpc_peering_connection_accepter.VpcPeeringConnectionAccepterA;
import com.hashicorp.cdktf.providers.aws.vpc_peering_connection_options.VpcPeeringConnectionOptions;
import com.hashicorp.cdktf.providers.aws.vpc_peering_connection_options.VpcPeeringConnectionOptionsAccepter;
import com.hashicorp.cdktf.providers.aws.vpc_peering_connection_options.VpcPeeringConnectionOptionsRequester;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Connects the networks of two regions: requested here, accepted there, names resolved and packets routed both ways. Both
 * halves live in one stack, so one apply makes the whole connection and none is left half open.
 */
public final class RegionPeering extends Construct {
    private final Placement here;
    private final Placement there;
    private final VpcPeeringConnection connection;

    /**
     * One side of the connection.
     *
     * @param placement its region
     * @param vpcId its VPC
     * @param block the VPC's block; the other side is given routes to its private subnets only
     * @param routeTableIds the route tables of its private subnets
     */
    public record Side(Placement placement, String vpcId, Cidr block, List<String> routeTableIds) {
        public Side {
            routeTableIds = List.copyOf(routeTableIds);
        }
    }

    /** Defines the connection and its routes. */
    public RegionPeering(Construct scope, String id, Side requester, Side accepter) {
        super(scope, id);
        this.here = requester.placement();
        this.there = accepter.placement();
        Map<String, String> name =
                Map.of("Name", "%s-%s-%s".formatted(here.names().plain("peering"), here.region(), there.region()));
        this.connection = VpcPeeringConnection.Builder.create(this, "Resource")
                .provider(here.provider())
                .vpcId(requester.vpcId())
                .peerVpcId(accepter.vpcId())
                .peerRegion(there.region())
                .tags(name)
                .build();
        VpcPeeringConnectionAccepterA accepted = VpcPeeringConnectionAccepterA.Builder.create(this, "accepter")
                .provider(there.provider())
                .vpcPeeringConnectionId(connection.getId())
                .autoAccept(true)
                .tags(name)
                .build();
        resolveNames(accepted);
        route("here-to-there", here, requester, accepter, accepted);
        route("there-to-here", there, accepter, requester, accepted);
    }

    /** AWS takes these options only once the connection is active, and each side only from its own region. */
    private void resolveNames(ITerraformDependable accepted) {
        VpcPeeringConnectionOptions.Builder.create(this, "requester-dns")
                .provider(here.provider())
                .vpcPeeringConnectionId(connection.getId())
                .requester(VpcPeeringConnectionOptionsRequester.builder()
                        .allowRemoteVpcDnsResolution(true)
                        .build())
                .dependsOn(List.of(accepted))
                .build();
        VpcPeeringConnectionOptions.Builder.create(this, "accepter-dns")
                .provider(there.provider())
                .vpcPeeringConnectionId(connection.getId())
                .accepter(VpcPeeringConnectionOptionsAccepter.builder()
                        .allowRemoteVpcDnsResolution(true)
                        .build())
                .dependsOn(List.of(accepted))
                .build();
    }

    private void route(String id, Placement placement, Side from, Side to, ITerraformDependable accepted) {
        Construct direction = new Construct(this, id);
        for (int i = 0; i < from.routeTableIds().size(); i++) {
            Route.Builder.create(direction, "route-" + (i + 1))
                    .provider(placement.provider())
                    .routeTableId(from.routeTableIds().get(i))
                    .destinationCidrBlock(SubnetLayout.privateBlock(to.block()))
                    .vpcPeeringConnectionId(connection.getId())
                    .dependsOn(List.of(accepted))
                    .build();
        }
    }
}
