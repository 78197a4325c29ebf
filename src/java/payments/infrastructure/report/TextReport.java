package payments.infrastructure.report;

import java.util.List;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.Report;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdict;

/** Findings one to a line, the worst first, and a summary. */
final class TextReport {
    private final Report report;
    private final ReportContext context;

    TextReport(Report report, ReportContext context) {
        this.report = report;
        this.context = context;
    }

    String render() {
        List<Result> failures = report.findings(context.failsFrom());
        List<Result> warnings = report.findings(Severity.LOW).stream()
                .filter(finding -> !failures.contains(finding))
                .toList();
        StringBuilder text = new StringBuilder();
        failures.forEach(finding -> text.append(finding.message()).append('\n'));
        warnings.forEach(
                finding -> text.append("warning ").append(finding.message()).append('\n'));
        report.notices().forEach(notice -> text.append("note: ").append(notice).append('\n'));
        if (!report.uncovered().isEmpty()) {
            text.append("note: no rule judges ")
                    .append(report.uncovered().entrySet().stream()
                            .map(type -> type.getKey() + " (" + type.getValue() + ")")
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        return text.append(
                        "Guardrails: %d findings, %d warnings, %d suppressed; %d verdicts pass in %d resources of %d stacks\n"
                                .formatted(
                                        failures.size(),
                                        warnings.size(),
                                        report.suppressed().size(),
                                        report.results().stream()
                                                .filter(result -> result.verdict() == Verdict.PASS)
                                                .count(),
                                        report.resources(),
                                        report.stacks().size()))
                .toString();
    }
}
