package payments.infrastructure.guardrail.rules.observability;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import payments.infrastructure.guardrail.alarm.EventPattern;
import payments.infrastructure.guardrail.alarm.TrailEvent;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * What an intruder does first is found in the trail's log group and raises an alarm: filters for each subject of the CIS AWS
 * Foundations Benchmark. A subject is covered when the patterns of filters with an alarm match each of its made-up events.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html">AWS Security Hub: CloudWatch.1 to CloudWatch.14</a>
 */
@Guardrail(
        id = "cis-metric-filters",
        severity = Severity.LOW,
        expects = "a metric filter with an alarm for each of the 14 subjects",
        fix = "add aws_cloudwatch_log_metric_filter on the trail's group, and an alarm on its metric",
        why = "A trail that is not read shows the theft only afterwards",
        pci = {"10.4.1.1", "10.7.2"},
        sources = {
            "AVD-AWS-0147",
            "AVD-AWS-0149",
            "AVD-AWS-0150",
            "AVD-AWS-0151",
            "AVD-AWS-0153",
            "AVD-AWS-0154",
            "AVD-AWS-0155",
            "AVD-AWS-0156",
            "AVD-AWS-0157",
            "AVD-AWS-0158",
            "AVD-AWS-0159",
            "AVD-AWS-0160"
        })
final class CisTamperingAlarmed extends Rule {
    @Override
    public Set<String> types() {
        return Set.of("aws_cloudwatch_log_metric_filter");
    }

    /**
     * So many subjects say that somebody set out to find all: then one that is missing is a mistake. That people sign in by their company,
     * which asks for the second factor, excuses none: a user whom an intruder makes signs in without.
     */
    private static final int SET_OUT = 5;

    @Override
    protected void judge(Program program, Judging judging) {
        for (Resource trail : program.resources("aws_cloudtrail")) {
            judging.about(Subject.of(trail), verdicts -> judge(trail, verdicts));
        }
    }

    private static void judge(Resource trail, Verdicts verdicts) {
        List<Predicate<JsonNode>> found =
                trail.follow("cloud_watch_logs_group_arn", "aws_cloudwatch_log_group").stream()
                        .flatMap(
                                group -> group.referrers("aws_cloudwatch_log_metric_filter", "log_group_name").stream())
                        .filter(filter -> !LogsFilterCounts.alarms(filter).isEmpty())
                        .flatMap(filter ->
                                EventPattern.of(filter.attribute("pattern").text()).stream())
                        .toList();
        Map<String, Set<String>> missed = new TreeMap<>();
        for (TrailEvent event : TrailEvent.all()) {
            if (!event.isOrdinary()) {
                Set<String> calls = missed.computeIfAbsent(event.subject(), subject -> new TreeSet<>());
                if (found.stream().noneMatch(test -> test.test(event.json()))) {
                    calls.add(event.call());
                }
            }
        }
        long whole = missed.values().stream().filter(Set::isEmpty).count();
        Severity severity = whole >= SET_OUT ? Severity.MEDIUM : Severity.LOW;
        missed.forEach((subject, calls) -> {
            if (calls.isEmpty()) {
                verdicts.pass("aws_cloudwatch_log_metric_filter.pattern", subject);
            } else {
                verdicts.fail(
                        new Verdicts.Finding(severity, subject),
                        "aws_cloudwatch_log_metric_filter.pattern",
                        "no filter with an alarm for %s: %s".formatted(subject, String.join(", ", calls)),
                        "a metric filter with an alarm that finds each of these calls");
            }
        });
    }
}
