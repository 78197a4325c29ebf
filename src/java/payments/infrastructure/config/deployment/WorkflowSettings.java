package payments.infrastructure.config.deployment;

import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Range;

/**
 * The state machine that carries a payment through: validate, process, notify, or give up.
 *
 * @param step each of its functions
 * @param timeoutSeconds longest execution; then it counts as failed
 */
public record WorkflowSettings(
        @Describe("Each function of a step") WorkerSettings step,

        @Fallback("900") @Range(min = 60, max = 86400) @Describe("Longest execution in seconds")
        int timeoutSeconds) {}
