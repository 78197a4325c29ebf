package payments.infrastructure.guardrail.rules.reality;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.states.Definition;
import payments.infrastructure.guardrail.states.Fault;

/**
 * A state machine is of a type that exists, and its definition is one that Step Functions takes: every transition leads to a
 * state, every state is reached, and every field is one of its state's type and holds what that field may.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html">AWS:
 *     CreateStateMachine, InvalidDefinition</a>
 *
 * @see <a href="https://states-language.net/spec.html">Amazon States Language</a>
 */
@Guardrail(
        id = "sfn-definition-accepted",
        severity = Severity.HIGH,
        expects = "a definition in the Amazon States Language that Step Functions takes",
        fix = "write the state as its type asks; aws stepfunctions validate-state-machine-definition says the same",
        why = "Step Functions refuses the definition, and the apply stops",
        sources = "ours: Terraform and public checks do not read the definition")
final class StepFunctionsDefinitionAccepted extends ResourceRule {
    private static final Set<String> TYPES = Set.of("STANDARD", "EXPRESS");

    StepFunctionsDefinitionAccepted() {
        super("aws_sfn_state_machine");
    }

    @Override
    protected void judge(Resource machine, Verdicts verdicts) {
        Value type = machine.attribute("type");
        if (type.isKnown() && !type.isOneOf(TYPES)) {
            verdicts.fail("type", "type", type.text(), "STANDARD or EXPRESS");
        }
        Value definition = machine.attribute("definition");
        List<Block> roots = machine.blocks("definition");
        if (roots.size() != 1) {
            if (definition.isUnknown()) {
                verdicts.notApplicable("no definition that can be read");
            } else {
                verdicts.fail("definition", definition);
            }
            return;
        }
        JsonNode root = roots.get(0).body();
        List<Fault> faults = Definition.faults(root, type.is("EXPRESS"));
        faults.forEach(fault -> verdicts.fail(
                "State::%s::%s".formatted(fault.state(), fault.found()),
                "definition",
                fault.state().isEmpty() ? fault.found() : "%s has %s".formatted(fault.state(), fault.found()),
                fault.expected()));
        if (faults.isEmpty()) {
            verdicts.pass("definition", "Step Functions takes it");
        }
    }
}
