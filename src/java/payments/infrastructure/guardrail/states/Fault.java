package payments.infrastructure.guardrail.states;

/**
 * Something for which Step Functions refuses a definition.
 *
 * @param state the state; empty for the definition as a whole
 * @param found what stands there
 * @param expected what Step Functions takes
 */
public record Fault(String state, String found, String expected) {}
