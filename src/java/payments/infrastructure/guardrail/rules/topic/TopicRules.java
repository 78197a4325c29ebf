package payments.infrastructure.guardrail.rules.topic;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on topics. */
public final class TopicRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new SnsEncrypted(),
            new SnsFilterPassesAlarms(),
            new SnsAlarmsReceived(),
            new SnsPolicyNarrow(),
            new SnsFailedDeliveriesRetained(),
            new SnsFailedDeliveriesLogged(),
            new SnsSubscriptionsFit());

    private TopicRules() {}
}
