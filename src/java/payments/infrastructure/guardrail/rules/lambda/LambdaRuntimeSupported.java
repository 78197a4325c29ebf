package payments.infrastructure.guardrail.rules.lambda;

import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Functions run on a runtime that AWS still patches (Lambda.2), without those on Amazon Linux 2, whose support ended
 * in June 2026. An image brings its own. Both architectures are right; another one does not exist.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html">AWS: runtimes and their end</a>
 */
@Guardrail(
        id = "lambda-runtime-supported",
        severity = Severity.MEDIUM,
        expects = "a supported runtime, such as java21 or java25",
        fix = "set runtime to java21 or java25 and architectures to arm64",
        why = "A runtime without patches is a known hole in every function",
        pci = {"12.3.4", "6.3.3"},
        sources = {"AwsSolutions-L1", "CKV_AWS_363", "Lambda.2", "LAMBDA_FUNCTION_SETTINGS_CHECK"})
final class LambdaRuntimeSupported extends ResourceRule {
    private static final Set<String> SUPPORTED = Set.of(
            "java25",
            "java21",
            "java17",
            "python3.14",
            "python3.13",
            "python3.12",
            "nodejs24.x",
            "nodejs22.x",
            "ruby3.4",
            "ruby3.3",
            "dotnet10",
            "dotnet8",
            "provided.al2023");

    LambdaRuntimeSupported() {
        super("aws_lambda_function");
    }

    @Override
    protected void judge(Resource function, Verdicts verdicts) {
        if (Functions.isImage(function)) {
            verdicts.notApplicable("an image brings its own runtime");
            return;
        }
        verdicts.require(function, "runtime", runtime -> runtime.isOneOf(SUPPORTED));
        verdicts.require(function, "architectures", names -> names.texts()
                .allMatch(name -> name.equals("arm64") || name.equals("x86_64")));
    }
}
