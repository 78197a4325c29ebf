package payments.infrastructure.guardrail.rules.queue;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on queues. */
public final class QueueRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new SqsEncrypted(),
            new SqsDeadLettersRetained(),
            new SqsVisibleAfterTimeout(),
            new SqsPolicyNarrow(),
            new SqsConsumed(),
            new SqsQueuesAgree());

    private QueueRules() {}
}
