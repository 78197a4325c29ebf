package payments.infrastructure.guardrail.rules.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.AcceptanceRule;
import payments.infrastructure.guardrail.rules.Objections;

/**
 * Subnets, security groups and route tables that one resource uses are of one VPC; groups of subnets for databases and load
 * balancers reach over two zones. What the program does not have is not judged.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html">AWS: DB subnet
 *     groups</a>
 */
@Guardrail(
        id = "vpc-members-together",
        severity = Severity.HIGH,
        expects = "subnets, security groups and route tables of one VPC, over as many zones as the service wants",
        fix = "use the subnets and groups of the VPC in which the resource is to be",
        why = "AWS refuses what stands in two VPCs, and a subnet group or load balancer in one zone",
        sources = "ours: Terraform follows no reference to its VPC")
final class VpcMembersTogether extends AcceptanceRule {
    /** By type: the arguments that name members of the VPC. */
    private static final Map<String, List<String>> MEMBERS = Map.ofEntries(
            Map.entry("aws_lambda_function", List.of("vpc_config.subnet_ids", "vpc_config.security_group_ids")),
            Map.entry("aws_db_subnet_group", List.of("subnet_ids")),
            Map.entry("aws_db_instance", List.of("db_subnet_group_name", "vpc_security_group_ids")),
            Map.entry("aws_rds_cluster", List.of("db_subnet_group_name", "vpc_security_group_ids")),
            Map.entry("aws_db_proxy", List.of("vpc_subnet_ids", "vpc_security_group_ids")),
            Map.entry("aws_lb", List.of("subnets", "security_groups")),
            Map.entry("aws_alb", List.of("subnets", "security_groups")),
            Map.entry("aws_elasticache_subnet_group", List.of("subnet_ids")),
            Map.entry("aws_network_acl", List.of("vpc_id", "subnet_ids")),
            Map.entry("aws_route_table_association", List.of("route_table_id", "subnet_id")),
            Map.entry("aws_vpc_endpoint", List.of("vpc_id", "subnet_ids", "security_group_ids", "route_table_ids")));

    private static final Set<String> IN_VPC = Set.of(
            "aws_security_group", "aws_default_security_group", "aws_subnet", "aws_route_table", "aws_network_acl");

    VpcMembersTogether() {
        super(MEMBERS.keySet().toArray(String[]::new));
    }

    @Override
    protected void examine(Resource resource, Objections objections) {
        Map<Resource, String> vpcs = new LinkedHashMap<>();
        for (String argument : MEMBERS.getOrDefault(resource.type(), List.of())) {
            for (Value member : resource.attributes(argument)) {
                Optional<Resource> vpc = vpc(resource, argument, member);
                boolean other = vpc.isPresent() && !vpcs.isEmpty() && !vpcs.containsKey(vpc.get());
                if (other) {
                    objections.add(
                            argument + "::" + vpc.get().address(),
                            argument,
                            "%s of %s"
                                    .formatted(
                                            member.target()
                                                    .map(Resource::address)
                                                    .orElse(member.text()),
                                            vpc.get().path()),
                            "members of %s, as %s has"
                                    .formatted(
                                            vpcs.keySet().iterator().next().path(),
                                            vpcs.values().iterator().next()));
                }
                vpc.ifPresent(found -> vpcs.putIfAbsent(found, argument));
            }
        }
        switch (resource.type()) {
            case "aws_db_subnet_group" -> examineZones(resource, "subnet_ids", false, objections);
            case "aws_lb", "aws_alb" -> {
                boolean application = !resource.attribute("load_balancer_type").isOneOf(Set.of("network", "gateway"));
                if (application) {
                    examineZones(resource, "subnets", true, objections);
                }
            }
            default -> {}
        }
    }

    /** The VPC in which a member is, where the program has it. */
    private static Optional<Resource> vpc(Resource resource, String argument, Value member) {
        if (argument.equals("db_subnet_group_name")) {
            return resource.follow(argument, "aws_db_subnet_group")
                    .flatMap(group -> group.attribute("subnet_ids").elements().stream()
                            .flatMap(subnet -> managed(subnet.target("aws_subnet")).stream())
                            .flatMap(
                                    subnet -> managed(subnet.attribute("vpc_id").target("aws_vpc")).stream())
                            .findFirst());
        }
        if (argument.equals("vpc_id")) {
            return managed(member.target("aws_vpc"));
        }
        return managed(member.target())
                .filter(found -> IN_VPC.contains(found.type()))
                .flatMap(found -> managed(found.attribute("vpc_id").target("aws_vpc")));
    }

    private static Optional<Resource> managed(Optional<Resource> found) {
        return found.filter(resource -> resource.kind() == Resource.Kind.MANAGED);
    }

    /** @param one whether there may be only one subnet in each zone */
    private static void examineZones(Resource resource, String argument, boolean one, Objections objections) {
        Set<String> zones = new TreeSet<>();
        List<String> twice = new ArrayList<>();
        List<Value> subnets = resource.attribute(argument).elements();
        for (Value subnet : subnets) {
            Set<String> zone = Subnets.zones(List.of(subnet));
            if (zone.isEmpty()) {
                return;
            }
            if (!zones.addAll(zone)) {
                twice.addAll(zone);
            }
        }
        if (!subnets.isEmpty() && zones.size() < 2) {
            objections.add(
                    argument,
                    "subnets in %s alone".formatted(String.join(", ", zones)),
                    "subnets in two zones at least");
        } else if (one && !twice.isEmpty()) {
            objections.add(argument, "two subnets in " + String.join(", ", twice), "one subnet in each zone");
        }
    }
}
