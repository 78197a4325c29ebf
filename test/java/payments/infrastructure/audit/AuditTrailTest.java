package payments.infrastructure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.capability.EnvironmentContext;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Backend.StatePlace;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.identity.PermissionBoundary;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.stack.Capabilities;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** {@link AuditTrail} and {@link AccountGuard}. */
@Requirement("B11")
class AuditTrailTest {
    private static final SynthesizedStack STACK = synth(List.of());

    private static SynthesizedStack synth(List<StatePlace> states) {
        Environment environment =
                Samples.environment(Samples.settings(DatabaseCopy.NONE), AwsRegion.EU_WEST_1, AwsRegion.EU_CENTRAL_1);
        return Testing.synthPlaced((scope, placement) -> {
            new AccountGuard(scope, "guard", placement);
            new AuditTrail(
                    scope,
                    "audit",
                    new EnvironmentContext(
                            scope,
                            environment,
                            states,
                            new PermissionBoundary(scope, "boundary", new RoleContext(placement, environment)),
                            Capabilities.of(environment),
                            new EnvironmentContext.Placements(placement, () -> placement, region -> placement)));
        });
    }

    private static final SynthesizedResource TRAIL = STACK.resource("aws_cloudtrail");
    private static final SynthesizedResource BUCKET = STACK.resource("aws_s3_bucket", "/audit/bucket");

    @Test
    void everyRegionIsRecordedInSignedAndEncryptedFiles() {
        TRAIL.has("name", "acme-audit-test")
                .has("is_multi_region_trail", true)
                .has("include_global_service_events", true)
                .has("enable_logging", true)
                .has("enable_log_file_validation", true)
                .has("s3_bucket_name", BUCKET.ref("bucket"))
                .has("kms_key_id", STACK.resource("aws_kms_key").ref("arn"));
    }

    /** Known mistake M25: CloudTrail refuses a group without the mark of its streams. */
    @Test
    void theEventsGoToAnEncryptedLogGroupToo() {
        SynthesizedResource group = STACK.resource("aws_cloudwatch_log_group");

        group.has("name", "/aws/cloudtrail/acme-audit-test")
                .has("retention_in_days", 400)
                .has("kms_key_id", STACK.resource("aws_kms_key").ref("arn"));
        TRAIL.has("cloud_watch_logs_group_arn", group.ref("arn") + ":*")
                .has("cloud_watch_logs_role_arn", "arn:aws:iam::000000000000:role/acme-audit-log-delivery-test");
    }

    /** A state names all that there is, and holds what Terraform received. */
    @Test
    void allAccessToTheStatesThatThisProgramMakesAPlaceForIsRecorded() {
        String selectors = synth(List.of(new StatePlace("acme-state", "eu-west-1", "acme-locks", null)))
                .resource("aws_cloudtrail")
                .at("advanced_event_selector")
                .toString();

        assertThat(selectors)
                .contains("arn:aws:s3:::acme-state/", "arn:aws:dynamodb:eu-west-1:000000000000:table/acme-locks");
    }

    @Test
    void allCallsAndAllAccessToDocumentsAndPaymentsOfEachRegionAreRecorded() {
        List<String> selectors = new ArrayList<>();
        TRAIL.at("advanced_event_selector")
                .forEach(selector -> selectors.add(selector.path("name").asText()));

        assertThat(selectors).containsExactly("Management", "Objects", "Items");
        TRAIL.has(
                        "advanced_event_selector.1.field_selector.2.starts_with",
                        List.of(
                                "arn:aws:s3:::acme-documents-test-eu-west-1-000000000000/",
                                "arn:aws:s3:::acme-documents-test-eu-central-1-000000000000/"))
                .has(
                        "advanced_event_selector.2.field_selector.2.equals",
                        List.of(
                                "arn:aws:dynamodb:eu-west-1:000000000000:table/acme-transactions-test",
                                "arn:aws:dynamodb:eu-central-1:000000000000:table/acme-transactions-test"));
        assertThat(TRAIL.json().toString())
                .as("a selector on readOnly would leave reads or writes out")
                .doesNotContain("readOnly");
    }

    @Test
    void noRoleCanChangeARecordBeforeItsTimeIsOver() {
        BUCKET.has("object_lock_enabled", true);
        STACK.resource("aws_s3_bucket_object_lock_configuration")
                .has("bucket", BUCKET.ref("id"))
                .has("rule.default_retention.mode", "GOVERNANCE")
                .has("rule.default_retention.days", 400);
        STACK.resource("aws_s3_bucket_lifecycle_configuration", "/audit/bucket/lifecycle")
                .has("rule.0.expiration.days", 400);
    }

    /** Known mistake M40: the trail checks its rights when it is made. */
    @Test
    void onlyThisTrailWritesIntoTheBucketAndItComesAfterThePolicyAndItsRole() {
        SynthesizedResource policy = STACK.resource("aws_s3_bucket_policy", "/audit/bucket/policy");

        assertThat(policy.statement("policy", "WriteTrail")).isEqualTo(Json.of("""
                {'Sid': 'WriteTrail', 'Effect': 'Allow', 'Principal': {'Service': 'cloudtrail.amazonaws.com'},
                 'Action': 's3:PutObject',
                 'Resource': 'arn:aws:s3:::acme-audit-test-eu-west-1-000000000000/AWSLogs/000000000000/*',
                 'Condition': {'StringEquals': {
                   'aws:SourceArn': 'arn:aws:cloudtrail:eu-west-1:000000000000:trail/acme-audit-test',
                   's3:x-amz-acl': 'bucket-owner-full-control'}}}
                """));
        assertThat(TRAIL.dependsOn())
                .containsExactly(
                        policy.address(),
                        STACK.resource("aws_iam_role_policy_attachment").address());
    }

    /** S3 delivers access logs to no bucket with a default retention or a customer's key. */
    @Test
    void readsOfTheRecordsAreLoggedInABucketThatLogDeliveryCanUse() {
        SynthesizedResource logs = STACK.resource("aws_s3_bucket", "/audit/access-logs");

        logs.hasNo("object_lock_enabled");
        STACK.resource("aws_s3_bucket_server_side_encryption_configuration", "/audit/access-logs/encryption")
                .has("rule.0.apply_server_side_encryption_by_default.sse_algorithm", "AES256")
                .hasNo("rule.0.apply_server_side_encryption_by_default.kms_master_key_id");
        STACK.resource("aws_s3_bucket_logging").has("bucket", BUCKET.ref("id")).has("target_bucket", logs.ref("id"));
        assertThat(STACK.resource("aws_s3_bucket_policy", "/audit/access-logs/policy")
                        .statement("policy", "DeliverAccessLogs"))
                .isEqualTo(Json.of("""
                {'Sid': 'DeliverAccessLogs', 'Effect': 'Allow', 'Principal': {'Service': 'logging.s3.amazonaws.com'},
                 'Action': 's3:PutObject',
                 'Resource': 'arn:aws:s3:::acme-auditlogs-test-eu-west-1-000000000000/*',
                 'Condition': {'ArnEquals': {'aws:SourceArn': 'arn:aws:s3:::acme-audit-test-eu-west-1-000000000000'},
                               'StringEquals': {'aws:SourceAccount': '000000000000'}}}
                """));
    }

    @Test
    void noBucketOfTheAccountCanBeOpenedToThePublic() {
        STACK.resource("aws_s3_account_public_access_block")
                .has("block_public_acls", true)
                .has("block_public_policy", true)
                .has("ignore_public_acls", true)
                .has("restrict_public_buckets", true);
    }
}
