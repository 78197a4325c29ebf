package payments.infrastructure.guardrail.rules.observability;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.alarm.AlarmForm;
import payments.infrastructure.guardrail.alarm.MetricExpression;
import payments.infrastructure.guardrail.alarm.MetricName;
import payments.infrastructure.guardrail.alarm.MissingData;
import payments.infrastructure.guardrail.alarm.Reading;
import payments.infrastructure.guardrail.alarm.Statistic;
import payments.infrastructure.guardrail.alarm.Threshold;
import payments.infrastructure.guardrail.alarm.Window;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** Reads what decides about the state of an alarm. */
final class AlarmReader {
    private AlarmReader() {}

    /** The first argument that decides and that only Terraform knows. */
    static Optional<String> unknown(Resource alarm) {
        return Stream.of(
                        "namespace",
                        "metric_name",
                        "comparison_operator",
                        "threshold",
                        "period",
                        "evaluation_periods",
                        "datapoints_to_alarm",
                        "statistic",
                        "extended_statistic",
                        "treat_missing_data",
                        "metric_query")
                .filter(argument -> isOpen(alarm, argument))
                .findFirst();
    }

    private static boolean isOpen(Resource alarm, String argument) {
        Value value = alarm.attribute(argument);
        return argument.equals("metric_query") ? value.json().isTextual() : value.isPresent() && !value.isKnown();
    }

    /** The alarm, where all that decides can be worked out; empty for bands, and for what CloudWatch would refuse. */
    static Optional<AlarmForm> form(Resource alarm) {
        Optional<Threshold.Comparison> comparison =
                Threshold.Comparison.of(alarm.attribute("comparison_operator").text());
        Optional<BigDecimal> threshold = alarm.attribute("threshold").number();
        Optional<BigDecimal> periods = alarm.attribute("evaluation_periods").number();
        Value missing = alarm.attribute("treat_missing_data");
        Optional<MissingData> taken = MissingData.of(missing.isAbsent() ? "missing" : missing.text());
        Optional<Reading> reading = reading(alarm);
        Optional<BigDecimal> period = period(alarm);
        if (comparison.isEmpty()
                || threshold.isEmpty()
                || periods.isEmpty()
                || periods.get().signum() <= 0
                || taken.isEmpty()
                || reading.isEmpty()
                || period.isEmpty()) {
            return Optional.empty();
        }
        int count = periods.get().intValue();
        int datapoints = alarm.attribute("datapoints_to_alarm")
                .number()
                .map(BigDecimal::intValue)
                .orElse(count);
        return Optional.of(new AlarmForm(
                reading.get(),
                new Threshold(comparison.get(), threshold.get().doubleValue()),
                new Window(count, Duration.ofSeconds(period.get().longValue()), datapoints),
                taken.get()));
    }

    private static Optional<BigDecimal> period(Resource alarm) {
        return Stream.of("period", "metric_query.metric.period", "metric_query.period")
                .flatMap(path -> alarm.attributes(path).stream())
                .flatMap(value -> value.number().stream())
                .filter(seconds -> seconds.signum() > 0)
                .findFirst();
    }

    private static Optional<Reading> reading(Resource alarm) {
        List<Block> queries = alarm.blocks("metric_query");
        if (queries.isEmpty()) {
            String statistic = alarm.has("extended_statistic") ? "extended_statistic" : "statistic";
            return reading(alarm, statistic);
        }
        Map<String, Reading> named = new LinkedHashMap<>();
        for (int round = 0; round < queries.size(); round++) {
            for (Block query : queries) {
                read(query, named)
                        .ifPresent(reading -> named.put(query.attribute("id").text(), reading));
            }
        }
        return queries.stream()
                .filter(query -> query.attribute("return_data").isTrue())
                .findFirst()
                .map(query -> named.get(query.attribute("id").text()));
    }

    private static Optional<Reading> read(Block query, Map<String, Reading> named) {
        List<Block> metrics = query.blocks("metric");
        return metrics.isEmpty()
                ? MetricExpression.of(query.attribute("expression").text(), named)
                : reading(metrics.get(0), "stat");
    }

    private static Optional<Reading> reading(Block metric, String statistic) {
        MetricName name = new MetricName(
                metric.attribute("namespace").text(),
                metric.attribute("metric_name").text());
        return Statistic.of(metric.attribute(statistic).text()).map(read -> new Reading.OfMetric(name, read));
    }
}
