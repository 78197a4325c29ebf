package payments.account;

import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.guardrail.model.Resource;

/**
 * API Gateway writes logs with one role for an account and region: the stacks set it, and would take it away from another system
 * that set its own. Where they do not set it, it must be there.
 */
final class GatewayLoggingFree implements Question {
    @Override
    public String name() {
        return "api-gateway-logging";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        List<Answer> answers = new ArrayList<>();
        for (String region : stacks.regionsWith("aws_api_gateway_rest_api")) {
            String there = aws.get("apigateway", region, "/account")
                    .path("cloudwatchRoleArn")
                    .asText();
            List<String> ours = stacks.in(region, "aws_api_gateway_account")
                    .map((Resource account) -> stacks.text(account.attribute("cloudwatch_role_arn")))
                    .toList();
            if (ours.isEmpty()) {
                answers.add(
                        there.isEmpty()
                                ? Answer.fail(
                                        "ownsAccount: true, or deploy what guards this account first",
                                        "%s: no role for logs, and the stacks set none".formatted(region))
                                : Answer.pass("%s: %s".formatted(region, there)));
            } else {
                answers.add(
                        there.isEmpty() || ours.contains(there)
                                ? Answer.pass("%s: no other role".formatted(region))
                                : Answer.fail(
                                        "ownsAccount: false, if another deployment guards this account",
                                        "%s: an apply replaces the role of another system, %s"
                                                .formatted(region, there)));
            }
        }
        return answers;
    }
}
