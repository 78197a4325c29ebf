package payments.infrastructure.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import payments.Requirement;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;

/** An output of a document's name means what the document's means. */
class OutputsTest {
    private static final SynthesizedDeployment A = ReferenceDeployment.ACTIVE_PASSIVE.synthesized();
    private static final SynthesizedDeployment C = ReferenceDeployment.MOBILE_API.synthesized();
    private static final SynthesizedDeployment D = ReferenceDeployment.EVENT_DRIVEN.synthesized();

    @Test
    @Requirement("K12")
    void eachRegionOfTheActivePassiveSystemHasItsOwnAddressAndTheCommonNameHasAnOutput() {
        for (String name : List.of("main-us-east-1", "main-eu-west-1")) {
            SynthesizedStack stack = A.stack(name);
            String stage = stack.resource("aws_api_gateway_stage").ref("invoke_url");

            assertThat(stack.output("api_gateway_endpoint").asText()).isEqualTo(stage);
            assertThat(stack.output("payment_endpoint").asText()).isEqualTo("https://api.example.com");
            stack.resource("aws_api_gateway_rest_api").has("disable_execute_api_endpoint", false);
        }
    }

    @Test
    @Requirement({"K12", "K31"})
    void theInvokeUrlOfTheMobileApiEndsWithThePath() {
        SynthesizedStack stack = C.stack("main-us-east-1");

        assertThat(stack.output("api_invoke_url").asText())
                .isEqualTo(stack.resource("aws_api_gateway_stage").ref("invoke_url") + "/process-payment");
    }

    @Test
    @Requirement("K42")
    void alarmsOfTheEventDrivenSystemGoToTheTopicThatItOutputs() {
        SynthesizedStack stack = D.stack("dev-us-east-1");
        SynthesizedResource topic = stack.resource("aws_sns_topic");
        String name = topic.at("name").asText();

        assertThat(stack.output("sns_topic_arn").asText()).isEqualTo(topic.ref("arn"));
        assertThat(stack.resources("aws_cloudwatch_metric_alarm")).isNotEmpty().allSatisfy(alarm -> assertThat(
                        alarm.at("alarm_actions").get(0).asText())
                .endsWith(":" + name));
        assertThat(stack.output("alert_topic_arn").asText()).endsWith(":" + name);
        assertThat(stack.resource("aws_sns_topic_policy", "/payment-events/policy")
                        .sids("policy"))
                .contains("PublishAlarms", "PublishDatabaseEvents");
        assertThat(stack.resource("aws_kms_key", "/keys/payment_messages").sids("policy"))
                .contains("PublishAlarms", "PublishDatabaseEvents");
        topic.has(
                "kms_master_key_id",
                stack.resource("aws_kms_key", "/keys/payment_messages").ref("arn"));
    }

    /** An alarm names its topic by ARN, the output by reference or ARN: both end in the topic's name. */
    @ParameterizedTest
    @EnumSource
    @Requirement("K42")
    void everyTopicThatAlarmsNotifyIsAnOutput(ReferenceDeployment deployment) {
        SynthesizedDeployment all = deployment.synthesized();
        Set<String> outputs = all.stacks().values().stream()
                .filter(stack -> stack.outputs().contains("alert_topic_arn"))
                .map(stack -> topicName(stack, stack.output("alert_topic_arn").asText()))
                .collect(Collectors.toCollection(TreeSet::new));

        for (SynthesizedStack stack : all.stacks().values()) {
            for (SynthesizedResource alarm : stack.resources("aws_cloudwatch_metric_alarm")) {
                for (JsonNode action : alarm.at("alarm_actions")) {
                    assertThat(outputs).as(alarm.address()).contains(topicName(stack, action.asText()));
                }
            }
        }
    }

    private static String topicName(SynthesizedStack stack, String arn) {
        return stack.resources("aws_sns_topic").stream()
                .filter(topic -> topic.ref("arn").equals(arn))
                .map(topic -> topic.at("name").asText())
                .findFirst()
                .orElse(arn.substring(arn.lastIndexOf(':') + 1));
    }
}
