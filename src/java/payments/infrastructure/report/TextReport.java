package payments.infrastructure.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.Cause;
import payments.infrastructure.guardrail.Report;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.RuleDefinition;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdict;

/**
 * For people: one entry for each cause, the worst first, with the rules that ask for the same change below it; warnings one to a
 * rule, with their number; and the verdict, last. Long values are cut: the whole stands in the other forms.
 */
final class TextReport {
    private static final int LONGEST_VALUE = 200;

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
        List<Cause> causes = report.causes(context.failsFrom());
        causes.forEach(cause -> text.append(entry(cause)));
        if (context.verbose()) {
            warnings.forEach(
                    warning -> text.append("warning ").append(line(warning)).append('\n'));
        } else {
            byRule(warnings)
                    .forEach((rule, of) ->
                            text.append("warning ").append(sum(of)).append('\n'));
        }
        report.openRoutes().stream()
                .filter(open -> open.accepted() != null)
                .forEach(open -> text.append("note: open to anyone: %s in %s, accepted by %s until %s\n"
                        .formatted(bounded(open.route()), open.stack(), bounded(open.owner()), open.end())));
        report.notices().forEach(notice -> text.append("note: ").append(notice).append('\n'));
        if (!failures.isEmpty() || !warnings.isEmpty()) {
            text.append(
                    "note: payments explain RULE says why a rule asks for something, with a bad and a good example\n");
        }
        return text.append("Guardrails: %s%s, %s, %d suppressed; %s in %s of %s%s\n"
                        .formatted(
                                Counted.of(failures.size(), "finding"),
                                causes.size() < failures.size() ? " of " + Counted.of(causes.size(), "cause") : "",
                                Counted.of(warnings.size(), "warning"),
                                report.suppressed().size(),
                                passing(),
                                Counted.of(report.resources(), "resource"),
                                Counted.of(report.stacks().size(), "stack"),
                                shortened(warnings) ? "; --verbose lists each warning" : ""))
                .toString();
    }

    private String passing() {
        long passing = report.results().stream()
                .filter(result -> result.verdict() == Verdict.PASS)
                .count();
        return passing == 1 ? "1 verdict passes" : passing + " verdicts pass";
    }

    private boolean shortened(List<Result> warnings) {
        return !context.verbose() && byRule(warnings).size() < warnings.size();
    }

    private static Map<String, List<Result>> byRule(List<Result> warnings) {
        return warnings.stream()
                .collect(
                        Collectors.groupingBy(warning -> warning.rule().id(), LinkedHashMap::new, Collectors.toList()));
    }

    /** One line for all warnings of a rule; the line itself where there is one. */
    private static String sum(List<Result> warnings) {
        Result first = warnings.get(0);
        if (warnings.size() == 1) {
            return line(first);
        }
        return "%s [%s] %d times, the first in %s: expected %s; fix: %s"
                .formatted(
                        first.rule().severity().name().toLowerCase(Locale.ROOT),
                        first.rule().id(),
                        warnings.size(),
                        bounded(first.subject().path()),
                        bounded(first.expected()),
                        first.rule().fix());
    }

    /** The gravest finding of a cause, and a line for each rule that asks for the same change. */
    private static String entry(Cause cause) {
        StringBuilder entry = new StringBuilder(line(cause.first())).append('\n');
        cause.further().stream()
                .collect(Collectors.groupingBy(finding -> finding.rule().id(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(same -> entry.append(also(cause.first(), same)).append('\n'));
        return entry.toString();
    }

    private static String also(Result first, List<Result> same) {
        RuleDefinition rule = same.get(0).rule();
        String found = same.stream()
                .map(finding -> difference(first, finding))
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
        String what = found.isEmpty() ? "" : ": " + found;
        return rule.id().equals(first.rule().id())
                ? "  also [%s]%s".formatted(rule.id(), what)
                : "  also %s [%s]%s; expected %s; fix: %s"
                        .formatted(
                                rule.severity().name().toLowerCase(Locale.ROOT),
                                rule.id(),
                                what,
                                bounded(same.get(0).expected()),
                                rule.fix());
    }

    /** What a finding says that the first one of its cause does not. */
    private static String difference(Result first, Result finding) {
        boolean here = finding.subject().equals(first.subject());
        boolean sameFound =
                finding.attribute().equals(first.attribute()) && finding.value().equals(first.value());
        List<String> parts = new ArrayList<>();
        if (!here) {
            parts.add("%s (%s)"
                    .formatted(
                            bounded(finding.subject().path()),
                            bounded(finding.subject().address())));
        }
        if (!finding.qualifier().isEmpty() && !finding.qualifier().equals(finding.attribute())) {
            parts.add("[" + bounded(finding.qualifier()) + "]");
        }
        if (!sameFound && !finding.attribute().isEmpty()) {
            parts.add(bounded(finding.attribute()) + " = " + bounded(finding.value()));
        }
        return String.join(" ", parts);
    }

    private static String line(Result result) {
        Subject subject = result.subject();
        return new Result(
                        result.rule(),
                        result.verdict(),
                        new Subject(
                                subject.stack(),
                                bounded(subject.path()),
                                bounded(subject.address()),
                                subject.type(),
                                subject.region()),
                        bounded(result.qualifier()),
                        bounded(result.attribute()),
                        bounded(result.value()),
                        bounded(result.expected()))
                .message();
    }

    private static String bounded(String text) {
        return Bounded.text(text, LONGEST_VALUE);
    }
}
