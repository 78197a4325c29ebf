package payments.infrastructure.observability;

import com.hashicorp.cdktf.providers.aws.sns_topic.SnsTopic;
import com.hashicorp.cdktf.providers.aws.sns_topic_policy.SnsTopicPolicy;
import java.util.Map;
import payments.infrastructure.identity.PolicyDocument;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** The topic to which a region's alarms go. Only this account's alarms may publish, and only over TLS. */
public final class AlertTopic extends Construct {
    private final SnsTopic topic;

    /**
     * Defines the topic.
     *
     * @param keyId the key of the region's messages, whose policy lets CloudWatch use it
     */
    public AlertTopic(Construct scope, String id, Placement placement, String keyId) {
        super(scope, id);
        this.topic = SnsTopic.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(placement.name(ResourceName.ALERTS))
                .kmsMasterKeyId(keyId)
                .tags(Map.of("Name", placement.name(ResourceName.ALERTS)))
                .build();
        SnsTopicPolicy.Builder.create(this, "policy")
                .provider(placement.provider())
                .arn(topic.getArn())
                .policy(PolicyDocument.of(
                                Statement.allow("PublishAlarms", "sns:Publish")
                                        .toService("cloudwatch.amazonaws.com")
                                        .on(topic.getArn())
                                        .when("StringEquals", "aws:SourceAccount", placement.account())
                                        .when(
                                                "ArnLike",
                                                "aws:SourceArn",
                                                placement.arns().alarms(placement.region())),
                                Statement.deny("DenyPlainHttp", "sns:Publish")
                                        .to("*")
                                        .on(topic.getArn())
                                        .when("Bool", "aws:SecureTransport", "false"))
                        .toJson())
                .build();
    }

    /** The topic's ARN. */
    public String arn() {
        return topic.getArn();
    }
}
