package payments.infrastructure.guardrail.rules.workflow;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * The log has no inputs and outputs: they would carry what a log must not. This is the reverse of a public rule, which wants
 * them. Off is the default.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html">AWS: logging of Step Functions</a>
 */
@Guardrail(
        id = "sfn-no-execution-data",
        severity = Severity.HIGH,
        expects = "no execution data in the log",
        fix = "set include_execution_data to false",
        why = "Whatever a payment carries would stand in the log for a year",
        pci = {"3.3.1", "3.5.1"},
        sources = "conflicts CKV_AWS_285")
final class StepFunctionsNoDataLogged extends ResourceRule {

    StepFunctionsNoDataLogged() {
        super("aws_sfn_state_machine");
    }

    @Override
    protected void judge(Resource machine, Verdicts verdicts) {
        if (!machine.isInScope()) {
            verdicts.notApplicable("out of the scope of PCI DSS by its tag");
            return;
        }
        verdicts.require(
                machine, "logging_configuration.include_execution_data", data -> data.isAbsent() || data.isFalse());
    }
}
