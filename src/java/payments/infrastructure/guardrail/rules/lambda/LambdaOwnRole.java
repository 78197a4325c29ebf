package payments.infrastructure.guardrail.rules.lambda;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * No two functions share a role. A function of one name in several regions is one function; roles are compared as
 * text, so that a role named by its ARN counts like a reference.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html">AWS: execution role</a>
 */
@Guardrail(
        id = "lambda-own-role",
        severity = Severity.MEDIUM,
        expects = "a role that no other function has",
        fix = "give each function its own role",
        why = "A shared role gives each function the rights of all",
        pci = "7.2.5",
        sources = "ours")
final class LambdaOwnRole extends ResourceRule {
    LambdaOwnRole() {
        super("aws_lambda_function");
    }

    @Override
    protected void judge(Resource function, Verdicts verdicts) {
        Value role = function.attribute("role");
        if (role.isAbsent()) {
            verdicts.fail("role", role);
            return;
        }
        Set<String> sharing = new TreeSet<>();
        Stream.concat(
                        function.alike("role").stream(),
                        function.find("aws_iam_role", role).stream()
                                .flatMap(found -> found.referrers("aws_lambda_function", "role").stream()))
                .filter(other -> !other.attribute("function_name")
                        .text()
                        .equals(function.attribute("function_name").text()))
                .filter(other -> other.environment().equals(function.environment()))
                .forEach(other -> sharing.add(other.address()));
        if (sharing.isEmpty()) {
            verdicts.pass("role", role);
        } else {
            verdicts.fail("", "role", "shared with " + String.join(", ", sharing), "a role of its own");
        }
    }
}
