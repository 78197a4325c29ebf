package payments.infrastructure.guardrail.rules.lambda;

import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * What Terraform invokes during a plan or an apply can be invoked then. A version with SnapStart is pending for minutes after it
 * was published, and Lambda answers 409 {@code SnapStartNotReadyException}; the provider waits for the function, not for the
 * version.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html">AWS: SnapStart and function states</a>
 * @see <a href="https://github.com/hashicorp/terraform-provider-aws/issues/42693">AWS provider: issue 42693</a>
 */
@Guardrail(
        id = "lambda-invocation-ready",
        severity = Severity.HIGH,
        expects = "a function without SnapStart, or its $LATEST: nothing waits until a version's snapshot is taken",
        fix = "leave out snap_start of a function that Terraform invokes, or leave out the qualifier of the invocation",
        why =
                "The first apply ends with 409 SnapStartNotReadyException, and everything that depends on the invocation is not made",
        sources = "ours: public checks do not ask what happens during an apply")
final class LambdaInvocationReady extends Rule {
    static final String INVOCATION = "aws_lambda_invocation";

    @Override
    public Set<String> types() {
        return Set.of(INVOCATION);
    }

    @Override
    protected void judge(Program program, Judging judging) {
        // Data sources and ephemeral resources invoke a function too, already when a plan is made.
        program.stacks().stream()
                .flatMap(stack -> stack.resources().stream())
                .filter(resource -> resource.type().equals(INVOCATION))
                .forEach(invocation -> judging.about(Subject.of(invocation), verdicts -> judge(invocation, verdicts)));
    }

    private static void judge(Resource invocation, Verdicts verdicts) {
        Optional<Resource> function = Triggers.function(invocation);
        if (function.isEmpty()) {
            verdicts.notApplicable("the function is not in the program");
            return;
        }
        Value applied = function.get().attribute("snap_start.apply_on");
        String qualifier = Triggers.qualifier(invocation);
        if (applied.isAbsent() || applied.is("None")) {
            verdicts.pass("snap_start", "none on " + function.get().address());
        } else if (qualifier.isEmpty() || qualifier.equals("$LATEST")) {
            verdicts.pass("qualifier", "$LATEST, of which no snapshot is taken");
        } else {
            verdicts.fail("qualifier", qualifier + " of " + function.get().address() + ", which has SnapStart");
        }
    }
}
