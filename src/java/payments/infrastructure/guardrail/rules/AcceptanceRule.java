package payments.infrastructure.guardrail.rules;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A rule on what AWS refuses: arguments that do not go together, or resources that do not fit each other. What cannot be known
 * before an apply is not judged, whatever the severity; where nothing is refused, the resource passes.
 */
public abstract class AcceptanceRule extends ResourceRule {
    /**
     * A rule for these types.
     *
     * @param types resource types, such as {@code aws_db_instance}
     */
    protected AcceptanceRule(String... types) {
        super(types);
    }

    @Override
    protected final void judge(Resource resource, Verdicts verdicts) {
        Objections objections = new Objections(verdicts);
        examine(resource, objections);
        if (objections.isEmpty()) {
            verdicts.pass("", "nothing that AWS is known to refuse");
        }
    }

    /** Adds everything that AWS refuses of the resource. */
    protected abstract void examine(Resource resource, Objections objections);
}
