package payments.infrastructure.guardrail.rules.lambda;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.network.Paths;

/**
 * What Terraform invokes during an apply is invoked after everything that it needs on the network: the rules of its security
 * groups and of those that let it in, the route tables and ways out of its subnets, the endpoints of its VPC, and the instances of
 * a cluster that it knows. A reference to a group, a subnet or a cluster does not wait for these.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/meta-arguments/depends_on">Terraform: depends_on, hidden
 *     dependencies</a>
 */
@Guardrail(
        id = "lambda-invocation-network",
        severity = Severity.MEDIUM,
        expects =
                "depends_on that reaches every rule, route, endpoint and database instance that the function needs while it runs",
        fix = "add depends_on to the invocation, with these resources",
        why =
                "An apply that is quicker in one place fails with a timeout that nobody can explain, and succeeds the next time",
        sources = "ours: public checks do not ask in which order things are made")
final class LambdaInvocationReachesOut extends ResourceRule {
    LambdaInvocationReachesOut() {
        super(LambdaInvocationReady.INVOCATION);
    }

    @Override
    protected void judge(Resource invocation, Verdicts verdicts) {
        Optional<Resource> function = Triggers.function(invocation);
        if (function.isEmpty()) {
            verdicts.notApplicable("the function is not in the program");
            return;
        }
        Set<Resource> needed = new LinkedHashSet<>();
        Paths.of(function.get(), "vpc_config").forEach(needed::add);
        instances(function.get()).forEach(needed::add);
        List<String> missing = needed.stream()
                .filter(other -> other.stack().equals(invocation.stack()))
                .filter(other -> !invocation.isMadeAfter(other))
                .map(Resource::address)
                .sorted()
                .toList();
        missing.forEach(address -> verdicts.fail(address, "depends_on", "may run before " + address + " is there"));
        if (missing.isEmpty()) {
            verdicts.pass("depends_on", needed.size() + " things that the function needs come first");
        }
    }

    private static Stream<Resource> instances(Resource function) {
        return Databases.of(function).stream()
                .flatMap(database -> database.referrers("aws_rds_cluster_instance", "cluster_identifier").stream());
    }
}
