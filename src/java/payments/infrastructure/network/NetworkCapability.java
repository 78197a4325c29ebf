package payments.infrastructure.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.capability.RegionLinks;
import payments.infrastructure.capability.Standby;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.NetworkSettings;
import payments.infrastructure.identity.PolicyDocument;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.RoleSpec;
import payments.infrastructure.identity.ServicePrincipal;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;

/** The network of each region, what is logged of it, who may talk to whom in it, and the peering with other regions. */
public final class NetworkCapability implements Capability {
    private static final String VPC_ID = "vpc_id";
    private static final String PRIVATE_ROUTE_TABLE_IDS = "private_route_table_ids";

    @Override
    public boolean isWanted(Environment environment) {
        return environment.settings().network() != null;
    }

    @Override
    public boolean needsServices() {
        return false;
    }

    @Override
    public List<RoleSpec> roles(RoleContext context) {
        List<String> groups = new ArrayList<>();
        for (String region : context.regions()) {
            String group = context.arns().logGroup(region, FlowLogs.groupName(context.name(ResourceName.VPC, region)));
            groups.add(group);
            groups.add(group + ":*");
        }
        return List.of(RoleSpec.of(
                ResourceName.FLOW_LOG_ROLE,
                ServicePrincipal.FLOW_LOGS,
                PolicyDocument.of(
                        Statement.allow(
                                        "WriteFlowLogs",
                                        "logs:CreateLogStream",
                                        "logs:PutLogEvents",
                                        "logs:DescribeLogStreams")
                                .on(groups),
                        // CloudWatch Logs matches this action with all groups of a region, never with a single one.
                        Statement.allow("FindLogGroup", "logs:DescribeLogGroups")
                                .on(context.inEveryRegion(
                                        region -> context.arns().logGroup(region, "*"))))));
    }

    @Override
    public void build(RegionContext region) {
        Network network = region.add(
                Network.class,
                new Network(
                        region.stack(),
                        "network",
                        region.placement(),
                        settings(region.environment()),
                        region.region().block()));
        new AddressCheck(
                region.stack(), "addresses", region.placement(), region.region().block(), region.get(Neighbours.class));
        new FlowLogs(
                region.stack(),
                "flow-logs",
                region.placement(),
                network,
                region.settings().logs(),
                region.get(RegionKeys.class).arn(KeyPurpose.LOGS));
        if (region.region().services()) {
            SecurityGroups groups = region.add(
                    SecurityGroups.class,
                    new SecurityGroups(
                            region.stack(),
                            "security-groups",
                            region.placement(),
                            network,
                            Calls.of(region.settings())));
            groups.endpointsId()
                    .ifPresent(group -> region.add(
                            InterfaceEndpoints.class,
                            new InterfaceEndpoints(
                                    region.stack(),
                                    "interface-endpoints",
                                    region.placement(),
                                    network,
                                    new InterfaceEndpoints.Spec(
                                            region.settings().interfaceEndpoints(),
                                            settings(region.environment()).zonesOfEndpoints(),
                                            group))));
        }
        region.output(VPC_ID, network.vpcId());
        region.output("vpc_cidr", network.cidr());
        region.output("public_subnet_ids", network.publicSubnetIds());
        region.output("private_subnet_ids", network.privateSubnetIds());
        region.output(PRIVATE_ROUTE_TABLE_IDS, network.privateRouteTableIds());
    }

    @Override
    public void link(RegionContext region, RegionLinks links) {
        if (!region.environment().peersNetworks()) {
            return;
        }
        Network network = region.get(Network.class);
        RegionPeering.Side own = new RegionPeering.Side(
                region.placement(), network.vpcId(), region.region().block(), network.privateRouteTableIds());
        int zones = settings(region.environment()).zones();
        for (Standby standby : links.standbys()) {
            new RegionPeering(links, "peering-" + standby.code(), own, side(standby, zones));
        }
    }

    private static RegionPeering.Side side(Standby standby, int zones) {
        return new RegionPeering.Side(
                standby.placement(),
                standby.output(VPC_ID),
                standby.region().block(),
                IntStream.range(0, zones)
                        .mapToObj(zone -> standby.output(PRIVATE_ROUTE_TABLE_IDS, zone))
                        .toList());
    }

    private static NetworkSettings settings(Environment environment) {
        return Objects.requireNonNull(environment.settings().network(), "settings of the network");
    }
}
