package payments.infrastructure.guardrail.rules.reality;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.reality.Arguments;
import payments.infrastructure.reality.Limit;

/**
 * Every argument whose value is known has one that AWS accepts: a value of an enumeration, a length, a form, a range. Terraform
 * checks some of them; the others fail when half of a stack has been made. Arguments of which AWS's models and pages say
 * nothing are not judged.
 */
@Guardrail(
        id = "arguments-accepted",
        severity = Severity.HIGH,
        expects = "values that AWS accepts",
        fix = "write a value that the API of the service accepts",
        why = "AWS refuses the request in the middle of an apply, and what was made until then stays",
        sources = "ours: by the models of the services that the SDKs are made from, and by AWS's API references")
final class ArgumentsAccepted extends ResourceRule {
    ArgumentsAccepted() {
        super(Arguments.known().types().toArray(String[]::new));
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        int[] counts = new int[2];
        Arguments.known().of(resource.type()).forEach((first, limits) -> {
            if (resource.body().has(first)) {
                limits.forEach(limit -> judge(resource, limit, verdicts, counts));
            }
        });
        if (counts[0] == 0) {
            verdicts.notApplicable("no argument is written that is known and can be judged");
        } else if (counts[1] == 0) {
            verdicts.pass("", counts[0] + " arguments");
        }
    }

    /** @param counts how many values were judged, and how many of them AWS refuses */
    private static void judge(Resource resource, Limit limit, Verdicts verdicts, int[] counts) {
        for (Value value : resource.attributes(limit.argument())) {
            if (!value.isKnown() || !value.json().isValueNode()) {
                continue;
            }
            counts[0]++;
            if (!limit.accepts(value.text())) {
                counts[1]++;
                verdicts.fail(
                        limit.argument() + "::" + limit.kind().name(),
                        limit.argument(),
                        value.text(),
                        limit.words(value.text()));
            }
        }
    }
}
