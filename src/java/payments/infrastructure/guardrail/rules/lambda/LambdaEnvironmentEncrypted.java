package payments.infrastructure.guardrail.rules.lambda;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.CustomerKey;

/**
 * Variables are encrypted by a key of one's own. Without one Lambda uses its own key, which cannot be taken away from
 * a reader.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html">AWS: encryption of variables</a>
 */
@Guardrail(
        id = "lambda-env-cmk",
        severity = Severity.MEDIUM,
        expects = "kms_key_arn of an own key where there are variables",
        fix = "set kms_key_arn",
        why = "Who may read the configuration reads the variables, unless the key says no",
        pci = {"3.6.1", "8.3.2"},
        sources = "CKV_AWS_173")
final class LambdaEnvironmentEncrypted extends ResourceRule {
    LambdaEnvironmentEncrypted() {
        super("aws_lambda_function");
    }

    @Override
    protected void judge(Resource function, Verdicts verdicts) {
        if (function.attribute("environment.variables").json().isEmpty()
                && !function.attribute("environment.variables").isUnknown()) {
            verdicts.notApplicable("the function has no variables");
            return;
        }
        verdicts.requireWritten(
                function, "kms_key_arn", key -> key.isPresent() && !key.is("") && !CustomerKey.isOfAws(key));
    }
}
