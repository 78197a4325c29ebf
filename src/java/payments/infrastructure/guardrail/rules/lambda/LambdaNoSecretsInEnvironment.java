package payments.infrastructure.guardrail.rules.lambda;

import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Environment variables hold no secret: none by name unless the value is only an ARN or a name, none by shape (access
 * keys, private keys, addresses with a password, card numbers), and none taken from an attribute that is one. Who may
 * read a function's configuration reads its variables. Messages never show the value.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">AWS: environment variables</a>
 */
@Guardrail(
        id = "lambda-env-no-secrets",
        severity = Severity.CRITICAL,
        expects = "no secret, but the ARN of one in Secrets Manager",
        fix = "keep the secret in Secrets Manager and give the function its ARN",
        why = "Variables are shown in the console and stored in Terraform's state",
        pci = {"8.6.2", "3.5.1"},
        sources = "CKV_AWS_45")
final class LambdaNoSecretsInEnvironment extends ResourceRule {
    LambdaNoSecretsInEnvironment() {
        super("aws_lambda_function");
    }

    @Override
    protected void judge(Resource function, Verdicts verdicts) {
        Value variables = function.attribute("environment.variables");
        if (variables.isAbsent()) {
            verdicts.notApplicable("the function has no variables");
            return;
        }
        if (!variables.json().isObject()) {
            verdicts.unknown("environment.variables", variables);
            return;
        }
        boolean clean = true;
        for (String name : names(variables)) {
            Value value = Functions.variable(function, name);
            String reason = EnvironmentSecrets.reason(name, value);
            if (!reason.isEmpty()) {
                clean = false;
                verdicts.failSecret("environment.variables." + name, reason, value.text());
            }
        }
        if (clean) {
            verdicts.pass("environment", variables.json().size() + " variables without a secret");
        }
    }

    private static List<String> names(Value variables) {
        List<String> names = new ArrayList<>();
        variables.json().fieldNames().forEachRemaining(names::add);
        return names;
    }
}
