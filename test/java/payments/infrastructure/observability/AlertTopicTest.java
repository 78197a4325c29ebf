package payments.infrastructure.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.infrastructure.config.constraint.Constraints;
import payments.infrastructure.config.deployment.AlertSubscription;
import payments.infrastructure.config.deployment.AlertSubscription.Protocol;
import payments.testing.Json;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class AlertTopicTest {
    private static final SynthesizedStack STACK = Testing.synthPlaced((scope, placement) -> new AlertTopic(
            scope,
            "alerts",
            placement,
            "key-of-messages",
            List.of(
                    new AlertSubscription(Protocol.EMAIL, "ops@example.com", null),
                    new AlertSubscription(
                            Protocol.HTTPS, "https://pager.example.com/alerts", "{\"NewStateValue\": [\"ALARM\"]}")),
            "arn:aws:sqs:eu-west-1:123456789012:undelivered"));
    private static final SynthesizedResource TOPIC = STACK.resource("aws_sns_topic");
    private static final SynthesizedResource POLICY = STACK.resource("aws_sns_topic_policy");

    /** Known mistake M22: CloudWatch cannot publish to a topic with the AWS-managed key. */
    @Test
    @Requirement("A17")
    void theTopicIsEncryptedWithOurKey() {
        TOPIC.has("name", "acme-alerts-test").has("kms_master_key_id", "key-of-messages");
    }

    @Test
    void onlyAlarmsAndDatabasesOfThisAccountPublishAndNothingOverPlainHttp() {
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

    @Test
    @Requirement({"E6", "A17"})
    void subscribersGetWhatTheirFilterOnTheMessageLetsThrough() {
        STACK.resource(
                        "aws_sns_topic_subscription",
                        "/alerts/email-" + Integer.toHexString("ops@example.com".hashCode()))
                .has("topic_arn", TOPIC.ref("arn"))
                .has("protocol", "email")
                .has("endpoint", "ops@example.com")
                .hasNo("filter_policy");
        assertThat(STACK.resources("aws_sns_topic_subscription"))
                .filteredOn(subscription -> subscription.at("protocol").asText().equals("https"))
                .singleElement()
                .satisfies(subscription -> subscription
                        .has("endpoint", "https://pager.example.com/alerts")
                        .has("filter_policy", "{\"NewStateValue\": [\"ALARM\"]}")
                        .has("filter_policy_scope", "MessageBody"));
    }

    @ParameterizedTest
    @CsvSource({"EMAIL, https://x.example, a mail address", "HTTPS, http://x.example, https://", "SQS, queue, ARN"})
    @Requirement("E6")
    void anEndpointThatTheProtocolCannotReachIsRefused(Protocol protocol, String endpoint, String needed) {
        assertThatThrownBy(() -> Constraints.requireValid(new AlertSubscription(protocol, endpoint, null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(endpoint)
                .hasMessageContaining(needed);
    }

    /** After its retries SNS would forget them; of mail it keeps none. */
    @Test
    void whatAWebHookDoesNotAcceptIsStored() {
        STACK.resources("aws_sns_topic_subscription").forEach(subscription -> {
            if (subscription.json().path("protocol").asText().equals("email")) {
                subscription.hasNo("redrive_policy");
            } else {
                subscription.has(
                        "redrive_policy",
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:eu-west-1:123456789012:undelivered\"}");
            }
        });
    }
}
