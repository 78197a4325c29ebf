package payments.infrastructure.storage;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.s3_bucket_replication_configuration.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Copies every object of a region's bucket to other regions, re-encrypted with their keys, usually
 * within 15 minutes (S3 Replication Time Control). S3 silently skips encrypted objects unless four settings agree: the
 * selection of encrypted objects and the target's key here, the role's rights on both keys in {@code KeyPolicies}.
 *
 * <p>Two regions may copy to each other: S3 copies no copies, so nothing goes round in circles; changes of a copy's metadata it
 * takes along where both sides ask for that (S3 guide, "Replicating metadata changes with replica modification sync").
 */
public final class BucketReplication extends Construct {
    static final int CONTROLLED_MINUTES = 15;

    /** What of a bucket is copied besides its objects. */
    public enum Kind {
        /** Deletions are: the target shows what the source shows. */
        ONE_WAY,
        /** Deletions and changes of metadata are, since the targets copy to this region as well. */
        MUTUAL,
        /** Nothing is: what is hidden in the source, by mistake or on purpose, stays to be seen in the target. */
        RECORDS
    }

    /**
     * The bucket that is copied.
     *
     * @param name its name
     * @param role as whom S3 copies
     * @param versioning what must be there before the replication; empty for a bucket of another stack
     */
    public record Source(
            Placement placement, String name, ResourceName role, Optional<ITerraformDependable> versioning) {}

    /**
     * Where a copy goes.
     *
     * @param placement the other region
     * @param bucket the bucket there
     * @param keyArn the key of its objects; null where both buckets use S3's own key (requirement B7)
     */
    public record Target(
            Placement placement,
            ResourceName bucket,
            @Nullable KeyArn keyArn) {}

    /** Defines the replication; the targets' buckets exist already and keep versions. */
    public BucketReplication(Construct scope, String id, Source source, List<Target> targets, Kind kind) {
        super(scope, id);
        Placement placement = source.placement();
        List<S3BucketReplicationConfigurationRule> rules = new ArrayList<>();
        for (Target target : targets) {
            rules.add(rule(target, rules.size(), kind));
        }
        S3BucketReplicationConfigurationA.Builder.create(this, "Resource")
                .provider(placement.provider())
                .bucket(source.name())
                .role(placement.arns().role(placement.name(source.role())))
                .rule(rules)
                .dependsOn(source.versioning().stream().toList())
                .build();
    }

    /** The id of the rule that copies to a region; the metrics carry it. */
    public static String ruleTo(Placement target) {
        return "to-" + target.region();
    }

    private static S3BucketReplicationConfigurationRule rule(Target target, int priority, Kind kind) {
        S3BucketReplicationConfigurationRule.Builder rule = S3BucketReplicationConfigurationRule.builder()
                .id(ruleTo(target.placement()))
                .priority(priority)
                .status("Enabled")
                .filter(S3BucketReplicationConfigurationRuleFilter.builder()
                        .prefix("")
                        .build())
                .deleteMarkerReplication(S3BucketReplicationConfigurationRuleDeleteMarkerReplication.builder()
                        .status(kind == Kind.RECORDS ? "Disabled" : "Enabled")
                        .build())
                .destination(destination(target));
        boolean mutual = kind == Kind.MUTUAL;
        if (target.keyArn() != null || mutual) {
            rule.sourceSelectionCriteria(selection(target.keyArn() != null, mutual));
        }
        return rule.build();
    }

    private static S3BucketReplicationConfigurationRuleSourceSelectionCriteria selection(
            boolean encrypted, boolean mutual) {
        S3BucketReplicationConfigurationRuleSourceSelectionCriteria.Builder selection =
                S3BucketReplicationConfigurationRuleSourceSelectionCriteria.builder();
        if (encrypted) {
            selection.sseKmsEncryptedObjects(
                    S3BucketReplicationConfigurationRuleSourceSelectionCriteriaSseKmsEncryptedObjects.builder()
                            .status("Enabled")
                            .build());
        }
        if (mutual) {
            selection.replicaModifications(
                    S3BucketReplicationConfigurationRuleSourceSelectionCriteriaReplicaModifications.builder()
                            .status("Enabled")
                            .build());
        }
        return selection.build();
    }

    private static S3BucketReplicationConfigurationRuleDestination destination(Target target) {
        Placement there = target.placement();
        S3BucketReplicationConfigurationRuleDestination.Builder destination =
                S3BucketReplicationConfigurationRuleDestination.builder()
                        .bucket(there.arns().bucket(there.name(target.bucket())))
                        .storageClass("STANDARD")
                        .replicationTime(S3BucketReplicationConfigurationRuleDestinationReplicationTime.builder()
                                .status("Enabled")
                                .time(S3BucketReplicationConfigurationRuleDestinationReplicationTimeTime.builder()
                                        .minutes(CONTROLLED_MINUTES)
                                        .build())
                                .build())
                        .metrics(S3BucketReplicationConfigurationRuleDestinationMetrics.builder()
                                .status("Enabled")
                                .eventThreshold(
                                        S3BucketReplicationConfigurationRuleDestinationMetricsEventThreshold.builder()
                                                .minutes(CONTROLLED_MINUTES)
                                                .build())
                                .build());
        if (target.keyArn() != null) {
            destination.encryptionConfiguration(
                    S3BucketReplicationConfigurationRuleDestinationEncryptionConfiguration.builder()
                            .replicaKmsKeyId(target.keyArn().value())
                            .build());
        }
        return destination.build();
    }
}
