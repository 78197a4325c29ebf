package payments.infrastructure.guardrail.rules.lambda;

import java.util.List;
import payments.infrastructure.guardrail.access.Permissions;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.Decision.Outcome;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Target;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Lambda attaches a function to a VPC with the function's own role, which so may act on every network interface. What the code of
 * the function asks carries the key {@code lambda:SourceFunctionArn}; what Lambda itself asks does not. The evaluator is asked for
 * the code.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">AWS: deny the code what Lambda needs</a>
 */
@Guardrail(
        id = "lambda-code-off-interfaces",
        severity = Severity.MEDIUM,
        expects = "a denial of ec2 actions on network interfaces where lambda:SourceFunctionArn is the function",
        fix = "deny the ec2 actions under ArnEquals lambda:SourceFunctionArn",
        why = "Code that is taken over could detach or delete the network interfaces of everything in the account",
        pci = {"7.2.2", "1.4.1"},
        sources = "ours: the Lambda guide's advice on VPC permissions")
final class LambdaCodeOffInterfaces extends ResourceRule {
    private static final List<String> ACTIONS = List.of(
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DetachNetworkInterface",
            "ec2:AssignPrivateIpAddresses",
            "ec2:UnassignPrivateIpAddresses");

    LambdaCodeOffInterfaces() {
        super("aws_iam_role");
    }

    @Override
    protected void judge(Resource role, Verdicts verdicts) {
        List<Resource> functions = role.referrers("aws_lambda_function", "role");
        if (functions.isEmpty()) {
            verdicts.notApplicable("no function of the program has it");
            return;
        }
        Identity identity = Permissions.of(role);
        for (Resource function : functions) {
            List<String> possible = possible(identity, function);
            if (possible.isEmpty()) {
                verdicts.pass(
                        "aws_iam_role_policy.policy",
                        "the code of %s may not act on network interfaces".formatted(function.address()));
            } else {
                verdicts.fail(
                        function.address(),
                        "aws_iam_role_policy.policy",
                        "the code of %s may %s".formatted(function.address(), String.join(", ", possible)));
            }
        }
    }

    private static List<String> possible(Identity identity, Resource function) {
        RequestContext byCode = RequestContext.nothing().with("lambda:SourceFunctionArn", function.arn());
        Target interfaces = Target.of("*", function.account());
        return ACTIONS.stream()
                .filter(action -> {
                    Outcome outcome =
                            Access.may(identity, action, interfaces, byCode).outcome();
                    return outcome == Outcome.ALLOWED || outcome == Outcome.CONDITIONAL;
                })
                .toList();
    }
}
