package payments.infrastructure.guardrail.rules.loadbalancer;

import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Listeners with TLS use a policy of ELB.17: TLS 1.3 alone, or 1.2 with the restricted ciphers, also in their FIPS and
 * post-quantum forms. ELBSecurityPolicy-TLS13-1-2-2021-06 is not among them, and what AWS takes when none is named
 * still speaks TLS 1.0. The certificate is one of ACM, which renews it.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html">AWS: security policies</a>
 */
@Guardrail(
        id = "alb-tls-policy",
        severity = Severity.HIGH,
        expects = "a restricted policy of TLS 1.2 and 1.3, and a certificate of ACM",
        fix = "set ssl_policy to ELBSecurityPolicy-TLS13-1-2-Res-2021-06 and certificate_arn to an ACM certificate",
        why = "The absent policy means TLS 1.0",
        pci = "4.2.1",
        sources = {
            "PCI.DSS.321-ELBv2ACMCertificateRequired",
            "CKV_AWS_103",
            "CKV2_AWS_74",
            "AVD-AWS-0047",
            "ELB.17",
            "ELBV2_ACM_CERTIFICATE_REQUIRED"
        })
final class AlbTlsPolicyStrong extends ResourceRule {
    private static final Pattern STRONG =
            Pattern.compile("ELBSecurityPolicy-TLS13-1-(3|2-Res)(-FIPS)?(-PQ)?-[0-9]{4}-[0-9]{2}");

    AlbTlsPolicyStrong() {
        super("aws_lb_listener", "aws_alb_listener");
    }

    @Override
    protected void judge(Resource listener, Verdicts verdicts) {
        Value protocol = listener.attribute("protocol");
        if (!protocol.isUnknown() && !protocol.isOneOf(Set.of("HTTPS", "TLS"))) {
            verdicts.notApplicable("the listener speaks no TLS");
            return;
        }
        verdicts.require(
                listener, "ssl_policy", policy -> STRONG.matcher(policy.text()).matches());
        verdicts.requireWritten(listener, "certificate_arn", AlbTlsPolicyStrong::isOfAcm);
    }

    private static boolean isOfAcm(Value certificate) {
        return certificate.target("aws_acm_certificate").isPresent()
                || certificate.target("aws_acm_certificate_validation").isPresent()
                || certificate.text().startsWith("arn:aws:acm:");
    }
}
