package payments.infrastructure.dns;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.acm_certificate.AcmCertificate;
import com.hashicorp.cdktf.providers.aws.acm_certificate.AcmCertificateDomainValidationOptionsOutputReference;
import com.hashicorp.cdktf.providers.aws.acm_certificate_validation.AcmCertificateValidation;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53Record;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53RecordWeightedRoutingPolicy;
import java.util.List;
import java.util.Map;
import payments.infrastructure.api.CertificateArn;
import payments.infrastructure.api.HostedZoneId;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.Periods;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * A certificate for one name in one region, proven by a record of the zone. AWS renews it as long as the record stands, and
 * an alarm fires when it does not.
 *
 * <p>ACM asks an account for one record per name, whatever the region (ACM guide, "DNS validation"), so all regions prove the
 * shared name by the same CNAME. Each region writes a record of its own beside the others', with its own identifier and the same
 * name and value, as weighted records allow (Route 53 guide, "Weighted routing"). When one region is destroyed its record goes and
 * the others' stay, so their certificates are renewed.
 */
public final class ValidatedCertificate extends Construct {
    private static final int TTL_SECONDS = 60;

    /** ACM renews 60 days before the end (ACM guide, "Managed renewal"): 45 days before it, something is wrong. */
    private static final int FEWEST_DAYS = 45;

    private final AcmCertificateValidation validation;

    /**
     * Defines the certificate.
     *
     * @param routing where the zone's records are written
     * @param topicArn the topic of the alarm
     */
    public ValidatedCertificate(
            Construct scope,
            String id,
            Placement placement,
            Placement routing,
            String name,
            HostedZoneId zoneId,
            AlertTopicArn topicArn) {
        super(scope, id);
        AcmCertificate certificate = AcmCertificate.Builder.create(this, "Resource")
                .provider(placement.provider())
                .domainName(name)
                .validationMethod("DNS")
                .tags(Map.of("Name", name))
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build();
        AcmCertificateDomainValidationOptionsOutputReference proof =
                certificate.getDomainValidationOptions().get(0);
        Route53Record record = Route53Record.Builder.create(this, "proof")
                .provider(routing.provider())
                .zoneId(zoneId.value())
                .name(proof.getResourceRecordName())
                .type(proof.getResourceRecordType())
                .records(List.of(proof.getResourceRecordValue()))
                .ttl(TTL_SECONDS)
                .setIdentifier("%s-%s".formatted(placement.names().suffix(), placement.region()))
                .weightedRoutingPolicy(
                        Route53RecordWeightedRoutingPolicy.builder().weight(1).build())
                .allowOverwrite(true)
                .build();
        this.validation = AcmCertificateValidation.Builder.create(this, "validation")
                .provider(placement.provider())
                .certificateArn(certificate.getArn())
                .validationRecordFqdns(List.of(record.getFqdn()))
                .build();
        // Below treats missing data as bad: ACM stops reporting the days when the certificate has expired. A new
        // certificate has no
        // data for half a day, and the alarm is raised until then (ACM guide, "Supported CloudWatch metrics").
        new Alarm(
                this,
                "certificate-of-" + id,
                placement,
                topicArn,
                "The certificate of %s is not renewed: callers will be refused when it ends".formatted(name),
                new Metric(
                        "AWS/CertificateManager",
                        "DaysToExpiry",
                        "Minimum",
                        Map.of("CertificateArn", certificate.getArn())),
                new Alarm.Below(FEWEST_DAYS, Periods.ofOneDay(1)));
    }

    /** The certificate's ARN, once it is valid. */
    public CertificateArn arn() {
        return new CertificateArn(validation.getCertificateArn());
    }
}
