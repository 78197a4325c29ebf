package payments.infrastructure.guardrail.alarm;

/**
 * A metric, whatever it is of.
 *
 * @param namespace such as {@code AWS/Lambda}
 * @param metric such as {@code Errors}
 */
public record MetricName(String namespace, String metric) {}
