package payments.infrastructure.guardrail.rules.lambda;

import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.RolePolicies;

/**
 * The log group of a function is made before the function, with its own key and retention, and the role may not make
 * one: else the function's first line makes a group without either. The group is the one of logging_config, or
 * /aws/lambda/ and the function's name. Rights are read from the role's policies in the program and the managed
 * policies whose rights are known; what an evaluator says of boundaries is not asked.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html">AWS: logs of functions</a>
 */
@Guardrail(
        id = "lambda-log-group-owned",
        severity = Severity.MEDIUM,
        expects = "a log group of the program, made first, and a role without logs:CreateLogGroup",
        fix = "declare the log group, let the function depend on it, and take logs:CreateLogGroup from the role",
        why = "A group that the function makes itself is kept for ever, without the key",
        pci = {"10.5.1", "10.3.2"},
        sources = "ours")
final class LambdaLogGroupOwned extends ResourceRule {
    LambdaLogGroupOwned() {
        super("aws_lambda_function");
    }

    @Override
    protected void judge(Resource function, Verdicts verdicts) {
        Optional<Resource> group = group(function);
        if (group.isEmpty()) {
            verdicts.fail("group", "logging_config.log_group", "no log group of the program", "a declared log group");
        } else if (group.get().stack().equals(function.stack()) && !function.isMadeAfter(group.get())) {
            verdicts.fail("order", "depends_on", group.get().address() + " may come later", "the log group first");
        } else {
            verdicts.pass("logging_config.log_group", group.get().address());
        }
        RolePolicies.of(function)
                .filter(policy -> RolePolicies.allows(policy, "logs:CreateLogGroup"))
                .map(RolePolicies.Named::name)
                .distinct()
                .forEach(name -> verdicts.fail(
                        name, "role", name + " allows logs:CreateLogGroup", "a role without logs:CreateLogGroup"));
    }

    private static Optional<Resource> group(Resource function) {
        if (function.has("logging_config.log_group")) {
            return function.find("aws_cloudwatch_log_group", function.attribute("logging_config.log_group"));
        }
        String name = "/aws/lambda/" + function.attribute("function_name").text();
        return function.stack().program().saying("aws_cloudwatch_log_group", "name", name).stream()
                .filter(function::isBeside)
                .findFirst();
    }
}
