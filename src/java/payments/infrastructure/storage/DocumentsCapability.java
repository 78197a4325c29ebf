package payments.infrastructure.storage;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.RegionAnswers;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.capability.RegionLinks;
import payments.infrastructure.capability.Standby;
import payments.infrastructure.config.deployment.BucketEncryption;
import payments.infrastructure.config.deployment.DocumentSettings;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.identity.PolicyDocument;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.RoleSpec;
import payments.infrastructure.identity.ServicePrincipal;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.RegionQuestion;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The bucket of payment documents in each region, and the replication from the primary to all others; where the settings want it,
 * also from each standby that can take payments to all others.
 */
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
    public List<ResourceName> loggedBuckets(RegionContext region) {
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
        Environment environment = context.environment();
        List<Region> sources = environment.returnsDocuments() ? sources(environment) : List.of(environment.primary());
        String[] buckets = sources.stream()
                .map(region -> bucketArn(context, region.code()))
                .toArray(String[]::new);
        List<String> targets = environment.regions().stream()
                .filter(region -> sources.size() > 1 || !sources.contains(region))
                .map(region -> bucketArn(context, region.code()) + "/*")
                .toList();
        return List.of(RoleSpec.of(
                ResourceName.REPLICATION_ROLE,
                ServicePrincipal.S3,
                PolicyDocument.of(
                        Statement.allow("ReadSourceBucket", "s3:GetReplicationConfiguration", "s3:ListBucket")
                                .on(List.of(buckets)),
                        Statement.allow(
                                        "ReadSourceVersions",
                                        "s3:GetObjectVersionForReplication",
                                        "s3:GetObjectVersionAcl",
                                        "s3:GetObjectVersionTagging")
                                .on(sources.stream()
                                        .map(region -> bucketArn(context, region.code()) + "/*")
                                        .toList()),
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
                        isSource(region.environment(), region.region()) ? BucketRole.CRITICAL : BucketRole.REPLICA,
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
        boolean mutual = region.environment().returnsDocuments();
        DocumentsBucket documents = region.get(DocumentsBucket.class);
        BucketReplication.Target primary = new BucketReplication.Target(
                region.placement(),
                ResourceName.DOCUMENTS_BUCKET,
                encrypted ? region.get(RegionKeys.class).arn(KeyPurpose.DOCUMENTS) : null);
        List<BucketReplication.Target> standbys = links.standbys().stream()
                .map(standby -> target(standby, encrypted))
                .toList();
        new BucketReplication(
                links,
                "documents",
                new BucketReplication.Source(
                        region.placement(),
                        documents.id(),
                        ResourceName.REPLICATION_ROLE,
                        Optional.of(documents.versioning())),
                standbys,
                mutual ? BucketReplication.Kind.MUTUAL : BucketReplication.Kind.ONE_WAY);
        for (Standby standby : links.standbys()) {
            copies(region.placement(), standby.placement()).define(links, region.alertsArn());
        }
        if (mutual) {
            links.serving().forEach(standby -> returning(region, links, standby, primary, standbys));
        }
    }

    @Override
    public void answer(RegionAnswers answers, Region region) {
        Environment environment = answers.environment();
        if (!environment.replicatesDocuments() || !isSource(environment, region)) {
            return;
        }
        Placement from = answers.namesOf(region);
        environment.regions().stream()
                .filter(to -> !to.equals(region))
                .forEach(to -> answers.add(
                        RegionQuestion.DOCUMENTS,
                        from,
                        copies(from, answers.namesOf(to)).latency(),
                        "%s to %s".formatted(region.code(), to.code())));
    }

    /** Copies what a standby takes to all other regions; in the primary's stack, as every link. */
    private static void returning(
            RegionContext region,
            RegionLinks links,
            Standby standby,
            BucketReplication.Target primary,
            List<BucketReplication.Target> standbys) {
        Placement from = standby.placement();
        List<BucketReplication.Target> others = Stream.concat(Stream.of(primary), standbys.stream())
                .filter(target -> !target.placement().equals(from))
                .toList();
        Construct scope = new Construct(links, "documents-from-" + standby.code());
        new BucketReplication(
                scope,
                "replication",
                new BucketReplication.Source(
                        from,
                        from.name(ResourceName.DOCUMENTS_BUCKET),
                        ResourceName.REPLICATION_ROLE,
                        Optional.empty()),
                others,
                BucketReplication.Kind.MUTUAL);
        others.forEach(target -> copies(from, target.placement()).define(scope, region.alertsArn(standby)));
    }

    private static BucketReplication.Target target(Standby standby, boolean encrypted) {
        return new BucketReplication.Target(
                standby.placement(),
                ResourceName.DOCUMENTS_BUCKET,
                encrypted ? new KeyArn(standby.output(KEY_ARN)) : null);
    }

    private static ReplicationAlarms copies(Placement from, Placement to) {
        return new ReplicationAlarms(ReplicationAlarms.Copied.DOCUMENTS, from, to);
    }

    private static boolean isSource(Environment environment, Region region) {
        return region.equals(environment.primary())
                || (environment.returnsDocuments() && sources(environment).contains(region));
    }

    /** The regions whose documents are copied where they return: the owner of the links, and all that can take payments. */
    private static List<Region> sources(Environment environment) {
        return environment.regions().stream()
                .filter(region -> region.equals(environment.primary()) || region.services())
                .toList();
    }

    private static boolean isEncrypted(Settings settings) {
        @Nullable DocumentSettings documents = settings.documents();
        return Objects.requireNonNull(documents, "settings of documents").encryption() == BucketEncryption.KMS;
    }

    private static String bucketArn(RoleContext context, String region) {
        return context.arns().bucket(context.name(ResourceName.DOCUMENTS_BUCKET, region));
    }
}
