package payments.infrastructure.dns;

import java.util.List;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The names to which a region answers, with their certificates: the one that all regions share, and the region's own, by
 * which it can be asked how it is while the shared one leads elsewhere.
 */
public final class RegionNames extends Construct {
    private final String domain;
    private final String own;
    private final String zoneId;
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
            String zoneId,
            String topicArn) {
        super(scope, id);
        this.domain = domain;
        this.own = placement.region() + "." + domain;
        this.zoneId = zoneId;
        this.domainCertificate = new ValidatedCertificate(this, "domain", placement, routing, domain, zoneId, topicArn);
        this.ownCertificate = new ValidatedCertificate(this, "region", placement, routing, own, zoneId, topicArn);
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
    public String zoneId() {
        return zoneId;
    }

    /** The certificate of the shared name. */
    public String domainCertificateArn() {
        return domainCertificate.arn();
    }

    /** The certificate of the region's own name. */
    public String ownCertificateArn() {
        return ownCertificate.arn();
    }

    /** Both certificates, that of the shared name first. */
    public List<String> certificateArns() {
        return List.of(domainCertificateArn(), ownCertificateArn());
    }
}
