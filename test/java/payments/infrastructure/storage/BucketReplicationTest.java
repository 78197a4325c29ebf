package payments.infrastructure.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.storage.BucketReplication.Source;
import payments.infrastructure.storage.BucketReplication.Target;
import payments.infrastructure.terraform.Placement;
import payments.testing.Json;
import payments.testing.Placements;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

@Requirement("A6")
class BucketReplicationTest {
    private static final SynthesizedStack STACK = Testing.synthScope(scope -> {
        Placement here = Placements.in(scope, AwsRegion.US_EAST_1);
        DocumentsBucket source = new DocumentsBucket(
                scope,
                "documents",
                here,
                BucketRole.CRITICAL,
                Samples.PROTECTED,
                new KeyArn("key-here"),
                new AccessLogBucket(
                        scope,
                        "access-logs",
                        here,
                        ResourceName.ACCESS_LOG_BUCKET,
                        List.of(ResourceName.DOCUMENTS_BUCKET),
                        Samples.AUDIT,
                        Samples.PROTECTED));
        new BucketReplication(
                scope,
                "replication",
                source(here, source),
                List.of(
                        target(Placements.in(scope, AwsRegion.EU_WEST_1), new KeyArn("key-in-eu-west-1")),
                        target(Placements.in(scope, AwsRegion.EU_CENTRAL_2), new KeyArn("key-in-eu-central-2"))),
                BucketReplication.Kind.ONE_WAY);
    });
    private static final SynthesizedResource REPLICATION = STACK.resource("aws_s3_bucket_replication_configuration");

    private static Source source(Placement placement, DocumentsBucket bucket) {
        return new Source(placement, bucket.id(), ResourceName.REPLICATION_ROLE, Optional.of(bucket.versioning()));
    }

    private static Target target(Placement placement, @Nullable KeyArn keyArn) {
        return new Target(placement, ResourceName.DOCUMENTS_BUCKET, keyArn);
    }

    @Test
    void theSourceReplicatesWithItsRegionsProviderAndTheSharedRole() {
        REPLICATION
                .has("provider", "aws.us-east-1")
                .has("bucket", STACK.resource("aws_s3_bucket", "/documents").ref("id"))
                .has("role", "arn:aws:iam::000000000000:role/acme-documents-replication-test");
    }

    /** Known mistake M06. */
    @Test
    void replicationWaitsForVersioning() {
        assertThat(REPLICATION.dependsOn())
                .containsExactly(STACK.resource("aws_s3_bucket_versioning", "/documents/versioning")
                        .address());
    }

    /** Known mistake M05: S3 accepts a rule without one of these and then copies nothing. */
    @Test
    void encryptedObjectsAreSelectedAndReencryptedWithTheKeyOfTheTargetsRegion() {
        assertThat(REPLICATION.at("rule")).hasSize(2);
        REPLICATION
                .has("rule.0.source_selection_criteria.sse_kms_encrypted_objects.status", "Enabled")
                .has("rule.0.destination.bucket", "arn:aws:s3:::acme-documents-test-eu-west-1-000000000000")
                .has("rule.0.destination.encryption_configuration.replica_kms_key_id", "key-in-eu-west-1")
                .has("rule.1.source_selection_criteria.sse_kms_encrypted_objects.status", "Enabled")
                .has("rule.1.destination.bucket", "arn:aws:s3:::acme-documents-test-eu-central-2-000000000000")
                .has("rule.1.destination.encryption_configuration.replica_kms_key_id", "key-in-eu-central-2");
    }

    @Test
    void everyRuleCopiesEverythingInStandardStorageWithinAQuarterOfAnHour() {
        for (int i = 0; i < 2; i++) {
            String rule = "rule.%d.".formatted(i);
            REPLICATION
                    .has(rule + "status", "Enabled")
                    .has(rule + "filter", Json.of("{'prefix': ''}"))
                    .has(rule + "delete_marker_replication.status", "Enabled")
                    .has(rule + "destination.storage_class", "STANDARD")
                    .has(
                            rule + "destination.replication_time",
                            Json.of("{'status': 'Enabled', 'time': {'minutes': 15}}"))
                    .has(
                            rule + "destination.metrics",
                            Json.of("{'status': 'Enabled', 'event_threshold': {'minutes': 15}}"));
        }
    }

    /** Two rules of one priority are refused by S3. */
    @Test
    void everyTargetHasARuleAndAPriorityOfItsOwn() {
        REPLICATION
                .has("rule.0.id", "to-eu-west-1")
                .has("rule.0.priority", 0)
                .has("rule.1.id", "to-eu-central-2")
                .has("rule.1.priority", 1);
    }

    /** Without a key there is nothing to select by and nothing to encrypt with anew. */
    @Test
    @Requirement("B7")
    void objectsUnderS3sOwnKeyAreReplicatedAsTheyAre() {
        SynthesizedResource plain = Testing.synthScope(scope -> {
                    Placement here = Placements.in(scope, AwsRegion.EU_CENTRAL_2);
                    DocumentsBucket source = new DocumentsBucket(
                            scope,
                            "documents",
                            here,
                            BucketRole.CRITICAL,
                            Samples.DESTROYABLE,
                            null,
                            new AccessLogBucket(
                                    scope,
                                    "access-logs",
                                    here,
                                    ResourceName.ACCESS_LOG_BUCKET,
                                    List.of(ResourceName.DOCUMENTS_BUCKET),
                                    Samples.AUDIT,
                                    Samples.DESTROYABLE));
                    new BucketReplication(
                            scope,
                            "replication",
                            source(here, source),
                            List.of(target(Placements.in(scope, AwsRegion.EU_WEST_1), null)),
                            BucketReplication.Kind.ONE_WAY);
                })
                .resource("aws_s3_bucket_replication_configuration");

        plain.has("rule.0.destination.storage_class", "STANDARD")
                .has("rule.0.delete_marker_replication.status", "Enabled")
                .has("rule.0.destination.replication_time.status", "Enabled")
                .hasNo("rule.0.source_selection_criteria")
                .hasNo("rule.0.destination.encryption_configuration");
    }
}
