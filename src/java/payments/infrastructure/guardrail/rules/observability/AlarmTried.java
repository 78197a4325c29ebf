package payments.infrastructure.guardrail.rules.observability;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import payments.infrastructure.guardrail.alarm.AlarmForm;
import payments.infrastructure.guardrail.alarm.Fault;
import payments.infrastructure.guardrail.alarm.MetricName;
import payments.infrastructure.guardrail.alarm.Series;
import payments.infrastructure.guardrail.alarm.Trial;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Each alarm is tried: its metric reports a healthy day, and then the fault for which the alarm stands. It must be raised within the
 * time that the table of faults gives, by nothing on the healthy day, and again when the fault comes again. Where an alarm stands on
 * several metrics, one of their faults must raise it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html">AWS: alarm evaluation</a>
 */
@Guardrail(
        id = "alarm-tried",
        severity = Severity.MEDIUM,
        expects = "an alarm that its fault raises in time, and that a healthy day does not raise",
        fix = "set threshold, comparison_operator, statistic, period and treat_missing_data as the fault needs",
        why = "An alarm that sleeps through its fault is worse than none: everybody relies on it",
        pci = {"10.4.1.1", "10.7.2"},
        sources = "ours: no public check evaluates alarms")
final class AlarmTried extends ResourceRule {
    /** Calls a minute of an ordinary service; one whose alarm expects more has more. */
    private static final double ORDINARY_CALLS = 600;

    AlarmTried() {
        super("aws_cloudwatch_metric_alarm");
    }

    @Override
    protected void judge(Resource alarm, Verdicts verdicts) {
        Optional<String> open = AlarmReader.unknown(alarm);
        if (open.isPresent()) {
            verdicts.unknown(open.get(), alarm.attribute(open.get()));
            return;
        }
        Optional<AlarmForm> form = AlarmReader.form(alarm);
        if (form.isEmpty()) {
            verdicts.notApplicable("a band, a statistic or a function that is not worked out here");
            return;
        }
        judge(alarm, form.get(), verdicts);
    }

    private static void judge(Resource alarm, AlarmForm form, Verdicts verdicts) {
        Map<MetricName, List<Fault>> faults = new LinkedHashMap<>();
        Map<MetricName, Series> healthy = new LinkedHashMap<>();
        AlarmedResource watched = new AlarmedResource(alarm);
        for (MetricName metric : form.reading().metrics()) {
            List<Fault> shown = watched.faults(metric, form.reading().isShare());
            if (shown.isEmpty()) {
                verdicts.notApplicable(
                        "no fault is known that %s of %s shows".formatted(metric.metric(), metric.namespace()));
                return;
            }
            faults.put(metric, shown);
            healthy.put(metric, shown.get(0).healthySeries(limit(watched, shown.get(0), form)));
        }
        Optional<Trial.Problem> problem = Optional.empty();
        for (List<Fault> shown : faults.values()) {
            problem = shown.stream()
                    .flatMap(fault ->
                            tried(alarm, new Trial(form, fault, limit(watched, fault, form), healthy)).stream())
                    .findFirst();
            if (problem.isEmpty()) {
                break;
            }
        }
        problem.ifPresentOrElse(
                found -> verdicts.fail("", found.attribute(), said(alarm, found), found.expected()),
                () -> verdicts.pass("threshold", alarm.attribute("threshold")));
    }

    /** Alarms of one form on one metric are tried once. */
    private static Optional<Trial.Problem> tried(Resource alarm, Trial trial) {
        if (trial.form().reading().metrics().size() > 1) {
            return trial.problem();
        }
        Tried key = new Tried(trial.form(), trial.fault(), trial.limit());
        return alarm.stack()
                .program()
                .once(Outcome.class, key, () -> new Outcome(trial.problem()))
                .problem();
    }

    private record Tried(AlarmForm form, Fault fault, double limit) {}

    private record Outcome(Optional<Trial.Problem> problem) {}

    private static String said(Resource alarm, Trial.Problem problem) {
        Value value = alarm.attribute(problem.attribute());
        return "%s: %s".formatted(value, problem.happened());
    }

    /** What is a hundred percent; where the resource does not say, what the threshold is usually a share of. */
    private static double limit(AlarmedResource watched, Fault fault, AlarmForm form) {
        if (fault.limit().kind() == Fault.Limit.Kind.CALLS) {
            double perMinute =
                    Math.abs(form.threshold().value()) / form.window().minutes();
            return Math.max(ORDINARY_CALLS, perMinute * 100 / fault.limit().usual());
        }
        OptionalDouble known = watched.limit(fault.limit().kind());
        return known.orElseGet(() -> fault.limit().usual() == 0
                ? 0
                : Math.abs(form.threshold().value()) * 100 / fault.limit().usual());
    }
}
