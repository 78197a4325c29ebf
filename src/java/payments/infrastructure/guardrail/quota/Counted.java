package payments.infrastructure.guardrail.quota;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;

/**
 * A resource that uses a quota, and how much of it.
 *
 * @param resource the resource
 * @param amount what it uses
 */
record Counted(Resource resource, long amount) {
    /** What uses a quota, by the words of the column {@code counts} of {@code quotas.tsv}. */
    static List<Counted> by(List<String> words, Program program) {
        return words.stream().flatMap(word -> by(word, program)).toList();
    }

    private static Stream<Counted> by(String word, Program program) {
        if (word.equals("interfaces")) {
            return interfaces(program);
        }
        if (word.contains("+")) {
            String[] parts = word.split("\\+", 2);
            return program.resources(parts[0]).stream()
                    .map(resource -> new Counted(
                            resource,
                            resource.attribute(parts[1])
                                    .number()
                                    .map(BigDecimal::longValue)
                                    .orElse(0L)));
        }
        String type = word.split(":", 2)[0];
        return program.resources(type).stream()
                .filter(resource -> isMeant(word, resource))
                .map(resource -> new Counted(resource, 1));
    }

    private static boolean isMeant(String word, Resource resource) {
        if (!word.contains(":")) {
            return true;
        }
        String[] condition = word.split("[:=]", 3);
        String written = resource.attribute(condition[1]).text();
        // What Terraform makes of an endpoint that does not say its type.
        return (written.isEmpty() ? "Gateway" : written).equals(condition[2]);
    }

    /**
     * Network interfaces: one in each subnet of an interface endpoint, a load balancer and a proxy, one of each NAT gateway and
     * database, one more of its standby, and one for each pair of subnet and security groups of functions, which share them
     * (Lambda guide, "Giving Lambda functions access to resources in an Amazon VPC").
     */
    private static Stream<Counted> interfaces(Program program) {
        List<Counted> all = new ArrayList<>();
        for (Resource endpoint : program.resources("aws_vpc_endpoint")) {
            all.add(new Counted(
                    endpoint, endpoint.attribute("subnet_ids").elements().size()));
        }
        for (Resource balancer : program.resources("aws_lb")) {
            all.add(new Counted(
                    balancer, balancer.attribute("subnets").elements().size()));
        }
        for (Resource proxy : program.resources("aws_db_proxy")) {
            all.add(new Counted(
                    proxy, proxy.attribute("vpc_subnet_ids").elements().size()));
        }
        program.resources("aws_nat_gateway").forEach(gateway -> all.add(new Counted(gateway, 1)));
        program.resources("aws_rds_cluster_instance").forEach(instance -> all.add(new Counted(instance, 1)));
        for (Resource instance : program.resources("aws_db_instance")) {
            all.add(new Counted(instance, instance.attribute("multi_az").isTrue() ? 2 : 1));
        }
        Set<String> shared = new HashSet<>();
        for (Resource function : program.resources("aws_lambda_function")) {
            String groups = function.attribute("vpc_config.security_group_ids").text();
            long own = function.attribute("vpc_config.subnet_ids")
                    .texts()
                    .filter(subnet -> shared.add(function.stack().name() + " " + subnet + " " + groups))
                    .count();
            all.add(new Counted(function, own));
        }
        return all.stream();
    }
}
