package payments.infrastructure.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import payments.infrastructure.access.Atoms.Atom;
import payments.infrastructure.access.Change.Area;
import payments.infrastructure.access.Change.Direction;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.network.GroupRule;

/** The paths that networks open: rules of security groups, of network ACLs, routes, and links to other networks and services. */
final class Networks {
    private static final List<String> DESTINATIONS = List.of(
            "destination_cidr_block",
            "destination_ipv6_cidr_block",
            "destination_prefix_list_id",
            "cidr_block",
            "ipv6_cidr_block");

    private static final List<String> WAYS = List.of(
            "gateway_id",
            "nat_gateway_id",
            "egress_only_gateway_id",
            "transit_gateway_id",
            "vpc_peering_connection_id",
            "vpc_endpoint_id",
            "network_interface_id",
            "local_gateway_id",
            "carrier_gateway_id",
            "core_network_arn");

    /** What links a network to others, and the attribute that says to which. */
    private static final Map<String, List<String>> LINKS = Map.ofEntries(
            Map.entry("aws_vpc_peering_connection", List.of("peer_vpc_id", "peer_owner_id")),
            Map.entry("aws_vpc_peering_connection_accepter", List.of("vpc_peering_connection_id")),
            Map.entry("aws_internet_gateway", List.of("vpc_id")),
            Map.entry("aws_nat_gateway", List.of("subnet_id")),
            Map.entry("aws_egress_only_internet_gateway", List.of("vpc_id")),
            Map.entry("aws_ec2_transit_gateway_vpc_attachment", List.of("transit_gateway_id")),
            Map.entry("aws_ec2_transit_gateway_peering_attachment", List.of("peer_transit_gateway_id")),
            Map.entry("aws_networkmanager_vpc_attachment", List.of("core_network_id")),
            Map.entry("aws_vpclattice_service_network_vpc_association", List.of("service_network_identifier")),
            Map.entry("aws_vpn_gateway", List.of("vpc_id")),
            Map.entry("aws_vpn_connection", List.of("customer_gateway_id")),
            Map.entry("aws_customer_gateway", List.of("ip_address")),
            Map.entry("aws_dx_gateway_association", List.of("dx_gateway_id")),
            Map.entry("aws_ec2_client_vpn_network_association", List.of("subnet_id")),
            Map.entry("aws_ec2_client_vpn_authorization_rule", List.of("target_network_cidr")),
            Map.entry("aws_ec2_instance_connect_endpoint", List.of("subnet_id")),
            Map.entry("aws_ec2_traffic_mirror_session", List.of("traffic_mirror_target_id")),
            Map.entry("aws_vpc_endpoint", List.of("service_name")),
            Map.entry("aws_route53_resolver_rule", List.of("domain_name", "target_ip.ip")),
            Map.entry("aws_route53_resolver_endpoint", List.of("direction")));

    /** What gives a subnet, a gateway or a whole network its routes: the attributes that name it, the first that it has. */
    private static final Map<String, List<String>> ROUTED = Map.of(
            "aws_route_table_association", List.of("subnet_id", "gateway_id"),
            "aws_main_route_table_association", List.of("vpc_id"));

    private static final List<String> GROUP_PEERS = List.of(
            "referenced_security_group_id",
            "source_security_group_id",
            "security_groups",
            "prefix_list_id",
            "prefix_list_ids");

    private Networks() {}

    static List<Change> difference(Program before, Program after, Renames renames) {
        Map<String, List<Traffic>> old = traffic(before, renames);
        Map<String, List<Traffic>> now = traffic(after, Renames.none());
        List<Change> changes = new ArrayList<>(Atoms.difference(paths(before, renames), paths(after, Renames.none())));
        Set<String> holders = new TreeSet<>(old.keySet());
        holders.addAll(now.keySet());
        for (String holder : holders) {
            List<Traffic> was = old.getOrDefault(holder, List.of());
            List<Traffic> is = now.getOrDefault(holder, List.of());
            Traffic.without(is, was).forEach(traffic -> changes.add(traffic.change(Direction.NEW)));
            Traffic.without(was, is).forEach(traffic -> changes.add(traffic.change(Direction.GONE)));
        }
        return changes;
    }

    private static Map<String, List<Traffic>> traffic(Program program, Renames renames) {
        Map<String, List<Traffic>> traffic = new TreeMap<>();
        Stream.of(GroupRule.types())
                .flatMap(type -> program.resources(type).stream())
                .flatMap(resource -> GroupRule.of(resource).stream())
                .flatMap(rule -> ofGroup(rule, renames))
                .forEach(one -> traffic.computeIfAbsent(one.holder(), key -> new ArrayList<>())
                        .add(one));
        return traffic;
    }

