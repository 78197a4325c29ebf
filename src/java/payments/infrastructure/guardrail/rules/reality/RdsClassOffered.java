package payments.infrastructure.guardrail.rules.reality;

import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.reality.InstanceClasses;

/**
 * The engine has the instance class. Whether a region has it, and in which zones, only the API of the account says.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html">AWS: classes by engine</a>
 */
@Guardrail(
        id = "rds-class-offered",
        severity = Severity.HIGH,
        expects = "an instance class that AWS has for the engine",
        fix = "choose a class of the list in the finding",
        why = "The apply stops at the database, half an hour after it began",
        sources = "ours: Terraform takes any text for a class")
final class RdsClassOffered extends ResourceRule {
    private static final String CLASS = "instance_class";

    RdsClassOffered() {
        super(Engines.INSTANCE, Engines.CLUSTER_INSTANCE);
    }

    @Override
    protected void judge(Resource instance, Verdicts verdicts) {
        String engine = Engines.of(instance);
        Value wanted = instance.attribute(CLASS);
        if (!engine.isEmpty() && !engine.contains("postgres")) {
            verdicts.notApplicable("the engine is " + engine);
        } else if (wanted.isAbsent()) {
            verdicts.fail(CLASS, wanted);
        } else if (!wanted.isKnown()) {
            verdicts.unknown(CLASS, wanted);
        } else {
            Optional<String> refusal =
                    engine.isEmpty() ? anywhere(wanted.text()) : InstanceClasses.refusal(engine, wanted.text());
            refusal.ifPresentOrElse(
                    why -> verdicts.fail("", CLASS, wanted.text(), "a class that AWS has: " + why),
                    () -> verdicts.pass(CLASS, wanted));
        }
    }

    /** Where nothing says which engine it is, one of the two must have the class. */
    private static Optional<String> anywhere(String wanted) {
        return InstanceClasses.refusal("postgres", wanted)
                .filter(rds ->
                        InstanceClasses.refusal("aurora-postgresql", wanted).isPresent());
    }
}
