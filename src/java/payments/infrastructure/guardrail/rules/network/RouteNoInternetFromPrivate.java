package payments.infrastructure.guardrail.rules.network;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * The route tables of subnets with functions, databases, proxies, tasks or interface endpoints have no route to an
 * internet gateway, and neither have those of subnets called private, app or data, unless a NAT gateway or a load
 * balancer stands in them. A subnet without a table of its own has the VPC's main one. Any destination counts, because
 * two halves are a default route too; the gateway that IPv6 leaves by (egress only) is not one.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html">AWS: internet gateways</a>
 */
@Guardrail(
        id = "route-no-igw-from-private",
        severity = Severity.CRITICAL,
        expects = "no route to an internet gateway from subnets of the application and its data",
        fix = "route through a NAT gateway or endpoints, and keep the internet gateway for the public subnets' table",
        why = "A subnet is private by its routes, not by its name",
        pci = {"1.4.4", "1.4.1"},
        sources = {"PCI.DSS.321-VPCNoUnrestrictedRouteToIGW", "CKV2_AWS_35", "RDS.46", "NO_UNRESTRICTED_ROUTE_TO_IGW"})
final class RouteNoInternetFromPrivate extends ResourceRule {
    /** Who lives in private subnets, by type and the attribute that names them. */
    private static final Map<String, String> RESIDENTS = Map.of(
            "aws_lambda_function", "vpc_config.subnet_ids",
            "aws_db_subnet_group", "subnet_ids",
            "aws_db_proxy", "vpc_subnet_ids",
            "aws_ecs_service", "network_configuration.subnets",
            "aws_elasticache_subnet_group", "subnet_ids",
            "aws_vpc_endpoint", "subnet_ids",
            "aws_apigatewayv2_vpc_link", "subnet_ids");

    private static final Map<String, String> FRONT = Map.of(
            "aws_nat_gateway", "subnet_id",
            "aws_lb", "subnets",
            "aws_alb", "subnets");

    private static final Pattern PRIVATE_NAME =
            Pattern.compile("(?i)(^|[-_/. ])(private|isolated|app|application|data|database|db)([-_/. ]|$)");

    private static final String ASSOCIATION = "aws_route_table_association";

    RouteNoInternetFromPrivate() {
        super("aws_route", "aws_route_table", "aws_default_route_table", ASSOCIATION);
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        if (resource.type().equals("aws_route")) {
            Value table = resource.attribute("route_table_id");
            judge(
                    resource,
                    "",
                    table.target().map(RouteNoInternetFromPrivate::isPrivate).orElse(true),
                    verdicts);
            return;
        }
        if (resource.type().equals(ASSOCIATION)) {
            judgeAssociation(resource, verdicts);
            return;
        }
        boolean closed = isPrivate(resource);
        List<Block> routes = resource.blocks("route");
        routes.forEach(route -> judge(route, "route.", closed, verdicts));
        if (routes.isEmpty()) {
            verdicts.notApplicable("it has no routes of its own");
        }
    }

    /** The route may be right for the table, and the table wrong for the subnet. */
    private static void judgeAssociation(Resource association, Verdicts verdicts) {
        Value table = association.attribute("route_table_id");
        boolean closed = association
                .attribute("subnet_id")
                .target("aws_subnet")
                .filter(RouteNoInternetFromPrivate::isPrivateSubnet)
                .isPresent();
        if (!closed) {
            verdicts.notApplicable("the subnet is not private");
        } else if (table.target().filter(Subnets::leadsToInternet).isPresent()) {
            verdicts.fail("route_table_id", table);
        } else {
            table.target()
                    .flatMap(Subnets::openGateway)
                    .ifPresentOrElse(
                            gateway -> verdicts.unknown("route_table_id", gateway),
                            () -> verdicts.pass("route_table_id", table));
        }
    }

    private static void judge(Block route, String prefix, boolean closed, Verdicts verdicts) {
        Value gateway = route.attribute("gateway_id");
        if (gateway.isAbsent()) {
            verdicts.notApplicable("the route leads to no gateway of the VPC");
        } else if (!closed) {
            verdicts.notApplicable("the table is of public subnets");
        } else if (Subnets.isInternetGateway(gateway)) {
            verdicts.fail(prefix + "gateway_id", gateway);
        } else if (gateway.isUnknown()) {
            verdicts.unknown(prefix + "gateway_id", gateway);
        } else {
            verdicts.pass(prefix + "gateway_id", gateway);
        }
    }

    private static boolean isPrivate(Resource table) {
        return subnets(table).stream().anyMatch(RouteNoInternetFromPrivate::isPrivateSubnet);
    }

    private static Set<Resource> subnets(Resource table) {
        Set<Resource> subnets = new LinkedHashSet<>();
        table.referrers(ASSOCIATION, "route_table_id")
                .forEach(association ->
                        association.attribute("subnet_id").target("aws_subnet").ifPresent(subnets::add));
        Subnets.vpcOf(table)
                .filter(vpc -> vpc.equals(table) || Subnets.mainTables(vpc).contains(table))
                .ifPresent(vpc -> vpc.referrers("aws_subnet", "vpc_id").stream()
                        .filter(subnet ->
                                subnet.referrers(ASSOCIATION, "subnet_id").isEmpty())
                        .forEach(subnets::add));
        return subnets;
    }

    private static boolean isPrivateSubnet(Resource subnet) {
        boolean called = PRIVATE_NAME.matcher(subnet.path()).find()
                || PRIVATE_NAME.matcher(subnet.tags().getOrDefault("Name", "")).find();
        return holds(subnet, RESIDENTS) || (called && !holds(subnet, FRONT));
    }

    private static boolean holds(Resource subnet, Map<String, String> inhabitants) {
        return inhabitants.entrySet().stream().anyMatch(entry -> !subnet.referrers(entry.getKey(), entry.getValue())
                .isEmpty());
    }
}
