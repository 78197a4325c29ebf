package payments.infrastructure.guardrail.rules.observability;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * The actions of an alarm: at most five of a kind, each the ARN of something that CloudWatch calls, in the alarm's region.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">AWS: PutMetricAlarm,
 *     AlarmActions</a>
 */
final class AlarmActions {
    private static final List<String> KINDS = List.of("alarm_actions", "ok_actions", "insufficient_data_actions");
    private static final int MOST = 5;

    /** Services whose ARNs are actions of a metric alarm, and of a composite one. */
    private static final Set<String> OF_METRIC =
            Set.of("aiops", "automate", "autoscaling", "lambda", "sns", "ssm", "ssm-incidents", "swf");

    private static final Set<String> OF_COMPOSITE = Set.of("aiops", "lambda", "sns", "ssm", "ssm-incidents");
    private static final Set<String> OF_MANAGED_TYPES = Set.of(
            "aws_appautoscaling_policy",
            "aws_autoscaling_policy",
            "aws_lambda_alias",
            "aws_lambda_function",
            "aws_sns_topic",
            "aws_ssmincidents_response_plan");
    private static final Pattern ARN = Pattern.compile("arn:aws[\\w-]*:([^:]*):([^:]*):.*", Pattern.DOTALL);

    private AlarmActions() {}

    static void judge(Resource alarm, Refusals refusals) {
        for (String kind : KINDS) {
            List<Value> actions = alarm.attribute(kind).elements();
            if (actions.size() > MOST) {
                refusals.add(kind, actions.size() + " actions", "at most five");
            }
            actions.forEach(action -> judge(alarm, kind, action, refusals));
        }
    }

    private static void judge(Resource alarm, String kind, Value action, Refusals refusals) {
        Optional<Resource> target = action.target().filter(found -> found.kind() == Resource.Kind.MANAGED);
        if (target.isPresent() && !OF_MANAGED_TYPES.contains(target.get().type())) {
            if (target.get()
                    .type()
                    .matches("aws_(sqs_queue|cloudwatch_log_group|kinesis_.*|sfn_.*|cloudwatch_event_.*)")) {
                refusals.add(kind, target.get().address(), "the ARN of a topic, a function or another action");
            }
            return;
        }
        String text = Refusals.closed(action.text());
        if (text.startsWith("${") || text.isBlank()) {
            return;
        }
        Matcher arn = ARN.matcher(text);
        if (!arn.matches()) {
            if (!text.contains("${") || !text.startsWith("arn:")) {
                refusals.add(kind, text, "an ARN");
            }
            return;
        }
        Set<String> services = alarm.type().equals("aws_cloudwatch_metric_alarm") ? OF_METRIC : OF_COMPOSITE;
        String service = arn.group(1);
        String region = arn.group(2);
        if (!service.contains("${") && !services.contains(service)) {
            refusals.add(
                    kind,
                    text,
                    "the ARN of an action that this kind of alarm has, of "
                            + String.join(", ", new TreeSet<>(services)));
        } else if (!region.isEmpty()
                && !region.contains("${")
                && !alarm.region().isEmpty()
                && !region.equals(alarm.region())
                && alarm.find("aws_sns_topic", action).isEmpty()) {
            refusals.add(kind, text, "an action in the alarm's region, " + alarm.region());
        }
    }
}