    private static Stream<Traffic> ofGroup(GroupRule rule, Renames renames) {
        Resource written = rule.written();
        String group = rule.group()
                .map(found -> Labels.of(found, renames))
                .orElseGet(() -> "security group "
                        + renames.apply(written.attribute("security_group_id").text()));
        Block block = rule.block();
        List<String> peers = new ArrayList<>();
        GroupRule.ADDRESSES.forEach(
                attribute -> block.attribute(attribute).texts().forEach(peers::add));
        GROUP_PEERS.forEach(
                attribute -> block.attribute(attribute).elements().forEach(peer -> peers.add(peer(peer, renames))));
        if (block.attribute("self").isTrue()) {
            peers.add(group);
        }
        return peers.stream()
                .map(peer -> Traffic.of(
                        written.stack().name(),
                        new Traffic.Way(group, rule.ingress()),
                        peer,
                        Ports.of(rule.protocol().text(), block.attribute("from_port"), block.attribute("to_port"))));
    }

    private static String peer(Value peer, Renames renames) {
        return peer.target("aws_security_group")
                .map(group -> Labels.of(group, renames))
                .orElseGet(() -> renames.apply(peer.text()));
    }

    private static Atoms paths(Program program, Renames renames) {
        Atoms atoms = new Atoms();
        program.resources("aws_route")
                .forEach(route -> route(route, route.attribute("route_table_id"), atoms, renames));
        Stream.of("aws_route_table", "aws_default_route_table")
                .flatMap(type -> program.resources(type).stream())
                .forEach(table -> table.blocks("route")
                        .forEach(route ->
                                route(table.stack().name(), Labels.of(table, renames), route, atoms, renames)));
        LINKS.forEach((type, attributes) -> program.resources(type)
                .forEach(link -> attributes.forEach(attribute -> link.attributes(attribute)
                        .forEach(to -> atoms.add(
                                link.stack().name(),
                                new Atom(
                                        Area.NETWORK,
                                        Labels.of(link, renames),
                                        List.of("link"),
                                        attribute.replace('_', ' ') + " " + meant(to, renames)))))));
        ROUTED.forEach((type, attributes) -> program.resources(type).forEach(one -> attributes.stream()
                .filter(one::has)
                .findFirst()
                .ifPresent(holder -> atoms.add(
                        one.stack().name(),
                        new Atom(
                                Area.NETWORK,
                                meant(one.attribute(holder), renames),
                                List.of("routes of"),
                                meant(one.attribute("route_table_id"), renames))))));
        Stream.of("aws_network_acl_rule", "aws_network_acl", "aws_default_network_acl")
                .flatMap(type -> program.resources(type).stream())
                .forEach(acl -> acl(acl, atoms, renames));
        return atoms;
    }

    private static void route(Resource route, Value table, Atoms atoms, Renames renames) {
        String label = table.target()
                .map(found -> Labels.of(found, renames))
                .orElseGet(() -> "route table " + renames.apply(table.text()));
        route(route.stack().name(), label, route, atoms, renames);
    }

    private static void route(String stack, String table, Block route, Atoms atoms, Renames renames) {
        String way = WAYS.stream()
                .filter(route::has)
                .map(name -> name.replaceFirst("_(id|arn)$", "").replace('_', ' ') + " "
                        + meant(route.attribute(name), renames))
                .findFirst()
                .orElse("nothing that is named");
        DESTINATIONS.stream()
                .flatMap(name -> route.attribute(name).texts())
                .forEach(to -> atoms.add(
                        stack, new Atom(Area.NETWORK, table, List.of("route through " + way), renames.apply(to))));
    }

    /** Rules are judged by their numbers, so that the number is part of what is compared. */
    private static void acl(Resource acl, Atoms atoms, Renames renames) {
        boolean single = acl.type().equals("aws_network_acl_rule");
        List<Block> rules = new ArrayList<>();
        if (single) {
            rules.add(acl);
        } else {
            rules.addAll(acl.blocks("ingress"));
            rules.addAll(acl.blocks("egress"));
        }
        String label = single
                ? acl.attribute("network_acl_id")
                        .target()
                        .map(found -> Labels.of(found, renames))
                        .orElseGet(() -> "network acl "
                                + renames.apply(acl.attribute("network_acl_id").text()))
                : Labels.of(acl, renames);
        Set<Block> ingress = Set.copyOf(single ? List.of() : acl.blocks("ingress"));
        for (Block rule : rules) {
            boolean out = single ? rule.attribute("egress").isTrue() : !ingress.contains(rule);
            Ports ports =
                    Ports.of(rule.attribute("protocol").text(), rule.attribute("from_port"), rule.attribute("to_port"));
            String number = text(rule, "rule_number", "rule_no");
            Stream.of("cidr_block", "ipv6_cidr_block")
                    .flatMap(name -> rule.attribute(name).texts())
                    .forEach(peer -> atoms.add(
                            acl.stack().name(),
                            new Atom(
                                    Area.NETWORK,
                                    label,
                                    List.of("rule %s: %s %s %s"
                                            .formatted(
                                                    number,
                                                    text(rule, "rule_action", "action"),
                                                    out ? "out to" : "in from",
                                                    ports)),
                                    renames.apply(peer))));
        }
    }

    private static String text(Block block, String name, String other) {
        return block.has(name)
                ? block.attribute(name).text()
                : block.attribute(other).text();
    }

    private static String meant(Value value, Renames renames) {
        return value.target()
                .filter(target -> target.kind() == Resource.Kind.MANAGED)
                .map(target -> Labels.of(target, renames))
                .orElseGet(() -> renames.apply(value.text()));
    }
}
