package payments.infrastructure.guardrail.rules.network;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;

/** What must be there before something in a VPC reaches another thing. */
public final class Paths {
    private static final List<String> RULES = List.of(
            "aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule", "aws_security_group_rule");

    /** Where a rule names the group on the other side. */
    private static final List<String> OTHER_SIDES = List.of("referenced_security_group_id", "source_security_group_id");

    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0/0", "::/0");

    private Paths() {}

    /**
     * The rules of its security groups and those that name them, the associations and ways out of its subnets, and the
     * endpoints of its VPC. Routes to single networks, such as peers, are no way out.
     *
     * @param network the block that has {@code subnet_ids} and {@code security_group_ids}
     */
    public static Stream<Resource> of(Resource inside, String network) {
        List<Resource> groups = inside.attributes(network + ".security_group_ids").stream()
                .flatMap(group -> group.target("aws_security_group").stream())
                .toList();
        List<Resource> subnets = inside.attributes(network + ".subnet_ids").stream()
                .flatMap(subnet -> subnet.target("aws_subnet").stream())
                .toList();
        return Stream.of(
                        groups.stream().flatMap(Paths::rules),
                        subnets.stream().flatMap(Paths::ways),
                        subnets.stream().flatMap(Paths::endpoints))
                .flatMap(resources -> resources)
                .distinct();
    }

    private static Stream<Resource> rules(Resource group) {
        return RULES.stream()
                .flatMap(type -> Stream.concat(
                        group.referrers(type, "security_group_id").stream(),
                        OTHER_SIDES.stream().flatMap(side -> group.referrers(type, side).stream())));
    }

    private static Stream<Resource> ways(Resource subnet) {
        return Stream.concat(
                subnet.referrers("aws_route_table_association", "subnet_id").stream(),
                Subnets.tables(subnet).stream()
                        .flatMap(table -> table.referrers("aws_route", "route_table_id").stream())
                        .filter(Paths::isWayOut));
    }

    private static boolean isWayOut(Block route) {
        return route.attribute("destination_cidr_block").isOneOf(EVERYWHERE)
                || route.attribute("destination_ipv6_cidr_block").isOneOf(EVERYWHERE);
    }

    private static Stream<Resource> endpoints(Resource subnet) {
        return subnet.attribute("vpc_id").target("aws_vpc").stream()
                .flatMap(vpc -> vpc.referrers("aws_vpc_endpoint", "vpc_id").stream());
    }
}
