package payments.infrastructure.guardrail.rules.workflow;

import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Every run is logged. A standard machine stores its history itself, so errors are enough there; an express one stores nothing.
 * Nothing is logged by default.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html">AWS: logging of Step Functions</a>
 */
@Guardrail(
        id = "sfn-logging",
        severity = Severity.MEDIUM,
        expects = "level ALL (a STANDARD machine at least ERROR) to a log group, its ARN with :* at the end",
        fix = "set logging_configuration with level ALL and log_destination \"<log group ARN>:*\"",
        why = "A payment that a machine lost could not be followed",
        pci = "10.4.2",
        sources = {"AwsSolutions-SF1", "StepFunctions.1", "STEP_FUNCTIONS_STATE_MACHINE_LOGGING_ENABLED"})
final class StepFunctionsLogged extends ResourceRule {
    private static final Set<String> ENOUGH_FOR_STANDARD = Set.of("ALL", "ERROR");

    StepFunctionsLogged() {
        super("aws_sfn_state_machine");
    }

    @Override
    protected void judge(Resource machine, Verdicts verdicts) {
        boolean express = machine.has("type") && !machine.attribute("type").is("STANDARD");
        verdicts.require(
                machine,
                "logging_configuration.level",
                level -> express ? level.is("ALL") : level.isOneOf(ENOUGH_FOR_STANDARD));
        Value destination = machine.attribute("logging_configuration.log_destination");
        if (destination.text().endsWith(":*") && destination.text().length() > 2) {
            verdicts.pass("logging_configuration.log_destination", destination);
        } else {
            verdicts.fail("logging_configuration.log_destination", destination);
        }
    }
}
