package payments.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The account may run as many functions at once as the stacks reserve, and 100 besides, which AWS never lets be reserved. A new
 * account often has 10 in all instead of 1,000.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">Lambda: reserved concurrency</a>
 */
final class ConcurrencyEnough implements Question {
    private static final long UNRESERVED = 100;

    @Override
    public String name() {
        return "lambda-concurrency";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        List<Answer> answers = new ArrayList<>();
        for (String region : stacks.regionsWith("aws_lambda_function")) {
            long reserved = stacks.in(region, "aws_lambda_function")
                    .flatMap(function -> function.attribute("reserved_concurrent_executions").number().stream())
                    .mapToLong(BigDecimal::longValue)
                    .filter(number -> number > 0)
                    .sum();
            JsonNode limit =
                    aws.get("lambda", region, "/2016-08-19/account-settings/").path("AccountLimit");
            long all = limit.path("ConcurrentExecutions").asLong();
            answers.add(
                    all >= reserved + UNRESERVED
                            ? Answer.pass("%s: %d at once, the stacks reserve %d".formatted(region, all, reserved))
                            : Answer.fail(
                                    "request a quota of %d for 'Concurrent executions' of Lambda (L-B99A9384) in %s"
                                            .formatted(Math.max(1_000, reserved + UNRESERVED), region),
                                    "%s: %d at once, the stacks reserve %d, and %d must stay free"
                                            .formatted(region, all, reserved, UNRESERVED)));
        }
        return answers;
    }
}
