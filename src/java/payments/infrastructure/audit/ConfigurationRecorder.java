package payments.infrastructure.audit;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.config_config_rule.ConfigConfigRule;
import com.hashicorp.cdktf.providers.aws.config_config_rule.ConfigConfigRuleSource;
import com.hashicorp.cdktf.providers.aws.config_configuration_recorder.ConfigConfigurationRecorder;
import com.hashicorp.cdktf.providers.aws.config_configuration_recorder.ConfigConfigurationRecorderRecordingGroup;
import com.hashicorp.cdktf.providers.aws.config_configuration_recorder_status.ConfigConfigurationRecorderStatus;
import com.hashicorp.cdktf.providers.aws.config_delivery_channel.ConfigDeliveryChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.storage.AccessLogBucket;
import payments.infrastructure.storage.AuditBucket;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Records how everything in a region of the account is configured and what changed it (PCI DSS 11.5.2), and judges it by
 * {@link ManagedRule}. The history lies in a bucket of the same region, so that no region needs another one to be up.
 */
public final class ConfigurationRecorder extends Construct {
    private final Placement placement;
    private final List<ConfigConfigRule> rules = new ArrayList<>();

    /**
     * Defines the recorder, its bucket, and the rules.
     *
     * @param recordsGlobalTypes whether it also records what no region owns, such as roles; one region of an account does
     * @param keyArn the region's key for the history
     */
    public ConfigurationRecorder(
            Construct scope,
            String id,
            Placement placement,
            Settings settings,
            boolean recordsGlobalTypes,
            KeyArn keyArn,
            AccessLogBucket accessLogs) {
        super(scope, id);
        this.placement = placement;
        AuditBucket history = new AuditBucket(
                this,
                "history",
                placement,
                new AuditBucket.Spec(ResourceName.CONFIGURATION_BUCKET, false, writers()),
                settings,
                keyArn,
                accessLogs);
        ConfigConfigurationRecorder recorder = ConfigConfigurationRecorder.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(placement.names().plain("recorder"))
                .roleArn(placement.arns().configurationRecorderRole())
                .recordingGroup(ConfigConfigurationRecorderRecordingGroup.builder()
                        .allSupported(true)
                        .includeGlobalResourceTypes(recordsGlobalTypes)
                        .build())
                .build();
        ConfigDeliveryChannel channel = ConfigDeliveryChannel.Builder.create(this, "channel")
                .provider(placement.provider())
                .name(placement.names().plain("recorder"))
                .s3BucketName(history.name())
                .s3KmsKeyArn(keyArn.value())
                .dependsOn(List.of(recorder, history.policy()))
                .build();
        ConfigConfigurationRecorderStatus status = ConfigConfigurationRecorderStatus.Builder.create(this, "status")
                .provider(placement.provider())
                .name(recorder.getName())
                .isEnabled(true)
                .dependsOn(List.of(channel))
                .build();
        for (ManagedRule rule : ManagedRule.values()) {
            rules.add(judge(rule, status));
        }
    }

    /** The rules that judge what is recorded. */
    List<ConfigConfigRule> rules() {
        return List.copyOf(rules);
    }

    /** Config guide, "Permissions for the Amazon S3 bucket": what the service itself needs with its own role. */
    private List<Statement> writers() {
        String bucket = placement.arns().bucket(placement.name(ResourceName.CONFIGURATION_BUCKET));
        return List.of(
                forConfig(Statement.allow("CheckBucket", "s3:GetBucketAcl", "s3:ListBucket")
                        .on(bucket)),
                forConfig(Statement.allow("WriteHistory", "s3:PutObject")
                        .on("%s/AWSLogs/%s/Config/*".formatted(bucket, placement.account()))
                        .when("StringEquals", "s3:x-amz-acl", "bucket-owner-full-control")));
    }

    private Statement forConfig(Statement statement) {
        return statement
                .toService("config.amazonaws.com")
                .when("StringEquals", "aws:SourceAccount", placement.account());
    }

    private ConfigConfigRule judge(ManagedRule rule, ITerraformDependable recorder) {
        String name = placement.names().plain(rule.label());
        return ConfigConfigRule.Builder.create(this, rule.label())
                .provider(placement.provider())
                .name(name)
                .description(rule.why())
                .source(ConfigConfigRuleSource.builder()
                        .owner("AWS")
                        .sourceIdentifier(rule.name())
                        .build())
                .tags(Map.of("Name", name))
                .dependsOn(List.of(recorder))
                .build();
    }
}
