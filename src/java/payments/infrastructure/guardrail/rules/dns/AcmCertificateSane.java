package payments.infrastructure.guardrail.rules.dns;

import java.util.List;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Certificates are validated by DNS, so that they renew by themselves; a new one stands before the old one goes; they
 * name their hosts and have keys that last; an alarm fires when one has not been renewed. An imported certificate
 * renews nowhere, so it fails. AWS makes RSA keys of 2048 bit when no algorithm is given.
 *
 * @see <a href="https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html">AWS: DNS validation</a>
 */
@Guardrail(
        id = "acm-cert-sane",
        severity = Severity.MEDIUM,
        expects =
                "DNS validation, create_before_destroy, no wildcard, a key of 2048 bit or an elliptic curve, an alarm on DaysToExpiry",
        fix = "set validation_method to DNS and lifecycle.create_before_destroy, name the hosts, add the alarm",
        why = "An expired certificate stops every client at once",
        pci = {"4.2.1", "4.2.1.1"},
        sources = {"CKV_AWS_233", "CKV2_AWS_71", "ACM.1", "ACM.2", "ACM_CERTIFICATE_RSA_CHECK"})
final class AcmCertificateSane extends ResourceRule {
    AcmCertificateSane() {
        super("aws_acm_certificate");
    }

    @Override
    protected void judge(Resource certificate, Verdicts verdicts) {
        if (certificate.has("certificate_authority_arn")) {
            verdicts.pass("certificate_authority_arn", certificate.attribute("certificate_authority_arn"));
        } else {
            verdicts.require(certificate, "validation_method", method -> method.is("DNS"));
        }
        verdicts.require(certificate, "lifecycle.create_before_destroy", Value::isTrue);
        verdicts.require(
                certificate,
                "domain_name",
                name -> name.isPresent() && !name.text().contains("*"));
        verdicts.require(
                certificate, "subject_alternative_names", names -> names.texts().noneMatch(name -> name.contains("*")));
        verdicts.require(
                certificate,
                "key_algorithm",
                key -> key.isAbsent() || key.text().startsWith("EC_") || rsaBits(key.text()) >= 2048);
        List<Resource> alarms =
                certificate.referrers("aws_cloudwatch_metric_alarm", "dimensions.CertificateArn").stream()
                        .filter(alarm -> alarm.attribute("metric_name").is("DaysToExpiry")
                                && alarm.region().equals(certificate.region()))
                        .toList();
        if (alarms.isEmpty()) {
            verdicts.fail(
                    "alarm",
                    "aws_cloudwatch_metric_alarm.dimensions.CertificateArn",
                    "no alarm",
                    "an alarm on DaysToExpiry in the certificate's region");
        } else {
            verdicts.pass(
                    "aws_cloudwatch_metric_alarm.dimensions.CertificateArn",
                    alarms.get(0).address());
        }
    }

    private static int rsaBits(String algorithm) {
        return algorithm.matches("RSA_[0-9]{4,5}") ? Integer.parseInt(algorithm.substring(4)) : 0;
    }
}
