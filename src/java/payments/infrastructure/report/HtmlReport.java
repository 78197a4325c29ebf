package payments.infrastructure.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import payments.infrastructure.guardrail.Cause;
import payments.infrastructure.guardrail.Report;
import payments.infrastructure.guardrail.Suppression;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdict;

/** One page for the auditor, which works from disk: no script, no picture, nothing from the network. */
final class HtmlReport {
    private final Report report;
    private final ReportContext context;
    private final PciRequirements requirements = PciRequirements.load();
    private final Html page = new Html();

    HtmlReport(Report report, ReportContext context) {
        this.report = report;
        this.context = context;
    }

    String render() {
        page.open("Guardrails: " + context.program());
        summary();
        findings();
        openRoutes();
        byRequirement();
        wiring();
        suppressions();
        notCovered();
        page.heading("Inherited from AWS");
        page.table(List.of("requirement", "what AWS answers for"), pairs(requirements.inherited()));
        page.heading("Manual: no configuration shows this");
        page.table(List.of("requirement", "what people must do"), pairs(requirements.manual()));
        return page.close();
    }

    private void summary() {
        page.heading("Summary");
        page.paragraph(
                "This configuration supports the requirements of %s that are listed below, as far as they are judged. %s"
                        .formatted(requirements.standard(), requirements.note()));
        page.table(
                List.of("", ""),
                List.of(
                        List.of("judged", context.program()),
                        List.of("stacks", String.join(", ", report.stacks())),
                        List.of("resources", String.valueOf(report.resources())),
                        List.of("day", context.day().toString()),
                        List.of("commit", context.commit()),
                        List.of("program", context.version()),
                        List.of("findings that fail the synthesis", count(report.findings(context.failsFrom()))),
                        List.of("findings in all", count(report.findings(Severity.LOW))),
                        List.of("suppressed", String.valueOf(report.suppressed().size()))));
    }

    private void findings() {
        page.heading("Findings");
        List<Result> findings = report.findings(Severity.LOW);
        if (findings.isEmpty()) {
            page.paragraph("None.");
            return;
        }
        page.paragraph(
                "One change of the resource and the attribute that a cause names removes all of its findings, or shows what is left."
                        + " The command payments explain shows a bad and a good example of each rule.");
        List<Cause> causes = report.causes(Severity.LOW);
        page.table(
                List.of("cause", "severity", "rule", "where", "found", "expected", "fix"),
                IntStream.range(0, causes.size())
                        .boxed()
                        .flatMap(i -> causes.get(i).findings().stream().map(finding -> row(i + 1, finding)))
                        .toList());
    }

    private static List<String> row(int cause, Result finding) {
        return List.of(
                String.valueOf(cause),
                lower(finding.rule().severity()),
                rule(finding),
                where(finding),
                evidence(finding),
                finding.expected(),
                finding.rule().fix());
    }

    private void openRoutes() {
        page.heading("Open routes");
        if (report.openRoutes().isEmpty()) {
            page.paragraph("None: every route but GET /health asks who is calling.");
            return;
        }
        page.paragraph(
                "Anyone may call these routes: nothing asks who is calling. An API key counts callers, it proves no identity.");
        page.table(
                List.of("stack", "route", "reason", "owner", "until"),
                report.openRoutes().stream()
                        .map(open -> List.of(open.stack(), open.route(), open.reason(), open.owner(), open.end()))
                        .toList());
    }

    private void byRequirement() {
        page.heading("Satisfied by configuration, by requirement of " + requirements.standard());
        Map<String, List<Result>> byRequirement = new TreeMap<>(HtmlReport::compareRequirements);
        requirements
                .configuration()
                .keySet()
                .forEach(id -> byRequirement.put(
                        id,
                        judged().stream()
                                .filter(result -> result.rule().pci().contains(id))
                                .toList()));
        byRequirement.forEach(
                (id, results) -> section(id + " " + requirements.configuration().getOrDefault(id, ""), results));
    }

    private void wiring() {
        page.heading("Wiring and reliability, without a requirement of the standard");
        judged().stream()
                .filter(result -> result.rule().pci().isEmpty())
                .collect(Collectors.groupingBy(result -> result.rule().id(), TreeMap::new, Collectors.toList()))
                .forEach(this::section);
    }

    private void section(String title, List<Result> results) {
        if (results.isEmpty()) {
            page.fold(
                    title + ": nothing here is judged for it",
                    () -> page.paragraph("No rule, or no resource that one applies to."));
            return;
        }
        page.fold(
                title + ": " + tally(results),
                () -> page.table(
                        List.of("verdict", "rule", "where", "region", "evidence"),
                        results.stream()
                                .sorted(Comparator.comparing(Result::verdict)
                                        .reversed()
                                        .thenComparing(result -> result.rule().id()))
                                .map(result -> List.of(
                                        lower(result.verdict()),
                                        rule(result),
                                        where(result),
                                        result.subject().region(),
                                        evidence(result)))
                                .toList()));
    }

    private void suppressions() {
        page.heading("Suppressions");
        if (report.suppressed().isEmpty()) {
            page.paragraph("None.");
            return;
        }
        page.table(
                List.of("rule", "where", "found", "reason", "owner", "instead", "expires"),
                report.suppressed().entrySet().stream()
                        .map(entry -> suppression(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static List<String> suppression(Result result, Suppression suppression) {
        return List.of(
                rule(result),
                where(result),
                evidence(result),
                suppression.reason(),
                suppression.owner(),
                suppression.control(),
                suppression.expires().toString());
    }

    private void notCovered() {
        page.heading("Resource types without a rule");
        page.table(
                List.of("type", "resources"),
                report.uncovered().entrySet().stream()
                        .map(type -> List.of(type.getKey(), String.valueOf(type.getValue())))
                        .toList());
        report.notices().forEach(page::paragraph);
    }

    private List<Result> judged() {
        return report.results().stream()
                .filter(result -> result.verdict() != Verdict.NOT_APPLICABLE)
                .toList();
    }

    private static String tally(List<Result> results) {
        return results.stream()
                .collect(Collectors.groupingBy(Result::verdict, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getValue() + " " + lower(entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String rule(Result result) {
        return result.qualifier().isEmpty() ? result.rule().id() : result.rule().id() + "[" + result.qualifier() + "]";
    }

    private static String where(Result result) {
        return result.subject().path() + " (" + result.subject().address() + ")";
    }

    private static String evidence(Result result) {
        return result.attribute().isEmpty() ? result.value() : result.attribute() + " = " + result.value();
    }

    private static String count(List<Result> results) {
        return String.valueOf(results.size());
    }

    private static List<List<String>> pairs(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(entry -> List.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** 3.5.1 before 10.2.1: by number, not by letter. */
    private static int compareRequirements(String a, String b) {
        String[] left = a.split("\\.", -1);
        String[] right = b.split("\\.", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }
}
