package payments.infrastructure.guardrail.alarm;

/**
 * Equal values that a metric reports within a minute.
 *
 * @param value each of them, in the unit of the metric
 * @param count how many of them
 */
public record Sample(double value, int count) {}
