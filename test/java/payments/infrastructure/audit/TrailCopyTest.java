package payments.infrastructure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;
import payments.testing.Deployments;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;

/** What was done is known after the loss of the region that has the account's trail. */
@Requirement("B11")
class TrailCopyTest {
    private static final SynthesizedDeployment FLAGSHIP = Deployments.of("payments");
    private static final SynthesizedStack IAM = FLAGSHIP.stack("prod-iam");
    private static final SynthesizedStack HOME = FLAGSHIP.stack("prod-us-east-1");
    private static final SynthesizedStack STANDBY = FLAGSHIP.stack("prod-us-east-2");
    private static final String ACCOUNT = "${data.aws_caller_identity.account.account_id}";
    private static final String TRAIL = "arn:aws:s3:::payments-audit-prod-us-east-1-" + ACCOUNT;
    private static final String COPY = "arn:aws:s3:::payments-auditcopy-prod-us-east-2-" + ACCOUNT;

    @Test
    @Threat("H01")
    void theTrailIsCopiedIntoALockedBucketOfAnotherRegion() {
        SynthesizedResource replication = HOME.resource("aws_s3_bucket_replication_configuration", "/links/audit");

        replication
                .has("bucket", "payments-audit-prod-us-east-1-" + ACCOUNT)
                .has("rule.0.status", "Enabled")
                .has("rule.0.destination.bucket", COPY)
                .has("rule.0.source_selection_criteria.sse_kms_encrypted_objects.status", "Enabled");
        SynthesizedResource bucket = STANDBY.resource("aws_s3_bucket", "/audit-copy");
        bucket.has("object_lock_enabled", true).has("tags.bucket-role", "audit");
        assertThat(lock(STANDBY, "/audit-copy/object-lock")).isEqualTo(lock(IAM, "/audit/bucket/object-lock"));
    }

    /** An attacker who hides a record in the source hides nothing in the copy. */
    @Test
    void deletionsAreNotCopied() {
        HOME.resource("aws_s3_bucket_replication_configuration", "/links/audit")
                .has("rule.0.delete_marker_replication.status", "Disabled");
        assertThat(policy()).doesNotContain("s3:ReplicateDelete");
    }

    @Test
    void theRoleReadsTheTrailWithItsLocksAndWritesTheCopyAlone() {
        assertThat(policy())
                .contains(TRAIL + "/*", COPY + "/*", "s3:GetObjectRetention", "s3:GetObjectLegalHold")
                .doesNotContain("documents");
    }

    @Test
    void aCopyThatFailsOrIsLateRaisesAnAlarm() {
        List<String> alarms = HOME.resources("aws_cloudwatch_metric_alarm").stream()
                .filter(alarm -> alarm.at("dimensions").toString().contains("payments-auditcopy-prod-us-east-2"))
                .map(alarm -> alarm.at("metric_name").asText())
                .toList();

        assertThat(alarms).containsExactlyInAnyOrder("OperationsFailedReplication", "ReplicationLatency");
    }

    @Test
    void anEnvironmentWithOneRegionHasNoCopy() {
        SynthesizedDeployment oneRegion = Deployments.of("mobile-api");

        assertThat(oneRegion.stacks().values())
                .flatExtracting(stack -> stack.resources("aws_s3_bucket"))
                .noneMatch(bucket -> bucket.path().contains("audit-copy"));
    }

    private static String lock(SynthesizedStack stack, String path) {
        return stack.resource("aws_s3_bucket_object_lock_configuration", path)
                .at("rule")
                .toString();
    }

    private static String policy() {
        return IAM.resource("aws_iam_policy", "/audit-copy/policy").at("policy").asText();
    }
}
