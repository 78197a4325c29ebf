package payments.infrastructure.guardrail.rules.observability;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on logs, alarms and traces. */
public final class ObservabilityRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new LogGroupEncrypted(),
            new LogRetentionSet(),
            new LogCardNumbersMasked(),
            new AlarmActionable(),
            new AlarmTried(),
            new CloudWatchAlarmAccepted(),
            new CloudWatchDashboardAccepted(),
            new LogsFilterAccepted(),
            new LogsFilterCounts(),
            new AlarmCoverageComplete(),
            new AlarmRegionsAgree(),
            new CisTamperingAlarmed(),
            new XRayTracingOn());

    private ObservabilityRules() {}
}
