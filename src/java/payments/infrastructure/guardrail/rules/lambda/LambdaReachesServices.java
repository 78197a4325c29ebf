package payments.infrastructure.guardrail.rules.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.ServiceCalls;
import payments.infrastructure.guardrail.rules.network.Endpoints;

/**
 * A function in a VPC has a way to each AWS service that its code calls: by an endpoint with private names or a gateway in its
 * route tables, or by a route to the internet, and in each case through its security groups. A function in a VPC never has a
 * public address, so an internet gateway is no way out for it. What the code calls is seen by its variables and its policies.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html">AWS: internet access of functions in a VPC</a>
 */
@Guardrail(
        id = "lambda-vpc-reaches-services",
        severity = Severity.MEDIUM,
        expects = "a way to each service that the function's variables and policies name",
        fix =
                "add the endpoint for the service, with private names, and let the function's group out to it; or take the variable or the right away",
        why = "A call without a way waits until the function's timeout, for every request",
        sources = "ours: seen on AWS alone, since an emulator has no networks")
final class LambdaReachesServices extends ResourceRule {
    private static final String SUBNETS = "vpc_config.subnet_ids";

    LambdaReachesServices() {
        super("aws_lambda_function");
    }

    @Override
    protected void judge(Resource function, Verdicts verdicts) {
        Value subnets = function.attribute(SUBNETS);
        if (subnets.isAbsent() || (subnets.isKnown() && subnets.elements().isEmpty())) {
            verdicts.notApplicable("the function is in no VPC");
            return;
        }
        List<Resource> known = subnets.elements().stream()
                .flatMap(subnet -> subnet.target("aws_subnet").stream())
                .filter(subnet -> subnet.kind() == Resource.Kind.MANAGED)
                .filter(subnet -> subnet.attribute("vpc_id").target("aws_vpc").isPresent())
                .toList();
        if (known.isEmpty() || known.size() < subnets.elements().size()) {
            verdicts.unknown(SUBNETS, subnets);
            return;
        }
        List<Resource> groups = Endpoints.groups(function.attribute("vpc_config.security_group_ids"));
        Map<String, String> calls = ServiceCalls.of(function);
        if (calls.isEmpty()) {
            verdicts.notApplicable("neither variables nor policies name a service");
        }
        List<String> obstacles = new ArrayList<>();
        List<String> unreached = new ArrayList<>();
        calls.forEach((service, evidence) -> {
            Optional<String> obstacle = Endpoints.obstacle(known, groups, service);
            if (obstacle.isEmpty()) {
                verdicts.pass(SUBNETS, service);
            } else {
                unreached.add(service);
                obstacles.add("%s, which it calls by %s".formatted(obstacle.get(), evidence));
            }
        });
        if (!unreached.isEmpty()) {
            // Certain here, and then no call ever ends well; what the program does not show is another matter.
            verdicts.fail(
                    Severity.HIGH,
                    SUBNETS,
                    String.join("; ", obstacles),
                    "a way to " + String.join(" and ", unreached));
        }
    }
}
