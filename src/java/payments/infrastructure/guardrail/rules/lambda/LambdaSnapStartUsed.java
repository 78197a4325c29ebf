package payments.infrastructure.guardrail.rules.lambda;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * SnapStart works for published versions only: the function publishes, every trigger calls an alias or a version, and
 * the alias points to a version. It excludes provisioned concurrency, file systems and more than 512 MB of temporary
 * storage.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">AWS: SnapStart</a>
 */
@Guardrail(
        id = "lambda-snapstart-alias",
        severity = Severity.MEDIUM,
        expects =
                "publish true, triggers through an alias, no provisioned concurrency, file system or large temporary storage",
        fix = "publish the function and call its alias",
        why = "A trigger that calls the function itself starts cold every time, without a sign of it",
        sources = "ours (SnapStart doc)")
final class LambdaSnapStartUsed extends ResourceRule {
    private static final long LARGEST_STORAGE_MB = 512;

    LambdaSnapStartUsed() {
        super("aws_lambda_function");
    }

    @Override
    protected void judge(Resource function, Verdicts verdicts) {
        Value applied = function.attribute("snap_start.apply_on");
        if (applied.isAbsent() || applied.is("None")) {
            verdicts.notApplicable("the function has no SnapStart");
            return;
        }
        verdicts.require(function, "publish", Value::isTrue);
        verdicts.require(function, "file_system_config", Value::isAbsent);
        verdicts.require(
                function, "ephemeral_storage.size", size -> size.isAbsent() || size.isBetween(1, LARGEST_STORAGE_MB));
        for (Trigger trigger : Triggers.of(function)) {
            if (trigger.qualifier().isEmpty() || trigger.qualifier().equals("$LATEST")) {
                verdicts.fail(
                        trigger.by().address(),
                        "aws_lambda_alias",
                        trigger.by().address() + " calls no alias",
                        "the alias");
            } else {
                verdicts.pass("aws_lambda_alias", trigger.by().address() + " calls " + trigger.qualifier());
            }
        }
        function.referrers("aws_lambda_provisioned_concurrency_config", "function_name")
                .forEach(config -> verdicts.fail(
                        config.address(), "aws_lambda_provisioned_concurrency_config", config.address(), "none"));
        function.referrers("aws_lambda_alias", "function_name").stream()
                .filter(alias -> alias.attribute("function_version").is("$LATEST"))
                .forEach(alias -> verdicts.fail(
                        alias.address(), "aws_lambda_alias.function_version", "$LATEST", "a published version"));
    }
}
