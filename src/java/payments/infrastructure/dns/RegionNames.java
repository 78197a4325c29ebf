package payments.infrastructure.dns;

import java.util.List;
import payments.infrastructure.api.CertificateArn;
import payments.infrastructure.api.HostedZoneId;
import payments.infrastructure.api.PublicEntry;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The names to which a region answers, with their certificates: the one that all regions share, and the region's own, by
 * which it can be asked how it is while the shared one leads elsewhere.
 */
public final class RegionNames extends Construct {
    private final String region;
    private final String domain;
    private final String own;
    private final HostedZoneId zoneId;
    private final ValidatedCertificate domainCertificate;
    private final ValidatedCertificate ownCertificate;

    /**
     * Defines the certificates.
     *
     * @param routing where the zone's records are written
     * @param domain the name that all regions share
     * @param zoneId the zone of both names
     * @param topicArn the topic that the alarms notify
     */
    public RegionNames(
            Construct scope,
            String id,
            Placement placement,
            Placement routing,
            String domain,
            HostedZoneId zoneId,
            AlertTopicArn topicArn) {
        super(scope, id);
        this.region = placement.region();
        this.domain = domain;
        this.own = PublicEntry.ownName(region, domain);
        this.zoneId = zoneId;
        this.domainCertificate = new ValidatedCertificate(this, "domain", placement, routing, domain, zoneId, topicArn);
        this.ownCertificate = new ValidatedCertificate(this, "region", placement, routing, own, zoneId, topicArn);
    }

    /** The code of the region that answers to them. */
    public String region() {
        return region;
    }

    /** The name that all regions share. */
    public String domain() {
        return domain;
    }

    /** The region's own name, {@code <region>.<domain>}. */
    public String own() {
        return own;
    }

    /** The zone of both names. */
    public HostedZoneId zoneId() {
        return zoneId;
    }

    /** The certificate of the shared name. */
    public CertificateArn domainCertificateArn() {
        return domainCertificate.arn();
    }

    /** The certificate of the region's own name. */
    public CertificateArn ownCertificateArn() {
        return ownCertificate.arn();
    }

    /** Both certificates, that of the shared name first. */
    public List<CertificateArn> certificateArns() {
        return List.of(domainCertificateArn(), ownCertificateArn());
    }
}
