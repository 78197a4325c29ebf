package payments.infrastructure.guardrail.rules.database;

import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** Where the packets of a subnet may go. */
final class Routes {
    private Routes() {}

    /** Whether a route of the subnet's table leads to an internet gateway. */
    static boolean leadsToInternet(Resource subnet) {
        List<Resource> tables = tables(subnet);
        Optional<Resource> vpc = subnet.follow("vpc_id", "aws_vpc");
        List<Resource> routes = tables.isEmpty() && vpc.isPresent()
                ? vpc.get().referrers("aws_route", "route_table_id")
                : tables.stream()
                        .flatMap(table -> table.referrers("aws_route", "route_table_id").stream())
                        .toList();
        return routes.stream().anyMatch(route -> isInternet(route.attribute("gateway_id")))
                || tables.stream()
                        .flatMap(table -> table.attributes("route.gateway_id").stream())
                        .anyMatch(Routes::isInternet);
    }

    private static List<Resource> tables(Resource subnet) {
        List<Resource> own = subnet.referrers("aws_route_table_association", "subnet_id").stream()
                .flatMap(association -> association.follow("route_table_id", "aws_route_table").stream())
                .toList();
        return own.isEmpty()
                ? subnet.follow("vpc_id", "aws_vpc").map(Routes::mainTables).orElse(List.of())
                : own;
    }

    private static List<Resource> mainTables(Resource vpc) {
        List<Resource> adopted = vpc.referrers("aws_default_route_table", "default_route_table_id");
        return !adopted.isEmpty()
                ? adopted
                : vpc.referrers("aws_main_route_table_association", "vpc_id").stream()
                        .flatMap(association -> association.follow("route_table_id", "aws_route_table").stream())
                        .toList();
    }

    private static boolean isInternet(Value gateway) {
        return gateway.target("aws_internet_gateway").isPresent()
                || gateway.text().startsWith("igw-");
    }
}
