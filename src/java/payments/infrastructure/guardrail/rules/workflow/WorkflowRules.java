package payments.infrastructure.guardrail.rules.workflow;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on state machines, event buses and schedules. */
public final class WorkflowRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new StepFunctionsLogged(),
            new StepFunctionsNoDataLogged(),
            new StepFunctionsErrorsHandled(),
            new StepFunctionsSnapStartAwaited(),
            new StepFunctionsRetriesUsable(),
            new StepFunctionsLambdaErrorsRetried(),
            new EventBridgePolicyNarrow(),
            new EventBridgeFailedEventsRetained(),
            new OrchestrationEncrypted());

    private WorkflowRules() {}
}
