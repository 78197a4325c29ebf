package payments.infrastructure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.messaging.MessageHost;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.storage.AccessLogBucket;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** {@link DriftCheck} over the rules of a {@link ConfigurationRecorder}. */
@Requirement("E11")
class DriftCheckTest {
    private static final SynthesizedStack STACK = Testing.synthPlaced((scope, placement) -> {
        AccessLogBucket logs = new AccessLogBucket(
                scope,
                "logs",
                placement,
                ResourceName.ACCESS_LOG_BUCKET,
                List.of(ResourceName.CONFIGURATION_BUCKET),
                Samples.AUDIT,
                Samples.PROTECTED);
        ConfigurationRecorder recorder = new ConfigurationRecorder(
                scope, "configuration", placement, Samples.settings(DatabaseCopy.NONE), true, new KeyArn("key"), logs);
        new DriftCheck(
                scope,
                "drift-check",
                placement,
                recorder,
                new MessageHost(new KeyArn("key"), new AlertTopicArn("alerts")));
    });

    private static final SynthesizedResource SCHEDULE = STACK.resource("aws_scheduler_schedule");
    private static final List<SynthesizedResource> RULES = STACK.resources("aws_config_config_rule");

    @Test
    void everyNightConfigIsAskedToEvaluateEveryRuleByItsName() throws Exception {
        JsonNode input = new ObjectMapper().readTree(SCHEDULE.at("target.input").asText());
        List<String> asked = new ArrayList<>();
        input.path("ConfigRuleNames").forEach(name -> asked.add(name.asText()));

        SCHEDULE.has("schedule_expression", "cron(30 2 * * ? *)")
                .has("target.arn", "arn:aws:scheduler:::aws-sdk:config:startConfigRulesEvaluation");
        assertThat(asked)
                .hasSize(ManagedRule.values().length)
                .containsExactlyInAnyOrderElementsOf(
                        RULES.stream().map(rule -> rule.ref("name")).toList());
    }

    @Test
    void theScheduleTakesItsOwnRole() {
        SCHEDULE.has("target.role_arn", "arn:aws:iam::000000000000:role/acme-drift-check-execution-test");
    }

    @Test
    void whatCannotBeStartedWithinAnHourIsStoredForTwoWeeksAndRaisesAnAlarm() {
        SynthesizedResource queue = STACK.resource("aws_sqs_queue");

        SCHEDULE.has("target.retry_policy.maximum_event_age_in_seconds", 3600)
                .has("target.retry_policy.maximum_retry_attempts", 10)
                .has("target.dead_letter_config.arn", queue.ref("arn"));
        queue.has("name", "acme-drift-check-failures-test")
                .has("message_retention_seconds", 1_209_600)
                .has("kms_master_key_id", "key");
        STACK.resource("aws_cloudwatch_metric_alarm", "/drift-check-failures-arrived")
                .has("metric_name", "ApproximateNumberOfMessagesVisible")
                .has("dimensions.QueueName", queue.at("name").asText())
                .has("alarm_actions.0", "alerts");
    }

    /** EventBridge Scheduler counts by group alone, so the schedule has a group of its own. */
    @Test
    void whatIsNotEvenStoredRaisesAnAlarmByTheGroupOfTheSchedule() {
        SynthesizedResource group = STACK.resource("aws_scheduler_schedule_group");

        SCHEDULE.has("group_name", group.ref("name"));
        STACK.resource("aws_cloudwatch_metric_alarm", "/drift-check-unkept")
                .has("namespace", "AWS/Scheduler")
                .has("metric_name", "InvocationsFailedToBeSentToDeadLetterCount")
                .has("dimensions.ScheduleGroup", group.at("name").asText())
                .has("alarm_actions.0", "alerts");
    }

    @Test
    void theInputIsEncryptedWithOurKey() {
        SCHEDULE.has("kms_key_arn", "key");
    }
}
