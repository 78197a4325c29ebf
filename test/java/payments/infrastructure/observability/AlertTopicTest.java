package payments.infrastructure.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.testing.Json;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class AlertTopicTest {
    private static final SynthesizedStack STACK =
            Testing.synthPlaced((scope, placement) -> new AlertTopic(scope, "alerts", placement, "key-of-messages"));
    private static final SynthesizedResource TOPIC = STACK.resource("aws_sns_topic");
    private static final SynthesizedResource POLICY = STACK.resource("aws_sns_topic_policy");

    /** Known mistake M22: CloudWatch cannot publish to a topic with the AWS-managed key. */
    @Test
    @Requirement("A17")
    void theTopicIsEncryptedWithOurKey() {
        TOPIC.has("name", "acme-alerts-test").has("kms_master_key_id", "key-of-messages");
    }

    @Test
    void onlyAlarmsAndDatabasesOfThisAccountPublishAndNobodyOverPlainHttp() {
        POLICY.has("arn", TOPIC.ref("arn"));
        assertThat(POLICY.document("policy").path("Statement")).isEqualTo(Json.of("""
                [{'Sid': 'PublishAlarms', 'Effect': 'Allow', 'Principal': {'Service': 'cloudwatch.amazonaws.com'},
                  'Action': 'sns:Publish', 'Resource': '%1$s',
                  'Condition': {'StringEquals': {'aws:SourceAccount': '000000000000'},
                                'ArnLike': {'aws:SourceArn': 'arn:aws:cloudwatch:eu-west-1:000000000000:alarm:*'}}},
                 {'Sid': 'PublishDatabaseEvents', 'Effect': 'Allow', 'Principal': {'Service': 'events.rds.amazonaws.com'},
                  'Action': 'sns:Publish', 'Resource': '%1$s',
                  'Condition': {'StringEquals': {'aws:SourceAccount': '000000000000'}}},
                 {'Sid': 'DenyPlainHttp', 'Effect': 'Deny', 'Principal': {'AWS': '*'}, 'Action': 'sns:Publish',
                  'Resource': '%1$s', 'Condition': {'Bool': {'aws:SecureTransport': 'false'}}}]
                """.formatted(TOPIC.ref("arn"))));
    }
}
