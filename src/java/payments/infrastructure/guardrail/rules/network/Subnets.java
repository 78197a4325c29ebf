package payments.infrastructure.guardrail.rules.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** Where subnets lie and where their traffic goes. */
public final class Subnets {
    private Subnets() {}

    /**
     * The availability zones in which the subnets of a list lie. A zone by number of a list is as good as one by name; a
     * subnet that the program does not have counts as no zone.
     */
    public static Set<String> zones(List<Value> subnets) {
        return subnets.stream()
                .flatMap(subnet -> subnet.target("aws_subnet").stream())
                .map(subnet -> subnet.has("availability_zone_id")
                        ? subnet.attribute("availability_zone_id").text()
                        : subnet.attribute("availability_zone").text())
                .filter(zone -> !zone.isEmpty())
                .collect(Collectors.toSet());
    }

    /** Whether instances in the subnet get public addresses, or its route table leads to an internet gateway. */
    public static boolean isPublic(Resource subnet) {
        return subnet.attribute("map_public_ip_on_launch").isTrue()
                || tables(subnet).stream().anyMatch(Subnets::leadsToInternet);
    }

    /** The route tables that count for a subnet: its own, or else the VPC's main one. */
    static List<Resource> tables(Resource subnet) {
        List<Resource> own = subnet.referrers("aws_route_table_association", "subnet_id").stream()
                .flatMap(association -> association.attribute("route_table_id").target().stream())
                .toList();
        return own.isEmpty()
                ? subnet.attribute("vpc_id")
                        .target("aws_vpc")
                        .map(Subnets::mainTables)
                        .orElse(List.of())
                : own;
    }

    /** The main route table of a VPC, where the program sets one; the VPC stands for the one it comes with. */
    static List<Resource> mainTables(Resource vpc) {
        List<Resource> main = new ArrayList<>();
        vpc.referrers("aws_main_route_table_association", "vpc_id").stream()
                .flatMap(association -> association.attribute("route_table_id").target().stream())
                .forEach(main::add);
        main.addAll(vpc.referrers("aws_default_route_table", "default_route_table_id"));
        if (main.isEmpty() && !vpc.referrers("aws_route", "route_table_id").isEmpty()) {
            main.add(vpc);
        }
        return main;
    }

    /** The VPC of a route table. A route may also name the VPC itself, meaning its main table. */
    static Optional<Resource> vpcOf(Resource table) {
        return switch (table.type()) {
            case "aws_vpc" -> Optional.of(table);
            case "aws_default_route_table" ->
                table.attribute("default_route_table_id").target("aws_vpc");
            default -> table.attribute("vpc_id").target("aws_vpc");
        };
    }

    /** Whether a route of the table leads to an internet gateway. */
    static boolean leadsToInternet(Resource table) {
        return routes(table).stream().anyMatch(route -> isInternetGateway(route.attribute("gateway_id")));
    }

    /** The gateway of a route of the table of which only Terraform knows what it is, where there is one. */
    static Optional<Value> openGateway(Resource table) {
        return routes(table).stream()
                .map(route -> route.attribute("gateway_id"))
                .filter(gateway -> gateway.isUnknown() && !isInternetGateway(gateway))
                .findFirst();
    }

    /** The routes of a table, whether blocks of it or resources. */
    static List<Block> routes(Resource table) {
        List<Block> routes = new ArrayList<>(table.blocks("route"));
        routes.addAll(table.referrers("aws_route", "route_table_id"));
        return routes;
    }

    /** Whether a route's target is an internet gateway. */
    static boolean isInternetGateway(Value gateway) {
        return gateway.target("aws_internet_gateway").isPresent()
                || gateway.text().startsWith("igw-");
    }
}
