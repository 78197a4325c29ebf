package payments.infrastructure.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class DocumentsBucketTest {
    private static final KeyArn KEY = new KeyArn("arn:aws:kms:eu-west-1:000000000000:key/documents");
    private static final SynthesizedStack STACK = synth(Samples.PROTECTED);
    private static final SynthesizedResource BUCKET = STACK.resource("aws_s3_bucket", "/documents");

    private static SynthesizedStack synth(ProtectionSettings protection) {
        return Testing.synthPlaced((scope, placement) -> {
            AccessLogBucket logs = new AccessLogBucket(
                    scope,
                    "logs",
                    placement,
                    ResourceName.ACCESS_LOG_BUCKET,
                    List.of(ResourceName.DOCUMENTS_BUCKET),
                    Samples.AUDIT,
                    protection);
            new DocumentsBucket(scope, "documents", placement, BucketRole.CRITICAL, protection, KEY, logs);
        });
    }

    @Test
    void theNameEndsWithTheRegionBecauseAllRegionsShareOneNamespace() {
        BUCKET.has("bucket", "acme-documents-test-eu-west-1-000000000000");
    }

    @Test
    @Requirement({"A6", "B7"})
    void everyVersionIsRetained() {
        STACK.resource("aws_s3_bucket_versioning", "/documents/versioning")
                .has("bucket", BUCKET.ref("id"))
                .has("versioning_configuration.status", "Enabled");
    }

    @Test
    @Requirement("A6")
    void objectsAreEncryptedWithTheRegionsKeyAndABucketKey() {
        STACK.resource("aws_s3_bucket_server_side_encryption_configuration", "/documents/encryption")
                .has("bucket", BUCKET.ref("id"))
                .has("rule.0.apply_server_side_encryption_by_default.sse_algorithm", "aws:kms")
                .has("rule.0.apply_server_side_encryption_by_default.kms_master_key_id", KEY.value())
                .has("rule.0.bucket_key_enabled", true);
    }

    @Test
    @Requirement("A6")
    void allFourWaysToThePublicAreBlocked() {
        STACK.resource("aws_s3_bucket_public_access_block", "/documents/public-access-block")
                .has("bucket", BUCKET.ref("id"))
                .has("block_public_acls", true)
                .has("block_public_policy", true)
                .has("ignore_public_acls", true)
                .has("restrict_public_buckets", true);
    }

    @Test
    void thereAreNoAccessListsBesideThePolicies() {
        STACK.resource("aws_s3_bucket_ownership_controls", "/documents/ownership")
                .has("bucket", BUCKET.ref("id"))
                .has("rule.object_ownership", "BucketOwnerEnforced");
    }

    @Test
    @Requirement("B11")
    void plainHttpAndOldTlsAreDeniedOnTheBucketAndItsObjects() {
        assertThat(STACK.resource("aws_s3_bucket_policy", "/documents/policy")
                        .document("policy")
                        .path("Statement"))
                .isEqualTo(Json.of("""
                [{'Sid': 'DenyPlainHttp', 'Effect': 'Deny', 'Principal': {'AWS': '*'}, 'Action': 's3:*',
                  'Resource': ['arn:aws:s3:::acme-documents-test-eu-west-1-000000000000', 'arn:aws:s3:::acme-documents-test-eu-west-1-000000000000/*'],
                  'Condition': {'Bool': {'aws:SecureTransport': 'false'}}},
                 {'Sid': 'DenyOldTls', 'Effect': 'Deny', 'Principal': {'AWS': '*'}, 'Action': 's3:*',
                  'Resource': ['arn:aws:s3:::acme-documents-test-eu-west-1-000000000000', 'arn:aws:s3:::acme-documents-test-eu-west-1-000000000000/*'],
                  'Condition': {'NumericLessThan': {'s3:TlsVersion': '1.2'}}}]
                """));
    }

    @Test
    void thePolicyComesAfterThePublicAccessBlock() {
        assertThat(STACK.resource("aws_s3_bucket_policy", "/documents/policy").dependsOn())
                .containsExactly(STACK.resource("aws_s3_bucket_public_access_block", "/documents/public-access-block")
                        .address());
    }

    @Test
    void leftoversExpireAndTheRuleWaitsForVersioning() {
        SynthesizedResource lifecycle = STACK.resource("aws_s3_bucket_lifecycle_configuration", "/documents/lifecycle");

        lifecycle
                .has("rule.0.status", "Enabled")
                .has("rule.0.filter.prefix", "")
                .has("rule.0.abort_incomplete_multipart_upload.days_after_initiation", 7)
                .has("rule.0.noncurrent_version_expiration.noncurrent_days", 90)
                .hasNo("rule.0.expiration");
        assertThat(lifecycle.dependsOn())
                .containsExactly(STACK.resource("aws_s3_bucket_versioning", "/documents/versioning")
                        .address());
    }

    @Test
    @Requirement("B11")
    void everyRequestIsLoggedInTheAccessLogBucketUnderTheBucketsName() {
        SynthesizedResource logging = STACK.resource("aws_s3_bucket_logging");

        logging.has("bucket", BUCKET.ref("id"))
                .has("target_bucket", STACK.resource("aws_s3_bucket", "/logs").ref("id"))
                .has("target_prefix", "acme-documents-test-eu-west-1-000000000000/");
        assertThat(logging.dependsOn())
                .as("log delivery needs its right on the target first")
                .containsExactly(
                        STACK.resource("aws_s3_bucket_policy", "/logs/policy").address());
    }

    /** What the tag says decides whether a guardrail asks for a copy in another region. */
    @Test
    void aTagSaysWhatTheBucketIsFor() {
        BUCKET.has("tags.bucket-role", "critical");
    }

    @Test
    @Requirement("B11")
    void destroyingEmptiesTheBucketOnlyWhereTheSettingsSaySo() {
        BUCKET.has("force_destroy", false);
        synth(Samples.DESTROYABLE).resource("aws_s3_bucket", "/documents").has("force_destroy", true);
    }
}
