package payments.infrastructure.compute;

import com.hashicorp.cdktf.providers.aws.cloudwatch_event_rule.CloudwatchEventRule;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTarget;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTargetDeadLetterConfig;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_target.CloudwatchEventTargetRetryPolicy;
import com.hashicorp.cdktf.providers.aws.lambda_permission.LambdaPermission;
import java.util.List;
import java.util.Map;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.Periods;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Runs a worker again and again. What EventBridge cannot deliver within an hour goes to the queue of failures (EventBridge
 * guide, "Using dead-letter queues"), and what does not even get there raises an alarm.
 */
public final class Schedule extends Construct {
    private static final int LONGEST_SECONDS = 3600;
    private static final int RETRIES = 10;

    /**
     * Defines the rule and its target.
     *
     * @param expression when, such as {@code rate(5 minutes)}
     * @param worker what runs; its failures are kept from here on
     */
    public Schedule(
            Construct scope, String id, Placement placement, WorkerHost host, String expression, Worker worker) {
        super(scope, id);
        ServiceFunction function = worker.keepingFailures().function();
        String name = ruleName(placement, function.role());
        CloudwatchEventRule rule = CloudwatchEventRule.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .description("Runs %s".formatted(function.role()))
                .scheduleExpression(expression)
                .tags(Map.of("Name", name))
                .build();
        LambdaPermission permission = LambdaPermission.Builder.create(this, "permission")
                .provider(placement.provider())
                .statementId("AllowSchedule")
                .action("lambda:InvokeFunction")
                .functionName(function.name())
                .qualifier(function.alias().name())
                .principal("events.amazonaws.com")
                .sourceArn(rule.getArn())
                .sourceAccount(placement.account())
                .build();
        CloudwatchEventTarget.Builder.create(this, "target")
                .provider(placement.provider())
                .rule(rule.getName())
                .targetId("function")
                .arn(function.alias().arn())
                .input("{}")
                .retryPolicy(CloudwatchEventTargetRetryPolicy.builder()
                        .maximumEventAgeInSeconds(LONGEST_SECONDS)
                        .maximumRetryAttempts(RETRIES)
                        .build())
                .deadLetterConfig(CloudwatchEventTargetDeadLetterConfig.builder()
                        .arn(host.failuresArn())
                        .build())
                .dependsOn(List.of(permission))
                .build();
        for (String metric : List.of("FailedInvocations", "InvocationsFailedToBeSentToDlq")) {
            new Alarm(
                    this,
                    "%s-schedule-%s"
                            .formatted(function.role(), metric.equals("FailedInvocations") ? "failed" : "unkept"),
                    placement,
                    host.alertsArn(),
                    "EventBridge could not run %s".formatted(function.role()),
                    Metric.ofRule(name, metric, "Sum"),
                    new Alarm.Above(0, Periods.ofOneMinute(1)));
        }
    }

    /** The name of the rule that runs a function; the queue of failures lets in exactly these. */
    public static String ruleName(Placement placement, String role) {
        return placement.names().plain(role + "-schedule");
    }
}
