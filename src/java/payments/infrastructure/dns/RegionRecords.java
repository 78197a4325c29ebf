package payments.infrastructure.dns;

import com.hashicorp.cdktf.providers.aws.route53_record.Route53Record;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53RecordAlias;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53RecordFailoverRoutingPolicy;
import payments.infrastructure.api.AliasTarget;
import payments.infrastructure.api.HostedZoneId;
import payments.infrastructure.api.PublicEntry;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Leads the names of a region to where it is entered: its own always, the shared one by its role in the failover. Each
 * region owns its records, so none needs another to be up. Whether a region that callers are led to takes payments is
 * another question (decision 0006).
 */
public final class RegionRecords extends Construct {
    private final Placement routing;
    private final HostedZoneId zoneId;

    /**
     * Defines the records.
     *
     * @param routing where the zone's records are written
     * @param checkId the check that the shared name follows
     */
    public RegionRecords(
            Construct scope,
            String id,
            Placement routing,
            RegionNames names,
            PublicEntry entry,
            FailoverRole role,
            String checkId) {
        super(scope, id);
        this.routing = routing;
        this.zoneId = names.zoneId();
        AliasTarget shared = entry.answerTo("shared", names.domain(), names.domainCertificateArn());
        AliasTarget own = entry.answerTo("region", names.own(), names.ownCertificateArn());
        alias("region", names.own(), own).build();
        switch (role) {
            case ALONE -> alias("shared", names.domain(), shared).build();
            case PRIMARY, SECONDARY ->
                alias("shared", names.domain(), shared)
                        .setIdentifier(names.region())
                        .failoverRoutingPolicy(Route53RecordFailoverRoutingPolicy.builder()
                                .type(role.name())
                                .build())
                        .healthCheckId(checkId)
                        .build();
            case NONE -> {
                // The region answers to the shared name all the same, for the day that it becomes a standby.
            }
        }
    }

    private Route53Record.Builder alias(String id, String name, AliasTarget target) {
        return Route53Record.Builder.create(this, id)
                .provider(routing.provider())
                .zoneId(zoneId.value())
                .name(name)
                .type("A")
                .alias(Route53RecordAlias.builder()
                        .name(target.host())
                        .zoneId(target.zoneId().value())
                        // The health check decides; two judges could disagree.
                        .evaluateTargetHealth(false)
                        .build());
    }
}
