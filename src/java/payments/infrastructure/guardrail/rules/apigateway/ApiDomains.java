package payments.infrastructure.guardrail.rules.apigateway;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * Domain names of APIs, whose certificate is in us-east-1 for an edge-optimized endpoint and in the endpoint's region otherwise; and
 * firewalls in front of stages.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-specify-certificate-for-custom-domain-name.html">AWS:
 *     certificates of custom domain names</a>
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html">AWS: AssociateWebACL</a>
 */
final class ApiDomains {
    private static final String EDGE_REGION = "us-east-1";
    private static final Pattern CERTIFICATE = Pattern.compile("arn:[^:]*:(acm|iam):([^:]*):.*");
    private static final String NEW_BLOCK = "domain_name_configuration.certificate_arn";

    private ApiDomains() {}

    static void judge(Resource domain, Refusals refusals) {
        Value name = domain.attribute("domain_name");
        if (name.isKnown()
                && !name.text().matches("(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}")) {
            refusals.add("domain_name", name.text(), "a domain name in small letters, without a dot at its end");
        }
        if (domain.type().equals("aws_apigatewayv2_domain_name")) {
            judgeCertificate(domain, NEW_BLOCK, domain.region(), refusals);
            return;
        }
        List<String> types = domain.attributes("endpoint_configuration.types").stream()
                .map(Value::text)
                .toList();
        boolean edge = types.isEmpty() || types.contains("EDGE");
        judgeCertificate(domain, "certificate_arn", edge ? EDGE_REGION : domain.region(), refusals);
        judgeCertificate(domain, "regional_certificate_arn", domain.region(), refusals);
        Set<String> wrong = edge ? Set.of("regional_certificate_arn") : Set.of("certificate_arn");
        if (types.size() <= 1 && types.stream().noneMatch(type -> type.contains("${") || type.equals("PRIVATE"))) {
            refusals.without(
                    domain,
                    "",
                    wrong,
                    edge
                            ? "certificate_arn for an edge-optimized endpoint"
                            : "regional_certificate_arn for a regional endpoint");
        }
    }

    private static void judgeCertificate(Resource domain, String attribute, String region, Refusals refusals) {
        Value written = domain.attribute(attribute);
        if (written.isAbsent() || region.isEmpty()) {
            return;
        }
        Optional<Resource> certificate = written.target("aws_acm_certificate");
        Matcher arn = CERTIFICATE.matcher(Refusals.closed(written.text()));
        String found = certificate.map(Resource::region).orElseGet(() -> arn.matches() ? arn.group(2) : "");
        if (!found.isEmpty() && !found.contains("${") && !found.equals(region)) {
            refusals.add(
                    attribute,
                    "a certificate of " + found,
                    "a certificate of %s, where the endpoint looks for it".formatted(region));
        } else if (certificate.isEmpty() && written.isKnown() && !arn.matches()) {
            refusals.add(attribute, written.text(), "the ARN of a certificate");
        }
    }

    static void judgeFirewall(Resource association, Refusals refusals) {
        Value acl = association.attribute("web_acl_arn");
        boolean otherPart = acl.target("aws_wafv2_web_acl").isPresent()
                && !acl.targetAttribute().equals("arn");
        boolean otherText =
                acl.isKnown() && !acl.text().matches("arn:[^:]*:wafv2:[^:]*:[^:]*:(regional|global)/webacl/.+");
        if (otherPart || otherText) {
            refusals.add(
                    "web_acl_arn",
                    otherPart ? acl.targetAttribute() : acl.text(),
                    "the ARN of a web ACL, arn:aws:wafv2:REGION:ACCOUNT:regional/webacl/NAME/ID");
        }
        Value resource = association.attribute("resource_arn");
        if (resource.isKnown()
                && !resource.text()
                        .matches(
                                "arn:[^:]*:(apigateway:[^:]*::/restapis/[^/]+/stages/.+|(elasticloadbalancing|appsync|cognito-idp"
                                        + "|apprunner|ec2|amplify):.+)")) {
            refusals.add(
                    "resource_arn",
                    resource.text(),
                    "the ARN of a stage, arn:aws:apigateway:REGION::/restapis/API/stages/STAGE, or of another resource that"
                            + " has firewalls");
        }
    }
}
