package payments.infrastructure.guardrail.rules.apigateway;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Stages limit rate and burst, both in numbers, below the account's own limit (10,000 a second, bursts of 5,000) and
 * not above what stands behind: AWS lets each concurrent instance of a function take 10 requests a second, so 10 times
 * the smallest reserved concurrency of the functions that the API calls. Absent or -1 means no limit.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html">AWS: requests per second quota</a>
 */
@Guardrail(
        id = "apigw-throttling",
        severity = Severity.MEDIUM,
        expects = "rate and burst given, and no more than the functions behind can take",
        fix = "set throttling_rate_limit and throttling_burst_limit to at most 10 times the reserved concurrency",
        why = "Without a limit one client uses up the functions and the database of all",
        pci = "6.2.4",
        sources = "Serverless-APIGWDefaultThrottling")
final class ApiGatewayThrottled extends ResourceRule {
    private static final long ACCOUNT_RATE = 9_999;
    private static final long ACCOUNT_BURST = 4_999;
    private static final long REQUESTS_OF_AN_INSTANCE = 10;

    ApiGatewayThrottled() {
        super("aws_api_gateway_stage", "aws_apigatewayv2_stage");
    }

    @Override
    protected void judge(Resource stage, Verdicts verdicts) {
        boolean rest = stage.type().equals("aws_api_gateway_stage");
        Optional<Resource> settings = rest ? Stages.settingsOfAll(stage) : Optional.of(stage);
        String prefix = rest ? "settings." : "default_route_settings.";
        String shown = rest ? "aws_api_gateway_method_settings." + prefix : prefix;
        Optional<Resource> api =
                rest ? Stages.api(stage) : stage.attribute("api_id").target("aws_apigatewayv2_api");
        long capacity = api.map(ApiGatewayThrottled::capacity).orElse(Long.MAX_VALUE);
        Map.of("throttling_rate_limit", ACCOUNT_RATE, "throttling_burst_limit", ACCOUNT_BURST)
                .forEach((name, most) -> {
                    Value limit = settings.map(found -> found.attribute(prefix + name))
                            .orElseGet(() -> stage.attribute("no settings for */*"));
                    long highest = Math.min(most, capacity);
                    if (limit.isUnknown()) {
                        verdicts.unknown(shown + name, limit);
                    } else if (limit.isBetween(1, highest)) {
                        verdicts.pass(shown + name, limit);
                    } else {
                        verdicts.fail(name, shown + name, limit.toString(), "a number from 1 to " + highest);
                    }
                });
    }

    /** How many requests a second the functions behind an API take together at least; without reservations no bound. */
    private static long capacity(Resource api) {
        return Stream.of(
                        api.referrers("aws_api_gateway_integration", "rest_api_id").stream()
                                .map(integration -> integration.attribute("uri")),
                        api.referrers("aws_apigatewayv2_integration", "api_id").stream()
                                .map(integration -> integration.attribute("integration_uri")))
                .flatMap(uris -> uris)
                .flatMap(uri -> uri.target().stream())
                .flatMap(target -> target.type().equals("aws_lambda_alias")
                        ? target.find("aws_lambda_function", target.attribute("function_name")).stream()
                        : Stream.of(target))
                .filter(target -> target.type().equals("aws_lambda_function"))
                .distinct()
                .flatMap(function -> function.attribute("reserved_concurrent_executions").number().stream())
                .map(BigDecimal::longValue)
                .filter(reserved -> reserved > 0)
                .mapToLong(reserved -> reserved * REQUESTS_OF_AN_INSTANCE)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
