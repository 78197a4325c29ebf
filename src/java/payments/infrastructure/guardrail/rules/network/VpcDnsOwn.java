package payments.infrastructure.guardrail.rules.network;

import java.util.List;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Names are resolved by AWS's resolver or by servers of our own networks. Who resolves names decides where traffic goes and sees
 * where it goes, private endpoints are found by AWS's resolver alone, and its query logs and firewall see nothing of other servers.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/VPC_DHCP_Options.html">AWS: DHCP option sets</a>
 *
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-outbound-queries.html">AWS: forwarding
 *     queries</a>
 */
@Guardrail(
        id = "vpc-dns-own",
        severity = Severity.HIGH,
        expects = "AmazonProvidedDNS or servers with private addresses, and DNS support of the VPC",
        fix = "set domain_name_servers to AmazonProvidedDNS, and forward to private addresses only",
        why = "Who resolves a name decides where the payments of a service go",
        pci = {"1.2.3", "1.4.2"},
        sources = "ours: public checks do not look at DHCP options")
final class VpcDnsOwn extends ResourceRule {
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]+");

    /** RFC 1918, RFC 6598, loopback, link-local with AWS's own servers, and the same of IPv6. */
    private static final Pattern OWN = Pattern.compile(
            "10\\..*|192\\.168\\..*|172\\.(?:1[6-9]|2[0-9]|3[01])\\..*|100\\.(?:6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\..*|127\\..*|169\\.254\\..*"
                    + "|(?i:f[cd][0-9a-f]{2}:.*|fe80:.*|::1)");

    VpcDnsOwn() {
        super("aws_vpc_dhcp_options", "aws_route53_resolver_rule", "aws_vpc", "aws_default_vpc_dhcp_options");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        switch (resource.type()) {
            case "aws_vpc" -> {
                if (resource.attribute("enable_dns_support").isFalse()) {
                    verdicts.fail(
                            Severity.MEDIUM,
                            "enable_dns_support",
                            "false",
                            "true: else no name of an endpoint is resolved");
                } else {
                    verdicts.pass("enable_dns_support", resource.attribute("enable_dns_support"));
                }
            }
            case "aws_route53_resolver_rule" ->
                judge("target_ip.ip", resource.attributes("target_ip.ip"), Severity.HIGH, verdicts);
            default -> {
                judge("domain_name_servers", resource.attributes("domain_name_servers"), Severity.HIGH, verdicts);
                judge("ntp_servers", resource.attributes("ntp_servers"), Severity.LOW, verdicts);
            }
        }
    }

    private static void judge(String attribute, List<Value> servers, Severity severity, Verdicts verdicts) {
        List<String> strangers = servers.stream()
                .filter(Value::isKnown)
                .map(server -> server.text().strip())
                .filter(server -> ADDRESS.matcher(server).matches()
                        && !OWN.matcher(server).matches())
                .toList();
        if (strangers.isEmpty()) {
            verdicts.pass(attribute, servers.size() + " servers, none of them public");
        } else {
            verdicts.fail(
                    severity,
                    attribute,
                    String.join(", ", strangers),
                    "AmazonProvidedDNS, 169.254.169.123, or private ones");
        }
    }
}
