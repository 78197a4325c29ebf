package payments.infrastructure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.storage.AccessLogBucket;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

@Requirement("E11")
class ConfigurationRecorderTest {
    private static final SynthesizedStack STACK = synth(true);
    private static final SynthesizedResource RECORDER = STACK.resource("aws_config_configuration_recorder");

    private static SynthesizedStack synth(boolean recordsGlobalTypes) {
        return Testing.synthPlaced((scope, placement) -> {
            AccessLogBucket logs = new AccessLogBucket(
                    scope,
                    "logs",
                    placement,
                    ResourceName.ACCESS_LOG_BUCKET,
                    List.of(ResourceName.CONFIGURATION_BUCKET),
                    Samples.AUDIT,
                    Samples.PROTECTED);
            new ConfigurationRecorder(
                    scope,
                    "configuration",
                    placement,
                    Samples.settings(DatabaseCopy.NONE),
                    recordsGlobalTypes,
                    new KeyArn("key-of-history"),
                    logs);
        });
    }

    @Test
    void everythingIsRecordedWithTheServicesOwnRole() {
        RECORDER.has("recording_group.all_supported", true)
                .has(
                        "role_arn",
                        "arn:aws:iam::000000000000:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig");
    }

    /** Known mistake M41: recorded in each region, every role would be there several times. */
    @Test
    void whatNoRegionOwnsIsRecordedOnlyWhereAsked() {
        RECORDER.has("recording_group.include_global_resource_types", true);
        synth(false)
                .resource("aws_config_configuration_recorder")
                .has("recording_group.include_global_resource_types", false);
    }

    /** Known mistake M41: a recorder alone records nothing. Config knows an order, and refuses any other. */
    @Test
    void theRecorderIsSwitchedOnAfterItsChannelWhichComesAfterTheBucketsPolicy() {
        SynthesizedResource channel = STACK.resource("aws_config_delivery_channel");
        SynthesizedResource status = STACK.resource("aws_config_configuration_recorder_status");

        assertThat(channel.dependsOn())
                .containsExactly(
                        RECORDER.address(),
                        STACK.resource("aws_s3_bucket_policy", "/history/policy")
                                .address());
        status.has("name", RECORDER.ref("name")).has("is_enabled", true);
        assertThat(status.dependsOn()).containsExactly(channel.address());
        assertThat(STACK.resources("aws_config_config_rule"))
                .hasSize(ManagedRule.values().length)
                .allSatisfy(rule -> assertThat(rule.dependsOn()).containsExactly(status.address()));
    }

    /** Config API, DeliveryChannel: no delivery to a bucket with Object Lock. */
    @Test
    void theHistoryIsEncryptedAndWithoutLocksBecauseConfigDeliversToNoLockedBucket() {
        STACK.resource("aws_s3_bucket", "/history").hasNo("object_lock_enabled");
        STACK.resource("aws_s3_bucket_server_side_encryption_configuration", "/history/encryption")
                .has("rule.0.apply_server_side_encryption_by_default.kms_master_key_id", "key-of-history");
        STACK.resource("aws_config_delivery_channel").has("s3_kms_key_arn", "key-of-history");
        assertThat(STACK.resource("aws_s3_bucket_policy", "/history/policy").statement("policy", "WriteHistory"))
                .isEqualTo(Json.of("""
                {'Sid': 'WriteHistory', 'Effect': 'Allow', 'Principal': {'Service': 'config.amazonaws.com'},
                 'Action': 's3:PutObject',
                 'Resource': 'arn:aws:s3:::acme-config-test-eu-west-1-000000000000/AWSLogs/000000000000/Config/*',
                 'Condition': {'StringEquals': {'s3:x-amz-acl': 'bucket-owner-full-control',
                                                'aws:SourceAccount': '000000000000'}}}
                """));
    }

    @Test
    void theRulesAreThoseOfAwsAndSayWhyTheyAreThere() {
        assertThat(STACK.resources("aws_config_config_rule"))
                .allSatisfy(rule -> {
                    rule.has("source.owner", "AWS");
                    assertThat(rule.at("description").asText()).isNotBlank();
                    assertThat(rule.at("name").asText())
                            .hasSizeLessThanOrEqualTo(128)
                            .startsWith("acme-")
                            .endsWith("-test");
                })
                .extracting(rule -> rule.at("source.source_identifier").asText())
                .contains("MULTI_REGION_CLOUD_TRAIL_ENABLED", "DYNAMODB_PITR_ENABLED", "RDS_STORAGE_ENCRYPTED");
    }
}
