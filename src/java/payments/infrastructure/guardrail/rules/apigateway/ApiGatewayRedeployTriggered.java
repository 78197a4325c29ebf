package payments.infrastructure.guardrail.rules.apigateway;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A deployment has a trigger that changes with each method, integration and model of its API, is replaced before it is
 * destroyed, comes after them, and makes no stage by itself. A hash that was computed before synthesis is taken for a
 * hash over all of it, because what went into it cannot be seen; in an expression each part must be named by more than
 * its id, which stays the same when the part is edited.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_deployment">the provider's note on redeployment</a>
 */
@Guardrail(
        id = "apigw-redeploy-trigger",
        severity = Severity.HIGH,
        expects =
                "triggers with a hash over all methods, integrations and models, create_before_destroy, no stage_name",
        fix = "set triggers to a hash of the whole definition and lifecycle.create_before_destroy to true",
        why = "Without it a changed route, or its authorization, never goes live",
        sources = "CKV_AWS_217")
final class ApiGatewayRedeployTriggered extends ResourceRule {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{32,128}|[A-Za-z0-9+/]{43}=");
    private static final Pattern HASHING =
            Pattern.compile("\\b(sha1|sha256|sha512|md5|base64sha256|base64sha512|filesha1|filesha256|filemd5)\\(");

    ApiGatewayRedeployTriggered() {
        super("aws_api_gateway_deployment");
    }

    @Override
    protected void judge(Resource deployment, Verdicts verdicts) {
        verdicts.require(deployment, "lifecycle.create_before_destroy", Value::isTrue);
        verdicts.require(deployment, "stage_name", Value::isAbsent);
        List<Resource> parts = deployment
                .attribute("rest_api_id")
                .target("aws_api_gateway_rest_api")
                .map(api -> Stages.parts(api).toList())
                .orElse(List.of());
        judgeTriggers(deployment, parts, verdicts);
        parts.stream()
                .filter(part -> part.type().equals("aws_api_gateway_integration")
                        && part.stack().equals(deployment.stack())
                        && !deployment.isMadeAfter(part))
                .forEach(part -> verdicts.fail(
                        "after " + part.address(),
                        "depends_on",
                        "not after " + part.address(),
                        "after all integrations"));
    }

    private static void judgeTriggers(Resource deployment, List<Resource> parts, Verdicts verdicts) {
        List<String> written = new ArrayList<>();
        deployment.body().path("triggers").forEach(trigger -> written.add(trigger.asText()));
        String all = String.join(" ", written);
        if (written.stream().anyMatch(text -> DIGEST.matcher(text).matches())) {
            verdicts.pass("triggers", "a hash");
            return;
        }
        if (!HASHING.matcher(all).find()) {
            verdicts.fail("triggers", written.isEmpty() ? "(absent)" : "no hash");
            return;
        }
        List<String> missing = all.contains("aws_api_gateway_rest_api.") && all.contains(".body")
                ? List.of()
                : parts.stream()
                        .map(Resource::address)
                        .filter(address -> !isHashed(all, address))
                        .toList();
        if (missing.isEmpty()) {
            verdicts.pass("triggers", "a hash over " + parts.size() + " parts");
        } else {
            verdicts.fail("triggers", "not over " + String.join(", ", missing));
        }
    }

    private static boolean isHashed(String expression, String address) {
        return Pattern.compile(Pattern.quote(address) + "(?![\\w-])(?!\\.id\\b)")
                .matcher(expression)
                .find();
    }
}
