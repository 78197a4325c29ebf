package payments.infrastructure.guardrail.rules.lambda;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * In production Lambda takes signed packages only.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html">AWS: code signing</a>
 */
@Guardrail(
        id = "lambda-code-signing",
        severity = Severity.LOW,
        expects = "code_signing_config_arn in production",
        fix = "add an aws_lambda_code_signing_config and sign the package",
        why = "Who may upload code could upload anything",
        pci = {"6.3.2", "11.5.2"},
        sources = "CKV_AWS_272")
final class LambdaCodeSigned extends ResourceRule {
    LambdaCodeSigned() {
        super("aws_lambda_function");
    }

    @Override
    protected void judge(Resource function, Verdicts verdicts) {
        if (!function.isProduction() || Functions.isImage(function)) {
            verdicts.notApplicable("not a package of production");
            return;
        }
        verdicts.requireWritten(function, "code_signing_config_arn", config -> config.isPresent() && !config.is(""));
    }
}
