package payments.infrastructure.compute;

import com.hashicorp.cdktf.providers.aws.lambda_function_event_invoke_config.LambdaFunctionEventInvokeConfig;
import com.hashicorp.cdktf.providers.aws.lambda_function_event_invoke_config.LambdaFunctionEventInvokeConfigDestinationConfig;
import com.hashicorp.cdktf.providers.aws.lambda_function_event_invoke_config.LambdaFunctionEventInvokeConfigDestinationConfigOnFailure;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.Periods;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Where an event goes that an asynchronously invoked function failed at: Lambda tries twice more, within an hour, and would
 * then forget it (Lambda guide, "Capturing records of asynchronous invocations"). What does not even get there raises an alarm.
 */
final class FailureDestination extends Construct {
    private static final int RETRIES = 2;
    private static final int LONGEST_SECONDS = 3600;

    FailureDestination(
            Construct scope,
            String id,
            Placement placement,
            ServiceFunction function,
            String queueArn,
            AlertTopicArn alertsArn) {
        super(scope, id);
        LambdaFunctionEventInvokeConfig.Builder.create(this, "Resource")
                .provider(placement.provider())
                .functionName(function.name())
                .qualifier(function.alias().name())
                .maximumRetryAttempts(RETRIES)
                .maximumEventAgeInSeconds(LONGEST_SECONDS)
                .destinationConfig(LambdaFunctionEventInvokeConfigDestinationConfig.builder()
                        .onFailure(LambdaFunctionEventInvokeConfigDestinationConfigOnFailure.builder()
                                .destination(queueArn)
                                .build())
                        .build())
                .build();
        alarm(placement, function, alertsArn, "dropped", "AsyncEventsDropped", "An event was dropped");
        alarm(
                placement,
                function,
                alertsArn,
                "failures-lost",
                "DestinationDeliveryFailures",
                "An event that failed could not be kept");
    }

    private void alarm(
            Placement placement,
            ServiceFunction function,
            AlertTopicArn alertsArn,
            String what,
            String metric,
            String meaning) {
        new Alarm(
                this,
                "%s-%s".formatted(function.role(), what),
                placement,
                alertsArn,
                meaning + ": look for it in its source",
                Metric.ofFunction(function.name(), metric, "Sum"),
                new Alarm.Above(0, Periods.ofOneMinute(1)));
    }
}
