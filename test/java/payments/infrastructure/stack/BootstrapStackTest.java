package payments.infrastructure.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.constraint.Constraints;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Backend;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.Deployment;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

@Requirement({"A18", "D10", "E9"})
class BootstrapStackTest {
    private static final Map<String, SynthesizedStack> STACKS = synth("acme-state-{environment}-{region}", "locks");
    private static final SynthesizedStack STATE = Objects.requireNonNull(STACKS.get("test-state-us-east-1"));

    private static Map<String, SynthesizedStack> synth(String bucket, String lockTable) {
        return Testing.synthPlatform(deployment(new Backend.S3(bucket, "{region}", "payments", null, lockTable, true)));
    }

    private static Deployment deployment(Backend.S3 s3) {
        Deployment plain = Samples.deployment(DatabaseCopy.NONE, AwsRegion.US_EAST_1, AwsRegion.EU_WEST_1);
        return new Deployment(
                plain.name(),
                plain.project(),
                new Backend(Backend.Type.S3, s3, null),
                plain.terraform(),
                plain.tags(),
                plain.environments(),
                plain.suppressions());
    }

    @Test
    void eachPlaceOfTheStateHasAStackThatIsDeployedFirstAndStoresItsOwnStateInAFile() {
        assertThat(STACKS.keySet())
                .startsWith("test-state-us-east-1", "test-state-eu-west-1")
                .contains("test-iam", "test-us-east-1");
        assertThat(STATE.json().at("/terraform/backend/local/path").asText())
                .endsWith("terraform.test-state-us-east-1.tfstate");
    }

    /** The other stacks look for their state where this one makes a place for it. */
    @Test
    void theOtherStacksStoreTheirStateInTheBucketThatItMakes() {
        SynthesizedStack region = Objects.requireNonNull(STACKS.get("test-us-east-1"));

        STATE.resource("aws_s3_bucket", "/bucket").has("bucket", "acme-state-test-us-east-1");
        assertThat(region.json().at("/terraform/backend/s3/bucket").asText()).isEqualTo("acme-state-test-us-east-1");
        assertThat(region.json().at("/terraform/backend/s3/dynamodb_table").asText())
                .isEqualTo("locks");
        STATE.resource("aws_dynamodb_table").has("name", "locks");
    }

    @Test
    void theBucketStoresVersionsUnderAKeyOfOursAndOnlyTlsReachesIt() {
        SynthesizedResource key = STATE.resource("aws_kms_key");

        STATE.resource("aws_s3_bucket_versioning", "/bucket/versioning")
                .has("versioning_configuration.status", "Enabled");
        STATE.resource("aws_s3_bucket_server_side_encryption_configuration", "/bucket/encryption")
                .has("rule.0.apply_server_side_encryption_by_default.sse_algorithm", "aws:kms")
                .has("rule.0.apply_server_side_encryption_by_default.kms_master_key_id", key.ref("arn"));
        STATE.resources("aws_s3_bucket_public_access_block")
                .forEach(block -> block.has("block_public_acls", true).has("restrict_public_buckets", true));
        assertThat(STATE.resource("aws_s3_bucket_policy", "/bucket/policy").sids("policy"))
                .contains("DenyPlainHttp", "DenyOldTls");
        STATE.resource("aws_s3_bucket_logging");
        key.has("enable_key_rotation", true);
    }

    @Test
    void theLockTableIsWhatTerraformNeedsAndCanBeRestored() {
        STATE.resource("aws_dynamodb_table")
                .has("hash_key", "LockID")
                .has("billing_mode", "PAY_PER_REQUEST")
                .has("point_in_time_recovery.enabled", true)
                .has("deletion_protection_enabled", true);
    }

    @Test
    void aBucketThatAllShareIsMadeOnce() {
        Map<String, SynthesizedStack> shared = Testing.synthPlatform(
                deployment(new Backend.S3("acme-state", "us-east-1", "payments", null, null, true)));

        assertThat(shared.keySet())
                .filteredOn(name -> name.contains("-state-"))
                .isEqualTo(List.of("test-state-us-east-1"));
        assertThat(Objects.requireNonNull(shared.get("test-state-us-east-1")).resources("aws_dynamodb_table"))
                .isEmpty();
    }

    @Test
    void aBucketThatWouldBeMadeSeveralTimesIsRefused() {
        assertThatThrownBy(() -> Constraints.requireValid(
                        new Backend.S3("acme-state", "{region}", "payments", null, null, true)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("so the name must hold {region}");
    }
}
