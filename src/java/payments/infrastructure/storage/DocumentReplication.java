package payments.infrastructure.storage;

import com.hashicorp.cdktf.providers.aws.s3_bucket_replication_configuration.*;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Copies every document of the primary's bucket to each standby region, re-encrypted with that region's key, usually
 * within 15 minutes (S3 Replication Time Control). S3 silently skips encrypted objects unless four settings agree: the
 * selection of encrypted objects and the target's key here, the role's rights on both keys in {@code KeyPolicies}.
 */
public final class DocumentReplication extends Construct {
    private static final int CONTROLLED_MINUTES = 15;

    /**
     * Where a copy goes.
     *
     * @param placement the standby region
     * @param keyArn the key of its documents; null where both buckets use S3's own key (requirement B7)
     */
    public record Target(Placement placement, @Nullable KeyArn keyArn) {}

    /** Defines the replication; the targets' buckets exist already and keep versions. */
    public DocumentReplication(
            Construct scope, String id, Placement placement, DocumentsBucket source, List<Target> targets) {
        super(scope, id);
        List<S3BucketReplicationConfigurationRule> rules = new ArrayList<>();
        for (Target target : targets) {
            rules.add(rule(target, rules.size()));
        }
        S3BucketReplicationConfigurationA.Builder.create(this, "Resource")
                .provider(placement.provider())
                .bucket(source.id())
                .role(placement.arns().role(placement.name(ResourceName.REPLICATION_ROLE)))
                .rule(rules)
                .dependsOn(List.of(source.versioning()))
                .build();
    }

    /** The id of the rule that copies to a standby; the metrics carry it. */
    public static String ruleTo(Placement standby) {
        return "to-" + standby.region();
    }

    private static S3BucketReplicationConfigurationRule rule(Target target, int priority) {
        S3BucketReplicationConfigurationRule.Builder rule = S3BucketReplicationConfigurationRule.builder()
                .id(ruleTo(target.placement()))
                .priority(priority)
                .status("Enabled")
                .filter(S3BucketReplicationConfigurationRuleFilter.builder()
                        .prefix("")
                        .build())
                .deleteMarkerReplication(S3BucketReplicationConfigurationRuleDeleteMarkerReplication.builder()
                        .status("Enabled")
                        .build())
                .destination(destination(target));
        if (target.keyArn() != null) {
            rule.sourceSelectionCriteria(S3BucketReplicationConfigurationRuleSourceSelectionCriteria.builder()
                    .sseKmsEncryptedObjects(
                            S3BucketReplicationConfigurationRuleSourceSelectionCriteriaSseKmsEncryptedObjects.builder()
                                    .status("Enabled")
                                    .build())
                    .build());
        }
        return rule.build();
    }

    private static S3BucketReplicationConfigurationRuleDestination destination(Target target) {
        Placement there = target.placement();
        S3BucketReplicationConfigurationRuleDestination.Builder destination =
                S3BucketReplicationConfigurationRuleDestination.builder()
                        .bucket(there.arns().bucket(there.name(ResourceName.DOCUMENTS_BUCKET)))
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
