/**
 * Definitions of state machines in the Amazon States Language, judged as {@code CreateStateMachine} judges them before it makes
 * anything. What only Terraform or AWS fills in is taken as it should be.
 */
@NullMarked
package payments.infrastructure.guardrail.states;

import org.jspecify.annotations.NullMarked;
