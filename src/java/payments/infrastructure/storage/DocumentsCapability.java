package payments.infrastructure.storage;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.capability.RegionLinks;
import payments.infrastructure.capability.Standby;
import payments.infrastructure.config.deployment.BucketEncryption;
import payments.infrastructure.config.deployment.DocumentSettings;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.identity.PolicyDocument;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.RoleSpec;
import payments.infrastructure.identity.ServicePrincipal;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.AlarmSpec;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.Periods;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.terraform.Placement;

/** The bucket of payment documents in each region, and the replication from the primary to all others. */
public final class DocumentsCapability implements Capability {
    private static final String KEY_ARN = "documents_key_arn";

    @Override
    public boolean isWanted(Environment environment) {
        return environment.settings().documents() != null;
    }

    @Override
    public boolean needsServices() {
        return false;
    }

    @Override
    public Set<KeyPurpose> keys(Settings settings) {
        return isEncrypted(settings) ? Set.of(KeyPurpose.DOCUMENTS) : Set.of();
    }

    @Override
    public List<ResourceName> auditedBuckets() {
        return List.of(ResourceName.DOCUMENTS_BUCKET);
    }

    @Override
    public List<ResourceName> loggedBuckets() {
        return List.of(ResourceName.DOCUMENTS_BUCKET);
    }

    @Override
    public List<String> permanentRecords(RoleContext context) {
        return context.inEveryRegion(region -> bucketArn(context, region));
    }

    @Override
    public List<RoleSpec> roles(RoleContext context) {
        if (!context.environment().replicatesDocuments()) {
            return List.of();
        }
        String source = bucketArn(context, context.regions().get(0));
        List<String> targets = context.regions().stream()
                .skip(1)
                .map(region -> bucketArn(context, region) + "/*")
                .toList();
        return List.of(RoleSpec.of(
                ResourceName.REPLICATION_ROLE,
                ServicePrincipal.S3,
                PolicyDocument.of(
                        Statement.allow("ReadSourceBucket", "s3:GetReplicationConfiguration", "s3:ListBucket")
                                .on(source),
                        Statement.allow(
                                        "ReadSourceVersions",
                                        "s3:GetObjectVersionForReplication",
                                        "s3:GetObjectVersionAcl",
                                        "s3:GetObjectVersionTagging")
                                .on(source + "/*"),
                        Statement.allow("WriteReplicas", "s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags")
                                .on(targets))));
    }

    @Override
    public void build(RegionContext region) {
        boolean encrypted = isEncrypted(region.settings());
        RegionKeys keys = region.get(RegionKeys.class);
        DocumentsBucket documents = region.add(
                DocumentsBucket.class,
                new DocumentsBucket(
                        region.stack(),
                        "documents",
                        region.placement(),
                        region.isPrimary() ? BucketRole.CRITICAL : BucketRole.REPLICA,
                        region.settings().protection(),
                        encrypted ? keys.arn(KeyPurpose.DOCUMENTS) : null,
                        region.get(AccessLogBucket.class)));
        region.output("s3_bucket_name", documents.name());
        region.output("s3_bucket_arn", documents.arn());
        if (keys.has(KeyPurpose.DOCUMENTS)) {
            region.output(KEY_ARN, keys.arn(KeyPurpose.DOCUMENTS).value());
            region.output("kms_key_id_s3", keys.keyId(KeyPurpose.DOCUMENTS));
        }
    }

    @Override
    public void link(RegionContext region, RegionLinks links) {
        if (!region.isPrimary() || !region.environment().replicatesDocuments()) {
            return;
        }
        boolean encrypted = isEncrypted(region.settings());
        DocumentsBucket documents = region.get(DocumentsBucket.class);
        List<DocumentReplication.Target> targets = links.standbys().stream()
                .map(standby -> target(standby, encrypted))
                .toList();
        new DocumentReplication(links, "documents", region.placement(), documents, targets);
        for (Standby standby : links.standbys()) {
            new Alarm(links, region.placement(), region.alertsArn(), lostDocument(documents, standby.placement()));
        }
    }

    private static DocumentReplication.Target target(Standby standby, boolean encrypted) {
        return new DocumentReplication.Target(
                standby.placement(), encrypted ? new KeyArn(standby.output(KEY_ARN)) : null);
    }

    /** One lost document is one too many, and S3 notifies nobody. */
    private static AlarmSpec lostDocument(DocumentsBucket documents, Placement standby) {
        return new AlarmSpec(
                "documents-replication-" + standby.region(),
                "S3 could not copy a document to " + standby.region(),
                new Metric(
                        "AWS/S3",
                        "OperationsFailedReplication",
                        "Maximum",
                        Map.of(
                                "SourceBucket",
                                documents.name(),
                                "DestinationBucket",
                                standby.name(ResourceName.DOCUMENTS_BUCKET),
                                "RuleId",
                                DocumentReplication.ruleTo(standby))),
                new Alarm.Above(0, Periods.ofOneMinute(1)));
    }

    private static boolean isEncrypted(Settings settings) {
        @Nullable DocumentSettings documents = settings.documents();
        return Objects.requireNonNull(documents, "settings of documents").encryption() == BucketEncryption.KMS;
    }

    private static String bucketArn(RoleContext context, String region) {
        return context.arns().bucket(context.name(ResourceName.DOCUMENTS_BUCKET, region));
    }
}
