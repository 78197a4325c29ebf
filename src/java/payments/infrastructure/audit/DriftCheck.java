package payments.infrastructure.audit;

import com.hashicorp.cdktf.providers.aws.config_config_rule.ConfigConfigRule;
import com.hashicorp.cdktf.providers.aws.scheduler_schedule.SchedulerSchedule;
import com.hashicorp.cdktf.providers.aws.scheduler_schedule.SchedulerScheduleFlexibleTimeWindow;
import com.hashicorp.cdktf.providers.aws.scheduler_schedule.SchedulerScheduleTarget;
import com.hashicorp.cdktf.providers.aws.scheduler_schedule.SchedulerScheduleTargetDeadLetterConfig;
import com.hashicorp.cdktf.providers.aws.scheduler_schedule.SchedulerScheduleTargetRetryPolicy;
import com.hashicorp.cdktf.providers.aws.scheduler_schedule_group.SchedulerScheduleGroup;
import java.util.List;
import java.util.Map;
import payments.infrastructure.messaging.DeadLetterQueue;
import payments.infrastructure.messaging.MessageHost;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.Periods;
import payments.infrastructure.terraform.JsonText;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Has AWS Config judge everything in a region anew every night: many of its rules look only at what is reported as changed,
 * and a change that was missed would stay (requirement E11; EventBridge Scheduler guide, "Using universal targets"). What
 * cannot be started within an hour goes to a queue, and what does not even get there raises an alarm.
 */
public final class DriftCheck extends Construct {
    /** Config API, StartConfigRulesEvaluation: so many rules in one call. */
    private static final int MOST_RULES = 25;

    private static final String EVERY_NIGHT = "cron(30 2 * * ? *)";
    private static final int LONGEST_SECONDS = 3600;
    private static final int RETRIES = 10;

    /**
     * Defines the schedule with its queue of failures and its alarms.
     *
     * @param placement the region's
     * @param recorder whose rules are evaluated
     * @param host the key of the queue and of the schedule's input, and the topic of the alarms
     */
    public DriftCheck(
            Construct scope, String id, Placement placement, ConfigurationRecorder recorder, MessageHost host) {
        super(scope, id);
        String name = placement.name(ResourceName.DRIFT_CHECK);
        List<ConfigConfigRule> rules = recorder.rules();
        if (rules.size() > MOST_RULES) {
            throw new IllegalArgumentException(
                    "%d rules, one call starts %d at most".formatted(rules.size(), MOST_RULES));
        }
        DeadLetterQueue failures = new DeadLetterQueue(
                this,
                "failures",
                placement,
                host,
                DeadLetterQueue.Spec.of(ResourceName.DRIFT_CHECK_FAILURES.role(), List.of()));
        SchedulerScheduleGroup group = SchedulerScheduleGroup.Builder.create(this, "group")
                .provider(placement.provider())
                .name(name)
                .tags(Map.of("Name", name))
                .build();
        SchedulerSchedule.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .groupName(group.getName())
                .description("Has every rule of AWS Config evaluated")
                .scheduleExpression(EVERY_NIGHT)
                .flexibleTimeWindow(SchedulerScheduleFlexibleTimeWindow.builder()
                        .mode("OFF")
                        .build())
                .kmsKeyArn(host.keyArn().value())
                .target(SchedulerScheduleTarget.builder()
                        .arn("arn:aws:scheduler:::aws-sdk:config:startConfigRulesEvaluation")
                        .roleArn(placement.arns().role(placement.name(ResourceName.DRIFT_CHECK_ROLE)))
                        .input(JsonText.of(Map.of(
                                "ConfigRuleNames",
                                rules.stream().map(ConfigConfigRule::getName).toList())))
                        .retryPolicy(SchedulerScheduleTargetRetryPolicy.builder()
                                .maximumEventAgeInSeconds(LONGEST_SECONDS)
                                .maximumRetryAttempts(RETRIES)
                                .build())
                        .deadLetterConfig(SchedulerScheduleTargetDeadLetterConfig.builder()
                                .arn(failures.arn())
                                .build())
                        .build())
                .build();
        new Alarm(
                this,
                "drift-check-unkept",
                placement,
                host.alertsArn(),
                "The check for drift did not start, and its failure was not kept",
                Metric.ofScheduleGroup(name, "InvocationsFailedToBeSentToDeadLetterCount", "Sum"),
                new Alarm.Above(0, Periods.ofFiveMinutes(1)));
    }
}
