package payments.infrastructure.guardrail.rules.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** The ways from a function in a VPC to the API of a service. */
public final class Endpoints {
    private static final long HTTPS = 443;
    private static final List<String> GROUPS =
            List.of("referenced_security_group_id", "source_security_group_id", "security_groups");

    private Endpoints() {}

    /** The endpoints for a service, such as {@code sqs}, in a VPC. */
    static List<Resource> of(Resource vpc, String service) {
        return vpc.referrers("aws_vpc_endpoint", "vpc_id").stream()
                .filter(endpoint -> service(endpoint).equals(service))
                .toList();
    }

    /** Gateway or Interface; absent means Gateway, in AWS and in the provider. */
    static String typeOf(Resource endpoint) {
        Value type = endpoint.attribute("vpc_endpoint_type");
        return type.isAbsent() ? "Gateway" : type.text();
    }

    /** The last part of the service's name. */
    static String service(Resource endpoint) {
        String name = endpoint.attribute("service_name").text();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /**
     * What keeps a function from a service by endpoints and by routes to the internet alike; empty when nothing is seen that
     * does.
     *
     * @param subnets those of the function, all in the program
     * @param groups its security groups; none when the program does not have them all
     */
    public static Optional<String> obstacle(List<Resource> subnets, List<Resource> groups, String service) {
        if (leadOutside(subnets) && (groups.isEmpty() || lets(groups, false, Endpoints::isAddress))) {
            return Optional.empty();
        }
        List<Resource> endpoints = subnets.stream()
                .flatMap(subnet -> subnet.attribute("vpc_id").target("aws_vpc").stream())
                .distinct()
                .flatMap(vpc -> of(vpc, service).stream())
                .toList();
        if (endpoints.isEmpty()) {
            return Optional.of("no endpoint for " + service);
        }
        List<String> obstacles = new ArrayList<>();
        for (Resource endpoint : endpoints) {
            Optional<String> obstacle = typeOf(endpoint).equals("Gateway")
                    ? obstacleToGateway(subnets, groups, endpoint)
                    : obstacleToInterface(groups, endpoint);
            if (obstacle.isEmpty()) {
                return obstacle;
            }
            obstacles.add(obstacle.get());
        }
        return Optional.of(obstacles.get(0));
    }

    private static Optional<String> obstacleToGateway(
            List<Resource> subnets, List<Resource> groups, Resource endpoint) {
        List<Resource> tables = Stream.concat(
                        endpoint.attribute("route_table_ids").elements().stream(),
                        endpoint.referrers("aws_vpc_endpoint_route_table_association", "vpc_endpoint_id").stream()
                                .map(association -> association.attribute("route_table_id")))
                .flatMap(table -> table.target().stream())
                .toList();
        for (Resource subnet : subnets) {
            if (Subnets.tables(subnet).stream().noneMatch(tables::contains)
                    && !endpoint.attribute("route_table_ids").isUnknown()) {
                return Optional.of("%s has no route to %s".formatted(subnet.address(), endpoint.address()));
            }
        }
        boolean out =
                groups.isEmpty() || lets(groups, false, rule -> isAddress(rule) || isPrefixListOf(rule, endpoint));
        return out ? Optional.empty() : Optional.of("no group of the function lets it out to " + endpoint.address());
    }

    private static Optional<String> obstacleToInterface(List<Resource> groups, Resource endpoint) {
        Value privateNames = endpoint.attribute("private_dns_enabled");
        if (!privateNames.isTrue() && !privateNames.isUnknown()) {
            return Optional.of(
                    "%s has no private names, so its service is looked for outside".formatted(endpoint.address()));
        }
        List<Resource> own = groups(endpoint.attribute("security_group_ids"));
        if (groups.isEmpty() || own.isEmpty()) {
            return Optional.empty();
        }
        if (!lets(groups, false, rule -> isAddress(rule) || names(rule, own))) {
            return Optional.of("no group of the function lets it out to " + endpoint.address());
        }
        if (!lets(own, true, rule -> isAddress(rule) || names(rule, groups))) {
            return Optional.of("no group of %s lets the function in".formatted(endpoint.address()));
        }
        return Optional.empty();
    }

    /** The security groups of a list; none when one of them is not in the program. */
    public static List<Resource> groups(Value ids) {
        List<Resource> groups = ids.elements().stream()
                .flatMap(id -> id.target("aws_security_group").stream())
                .filter(group -> group.kind() == Resource.Kind.MANAGED)
                .toList();
        return groups.size() < ids.elements().size() ? List.of() : groups;
    }

    /** Whether every subnet has a route for all addresses that does not lead to an internet gateway, which takes no private one. */
    private static boolean leadOutside(List<Resource> subnets) {
        return subnets.stream().allMatch(subnet -> Subnets.tables(subnet).stream()
                .flatMap(table -> Subnets.routes(table).stream())
                .anyMatch(Endpoints::leadsOutside));
    }

    private static boolean leadsOutside(Block route) {
        boolean everywhere = Stream.of("destination_cidr_block", "cidr_block")
                .anyMatch(attribute -> route.attribute(attribute).is("0.0.0.0/0"));
        return everywhere && !Subnets.isInternetGateway(route.attribute("gateway_id"));
    }

    private static boolean lets(List<Resource> groups, boolean ingress, Predicate<GroupRule> to) {
        return groups.stream()
                .flatMap(group -> rules(group).stream())
                .anyMatch(rule -> rule.ingress() == ingress && rule.covers(HTTPS) && to.test(rule));
    }

    /** The rules of a group, wherever they are written. */
    private static List<GroupRule> rules(Resource group) {
        List<GroupRule> rules = new ArrayList<>(GroupRule.of(group));
        for (String type : Set.of(
                "aws_vpc_security_group_ingress_rule",
                "aws_vpc_security_group_egress_rule",
                "aws_security_group_rule")) {
            group.referrers(type, "security_group_id").forEach(rule -> rules.addAll(GroupRule.of(rule)));
        }
        return rules;
    }

    /** Whether the rule names addresses; which ones a service has, nothing here says. */
    private static boolean isAddress(GroupRule rule) {
        return GroupRule.ADDRESSES.stream().anyMatch(attribute -> rule.block().has(attribute));
    }

    private static boolean isPrefixListOf(GroupRule rule, Resource endpoint) {
        return GroupRule.PREFIX_LISTS.stream()
                .flatMap(attribute -> rule.block().attribute(attribute).elements().stream())
                .anyMatch(list -> list.target().isEmpty()
                        || list.target().filter(endpoint::equals).isPresent()
                        || !list.target().get().type().equals("aws_vpc_endpoint"));
    }

    private static boolean names(GroupRule rule, List<Resource> groups) {
        boolean itself = rule.block().attribute("self").isTrue()
                && rule.group().filter(groups::contains).isPresent();
        return itself
                || GROUPS.stream()
                        .flatMap(attribute -> rule.block().attribute(attribute).elements().stream())
                        .anyMatch(named -> named.target().map(groups::contains).orElse(true));
    }
}
