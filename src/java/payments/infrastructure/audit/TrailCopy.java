package payments.infrastructure.audit;

import java.util.List;
import java.util.Optional;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.capability.RegionLinks;
import payments.infrastructure.capability.Standby;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.identity.PolicyDocument;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.RoleSpec;
import payments.infrastructure.identity.ServicePrincipal;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.storage.AccessLogBucket;
import payments.infrastructure.storage.AuditBucket;
import payments.infrastructure.storage.BucketReplication;
import payments.infrastructure.storage.ReplicationAlarms;

/**
 * A second copy of the account's trail in another region, so that what was done is known after the loss of the trail's own. The copy
 * is locked for as long as the trail is, and what is deleted in the trail's bucket stays in the copy.
 *
 * <p>The source is locked, so S3 also reads each object's lock (S3 guide, "Object Lock considerations", replication). Both keys let
 * the account use them through S3, so the role needs no more than its rights on the buckets.
 */
final class TrailCopy {
    private static final String KEY_ARN = "audit_copy_key_arn";

    private TrailCopy() {}

    static Optional<RoleSpec> role(RoleContext context) {
        Environment environment = context.environment();
        return environment.trailCopy().map(copy -> {
            String source = context.arns()
                    .bucket(context.name(
                            ResourceName.AUDIT_BUCKET, environment.primary().code()));
            String target = context.arns().bucket(context.name(ResourceName.AUDIT_COPY_BUCKET, copy.code()));
            return RoleSpec.of(
                    ResourceName.AUDIT_COPY_ROLE,
                    ServicePrincipal.S3,
                    PolicyDocument.of(
                            Statement.allow("ReadTrailBucket", "s3:GetReplicationConfiguration", "s3:ListBucket")
                                    .on(source),
                            Statement.allow(
                                            "ReadTrailVersions",
                                            "s3:GetObjectLegalHold",
                                            "s3:GetObjectRetention",
                                            "s3:GetObjectVersionAcl",
                                            "s3:GetObjectVersionForReplication",
                                            "s3:GetObjectVersionTagging")
                                    .on(source + "/*"),
                            Statement.allow("WriteCopies", "s3:ReplicateObject", "s3:ReplicateTags")
                                    .on(target + "/*")));
        });
    }

    static boolean isIn(RegionContext region) {
        return region.environment().trailCopy().equals(Optional.of(region.region()));
    }

    /** The bucket of the copy, in its own region's stack. */
    static void build(RegionContext region, KeyArn keyArn) {
        new AuditBucket(
                region.stack(),
                "audit-copy",
                region.placement(),
                new AuditBucket.Spec(ResourceName.AUDIT_COPY_BUCKET, true, List.of()),
                region.settings(),
                keyArn,
                region.get(AccessLogBucket.class));
        region.output(KEY_ARN, keyArn.value());
    }

    /** The copying, in the stack of the trail's region, as every link. */
    static void link(RegionContext region, RegionLinks links, Standby standby) {
        new BucketReplication(
                links,
                "audit",
                new BucketReplication.Source(
                        region.placement(),
                        region.placement().name(ResourceName.AUDIT_BUCKET),
                        ResourceName.AUDIT_COPY_ROLE,
                        Optional.empty()),
                List.of(new BucketReplication.Target(
                        standby.placement(), ResourceName.AUDIT_COPY_BUCKET, new KeyArn(standby.output(KEY_ARN)))),
                BucketReplication.Kind.RECORDS);
        new ReplicationAlarms(ReplicationAlarms.Copied.TRAIL, region.placement(), standby.placement())
                .define(links, region.alertsArn());
    }
}
