package payments.infrastructure.guardrail.rules.observability;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * What an intruder does first is found in the trail's log group and raises an alarm: one filter for each subject of the CIS AWS
 * Foundations Benchmark. A filter counts when its pattern names one of the subject's calls and an alarm watches its metric.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html">AWS Security Hub: CloudWatch.1 to CloudWatch.14</a>
 */
@Guardrail(
        id = "cis-metric-filters",
        severity = Severity.LOW,
        expects = "a metric filter with an alarm for each of the 13 subjects",
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

    /** By subject: what stands in a pattern that looks for it. */
    private static final Map<String, Pattern> SUBJECTS = new TreeMap<>(Map.ofEntries(
            subject("root use", "Root"),
            subject("unauthorised calls", "UnauthorizedOperation|AccessDenied"),
            subject("console failures", "Failed authentication"),
            subject("IAM changes", "PutRolePolicy|AttachRolePolicy|CreatePolicyVersion|CreatePolicy\\b"),
            subject("CloudTrail changes", "StopLogging|DeleteTrail"),
            subject("keys disabled", "DisableKey|ScheduleKeyDeletion"),
            subject("bucket policies", "PutBucketPolicy"),
            subject("Config changes", "StopConfigurationRecorder"),
            subject("security groups", "AuthorizeSecurityGroupIngress"),
            subject("network ACLs", "NetworkAcl"),
            subject("gateways", "InternetGateway|CustomerGateway"),
            subject("route tables", "CreateRoute\\b|ReplaceRoute\\b"),
            subject("VPC changes", "CreateVpc\\b|ModifyVpcAttribute|DeleteVpc\\b")));

    @Override
    protected void judge(Program program, Judging judging) {
        Set<String> alarmed = program.resources("aws_cloudwatch_metric_alarm").stream()
                .map(alarm -> alarm.stack().environment() + " "
                        + alarm.attribute("namespace").text() + " "
                        + alarm.attribute("metric_name").text())
                .collect(Collectors.toSet());
        for (Resource trail : program.resources("aws_cloudtrail")) {
            judging.about(Subject.of(trail), verdicts -> judge(trail, alarmed, verdicts));
        }
    }

    private void judge(Resource trail, Set<String> alarmed, Verdicts verdicts) {
        List<Resource> filters = trail.follow("cloud_watch_logs_group_arn", "aws_cloudwatch_log_group").stream()
                .flatMap(group -> group.referrers("aws_cloudwatch_log_metric_filter", "log_group_name").stream())
                .filter(filter -> filter.blocks("metric_transformation").stream()
                        .anyMatch(metric -> alarmed.contains(filter.stack().environment() + " "
                                + metric.attribute("namespace").text() + " "
                                + metric.attribute("name").text())))
                .toList();
        SUBJECTS.forEach((subject, pattern) -> {
            if (filters.stream()
                    .anyMatch(filter ->
                            pattern.matcher(filter.attribute("pattern").text()).find())) {
                verdicts.pass("pattern", subject);
            } else {
                verdicts.fail(subject, "pattern", "no filter with an alarm for " + subject);
            }
        });
    }

    private static Map.Entry<String, Pattern> subject(String name, String pattern) {
        return Map.entry(name, Pattern.compile(pattern));
    }
}
