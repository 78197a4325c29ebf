package payments.infrastructure.guardrail.events;

/**
 * Something that a service refuses, or that never takes effect.
 *
 * @param found what stands there, with its place
 * @param expected what the service takes
 */
public record Fault(String found, String expected) {}
