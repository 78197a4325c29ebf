package payments.infrastructure.guardrail.rules.observability;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.LambdaPermissions;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * Where a subscription sends log events: a stream or delivery stream with a role, a function that lets CloudWatch Logs call it, or a
 * destination of another account; always in the region of the log group.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html">AWS:
 *     PutSubscriptionFilter</a>
 */
final class LogsDestination {
    private static final String DESTINATION = "destination_arn";
    private static final Set<String> SERVICES = Set.of("firehose", "kinesis", "lambda", "logs");
    private static final Set<String> WITH_ROLE = Set.of("firehose", "kinesis");
    private static final Pattern ARN = Pattern.compile("arn:[^:]*:([^:]*):([^:]*):[^:]*:([^:/]*).*", Pattern.DOTALL);

    private LogsDestination() {}

    static void judge(Resource filter, Refusals refusals) {
        Value destination = filter.attribute(DESTINATION);
        String text = Refusals.closed(destination.text());
        if (destination.isAbsent() || text.startsWith("${")) {
            return;
        }
        Matcher arn = ARN.matcher(text);
        if (!arn.matches()) {
            if (destination.isKnown()) {
                refusals.add(DESTINATION, text, "an ARN");
            }
            return;
        }
        String service = arn.group(1);
        String region = arn.group(2);
        boolean isGroup = service.equals("logs") && arn.group(3).equals("log-group");
        if (!service.contains("${") && (!SERVICES.contains(service) || isGroup)) {
            refusals.add(
                    DESTINATION,
                    text,
                    "a stream of Kinesis, a delivery stream of Firehose, a function or a destination of CloudWatch Logs");
            return;
        }
        if (!region.contains("${") && !filter.region().isEmpty() && !region.equals(filter.region())) {
            refusals.add(DESTINATION, text, "a destination in the region of the log group, " + filter.region());
        }
        if (WITH_ROLE.contains(service) && !filter.has("role_arn")) {
            refusals.add("role_arn", "(absent)", "a role with which CloudWatch Logs writes to the stream");
        }
        if (service.equals("lambda")) {
            judgeFunction(filter, destination, refusals);
        }
    }

    private static void judgeFunction(Resource filter, Value destination, Refusals refusals) {
        Optional<Resource> function = filter.find("aws_lambda_alias", destination)
                .flatMap(alias -> alias.find("aws_lambda_function", alias.attribute("function_name")))
                .or(() -> filter.find("aws_lambda_function", destination));
        function.filter(found -> LambdaPermissions.of(found).stream()
                        .map(permission -> permission.attribute("principal"))
                        .noneMatch(principal -> principal.isUnknown()
                                || principal.is("*")
                                || principal.text().matches("logs\\.([a-z0-9-]+\\.)?amazonaws\\.com(\\.cn)?")))
                .ifPresent(found -> refusals.add(
                        DESTINATION,
                        found.address() + " without a permission for logs.amazonaws.com",
                        "an aws_lambda_permission with which CloudWatch Logs calls the function"));
    }
}
