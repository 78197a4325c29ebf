package payments.infrastructure.guardrail.rules.events;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on what brings events. */
public final class EventRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new LambdaMappingFitsSource(),
            new EventPatternAccepted(),
            new ScheduleAccepted(),
            new EventBridgeTargetAccepted(),
            new SchedulerTargetAccepted(),
            new LambdaEnvironmentAccepted(),
            new LambdaSettingsFit(),
            new LambdaDestinationsAccepted(),
            new LambdaPermissionFitsSource());

    private EventRules() {}
}
