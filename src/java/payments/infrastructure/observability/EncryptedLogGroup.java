package payments.infrastructure.observability;

import com.hashicorp.cdktf.providers.aws.cloudwatch_log_group.CloudwatchLogGroup;
import java.util.Map;
import payments.infrastructure.config.deployment.LogSettings;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * A log group with our key and retention. Always made before its writer: a writer that comes first would make the group
 * itself, without key, kept for ever, and the apply would then fail because the group exists.
 */
public final class EncryptedLogGroup extends Construct {
    private final CloudwatchLogGroup group;

    /** Defines a log group of this name. */
    public EncryptedLogGroup(
            Construct scope, String id, Placement placement, String name, LogSettings settings, KeyArn keyArn) {
        super(scope, id);
        this.group = CloudwatchLogGroup.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .retentionInDays(settings.retentionDays())
                .kmsKeyId(keyArn.value())
                .tags(Map.of("Name", name))
                .build();
    }

    /** The group's name. */
    public String name() {
        return group.getName();
    }

    /** The group's ARN. */
    public String arn() {
        return group.getArn();
    }

    /** The group itself, for others to depend on. */
    public CloudwatchLogGroup resource() {
        return group;
    }
}
