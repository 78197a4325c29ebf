package payments.infrastructure.guardrail.rules.observability;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import payments.infrastructure.guardrail.alarm.EventPattern;
import payments.infrastructure.guardrail.alarm.Fault;
import payments.infrastructure.guardrail.alarm.MetricName;
import payments.infrastructure.guardrail.alarm.TrailEvent;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;

/** What metric filters count: the faults of metrics that are made of logs. */
final class CountedEvents {
    private static final String FILTER = "aws_cloudwatch_log_metric_filter";
    private static final int REFUSALS_PER_MINUTE = 20;
    private static final int LINES_PER_MINUTE = 100;

    private CountedEvents() {}

    /** The faults of a metric that metric filters beside an alarm make. */
    static List<Fault> faults(Resource alarm, MetricName metric) {
        return alarm.stack().program().saying(FILTER, "metric_transformation.name", metric.metric()).stream()
                .filter(filter -> filter.isBeside(alarm))
                .flatMap(filter -> filter.blocks("metric_transformation").stream()
                        .filter(made -> made.attribute("namespace").is(metric.namespace())
                                && made.attribute("name").is(metric.metric()))
                        .map(made -> fault(filter, made, metric)))
                .toList();
    }

    private static Fault fault(Resource filter, Block made, MetricName metric) {
        double value = made.attribute("value")
                .number()
                .filter(number -> number.signum() > 0)
                .map(BigDecimal::doubleValue)
                .orElse(1.0);
        Optional<Predicate<JsonNode>> pattern =
                EventPattern.of(filter.attribute("pattern").text());
        List<TrailEvent> counted = TrailEvent.all().stream()
                .filter(event -> pattern.filter(test -> test.test(event.json())).isPresent())
                .toList();
        if (isOfTrail(filter) && counted.stream().allMatch(TrailEvent::isRefusal)) {
            return Fault.counted(metric, value, REFUSALS_PER_MINUTE, "20 calls a minute are refused");
        }
        return isOfTrail(filter)
                ? Fault.counted(metric, value, 1, "a call that the filter counts")
                : Fault.counted(metric, value, LINES_PER_MINUTE, "100 lines a minute that the filter counts");
    }

    /** Whether a filter reads events of a trail, by the fields that its pattern names. */
    static boolean isOfTrail(Resource filter) {
        return filter.attribute("pattern")
                .text()
                .matches("(?s).*\\$\\.(event(Name|Source|Type)|userIdentity|errorCode|additionalEventData)\\b.*");
    }
}
