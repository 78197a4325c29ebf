package payments.infrastructure.guardrail.rules.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import payments.infrastructure.guardrail.model.PolicyText;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.ServiceCalls;

/**
 * A VPC with functions reaches AWS services through endpoints: gateways for S3 and DynamoDB, which cost nothing, and interfaces
 * with private DNS for the others that the code of its functions calls, as their variables and policies say. An endpoint that no
 * code calls is not asked for: each costs by the hour and zone. No endpoint has the policy that AWS gives by default, which lets
 * data of every account out: each statement names resources, or an account or organization in its condition.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html">AWS: endpoint policies</a>
 */
@Guardrail(
        id = "vpc-endpoints-present",
        severity = Severity.MEDIUM,
        expects =
                "endpoints for s3, dynamodb and each service that functions of the VPC call, each limited by a policy",
        fix = "add the endpoint, with a policy that allows only resources of the own account",
        why = "Without endpoints the traffic needs a way to the internet; with the default policy they are one",
        pci = {"1.3.2", "1.4.2"},
        sources = "EC2.10 (ec2 service only)")
final class VpcEndpointsPresent extends ResourceRule {
    private static final Set<String> GATEWAYS = Set.of("s3", "dynamodb");
    private static final Set<String> OWNERSHIP = Set.of(
            "aws:resourceaccount",
            "aws:resourceorgid",
            "aws:resourceorgpaths",
            "aws:principalaccount",
            "aws:principalorgid",
            "aws:principalarn",
            "s3:resourceaccount");

    VpcEndpointsPresent() {
        super("aws_vpc", "aws_vpc_endpoint");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        if (resource.type().equals("aws_vpc_endpoint")) {
            judgeEndpoint(resource, verdicts);
        } else {
            judgeVpc(resource, verdicts);
        }
    }

    private static void judgeVpc(Resource vpc, Verdicts verdicts) {
        List<Resource> functions = vpc.referrers("aws_subnet", "vpc_id").stream()
                .flatMap(subnet -> subnet.referrers("aws_lambda_function", "vpc_config.subnet_ids").stream())
                .distinct()
                .toList();
        if (functions.isEmpty()) {
            verdicts.notApplicable("no function is in this VPC");
            return;
        }
        Map<String, String> wanted = new TreeMap<>();
        functions.forEach(function -> ServiceCalls.of(function)
                .forEach((service, evidence) ->
                        wanted.putIfAbsent(service, ", which %s calls by %s".formatted(function.address(), evidence))));
        GATEWAYS.forEach(service -> wanted.putIfAbsent(service, ", which costs nothing"));
        wanted.forEach((service, why) -> {
            String type = GATEWAYS.contains(service) ? "Gateway" : "Interface";
            if (Endpoints.of(vpc, service).stream()
                    .anyMatch(endpoint -> Endpoints.typeOf(endpoint).equals(type))) {
                verdicts.pass("aws_vpc_endpoint.service_name", service);
            } else {
                verdicts.fail(
                        service,
                        "aws_vpc_endpoint.service_name",
                        "no endpoint for " + service + why,
                        "an endpoint of type " + type + " for " + service);
            }
        });
    }

    private static void judgeEndpoint(Resource endpoint, Verdicts verdicts) {
        String type = Endpoints.typeOf(endpoint);
        if (!type.equals("Gateway") && !type.equals("Interface")) {
            verdicts.notApplicable("an endpoint of type " + type + " has no policy");
            return;
        }
        if (type.equals("Interface") && ServiceCalls.isKnown(Endpoints.service(endpoint))) {
            verdicts.require(endpoint, "private_dns_enabled", Value::isTrue);
        }
        Value policy = policy(endpoint);
        JsonNode parsed = PolicyText.parse(policy);
        if (policy.isAbsent()) {
            verdicts.fail("policy", policy);
        } else if (parsed.isMissingNode()) {
            verdicts.unknown("policy", policy);
        } else if (PolicyText.statements(parsed).allMatch(VpcEndpointsPresent::isLimited)) {
            verdicts.pass("policy", "every statement is limited");
        } else {
            verdicts.fail("policy", "a statement allows all resources of every account");
        }
    }

    private static Value policy(Resource endpoint) {
        return endpoint.has("policy")
                ? endpoint.attribute("policy")
                : endpoint.referrers("aws_vpc_endpoint_policy", "vpc_endpoint_id").stream()
                        .findFirst()
                        .map(attached -> attached.attribute("policy"))
                        .orElse(endpoint.attribute("policy"));
    }

    private static boolean isLimited(JsonNode statement) {
        boolean allows = statement.path("Effect").asText().equals("Allow");
        boolean everything = statement.has("NotResource")
                || PolicyText.texts(statement.path("Resource")).anyMatch("*"::equals);
        return !allows || !everything || PolicyText.conditionKeys(statement).anyMatch(OWNERSHIP::contains);
    }
}
