package payments.infrastructure.guardrail.rules.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Every task is tried again and its failure is caught; a distributed map has a bound for concurrency and failures, and writes
 * its results down. States inside of maps and parallel branches count too.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html">AWS: error handling</a>
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html">AWS: distributed map</a>
 */
@Guardrail(
        id = "sfn-error-paths",
        severity = Severity.MEDIUM,
        expects =
                "Retry and Catch on every Task; MaxConcurrency, a bound of tolerated failures, a ResultWriter and Catch on every distributed Map",
        fix = "add them to the state in the definition",
        why = "One timeout would end a run of thousands of payments half-way",
        sources = "ours: public checks do not read the definition")
final class StepFunctionsErrorsHandled extends ResourceRule {
    /** The share in percent with which a map never fails. */
    private static final int ALL = 100;

    StepFunctionsErrorsHandled() {
        super("aws_sfn_state_machine");
    }

    @Override
    protected void judge(Resource machine, Verdicts verdicts) {
        List<Block> roots = machine.blocks("definition");
        List<Block> states =
                roots.stream().map(root -> root.attribute("States").json()).allMatch(JsonNode::isObject)
                        ? roots
                        : List.of();
        if (states.isEmpty()) {
            if (machine.attribute("definition").isUnknown()) {
                verdicts.unknown("definition", machine.attribute("definition"));
            } else {
                verdicts.fail("definition", "cannot be read as a definition with States");
            }
            return;
        }
        Map<String, String> problems = new TreeMap<>();
        states.forEach(root -> judge(root.attribute("States").json(), problems));
        problems.forEach((state, problem) -> verdicts.fail("State::" + state, "definition", state + " has " + problem));
        if (problems.isEmpty()) {
            verdicts.pass("definition", "all tasks retry and catch");
        }
    }

    private static void judge(JsonNode states, Map<String, String> problems) {
        states.properties().forEach(entry -> {
            JsonNode state = entry.getValue();
            String type = state.path("Type").asText();
            if (type.equals("Task")
                    && (state.path("Retry").isEmpty() || state.path("Catch").isEmpty())) {
                problems.put(entry.getKey(), state.path("Retry").isEmpty() ? "no Retry" : "no Catch");
            }
            if (type.equals("Map") && isDistributed(state)) {
                judgeMap(entry.getKey(), state, problems);
            }
            judge(state.path("ItemProcessor").path("States"), problems);
            judge(state.path("Iterator").path("States"), problems);
            state.path("Branches").forEach(branch -> judge(branch.path("States"), problems));
        });
    }

    private static boolean isDistributed(JsonNode state) {
        return state.path("ItemProcessor")
                .path("ProcessorConfig")
                .path("Mode")
                .asText()
                .equals("DISTRIBUTED");
    }

    private static void judgeMap(String name, JsonNode state, Map<String, String> problems) {
        boolean bounded = state.path("MaxConcurrency").asInt(0) > 0 || state.has("MaxConcurrencyPath");
        boolean tolerant = state.path("ToleratedFailurePercentage").asInt(ALL) < ALL
                || state.has("ToleratedFailureCount")
                || state.has("ToleratedFailurePercentagePath")
                || state.has("ToleratedFailureCountPath");
        if (!bounded) {
            problems.put(name, "no MaxConcurrency");
        } else if (!tolerant) {
            problems.put(name, "no bound of tolerated failures");
        } else if (state.path("ResultWriter").isEmpty()) {
            problems.put(name, "no ResultWriter");
        } else if (state.path("Catch").isEmpty()) {
            problems.put(name, "no Catch");
        }
    }
}
