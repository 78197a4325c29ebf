package payments.drill;

import java.time.Duration;
import java.util.List;

/** A report as one page of HTML, which loads nothing. */
public final class DrillPage {
    private static final String STYLE =
            "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
                    + "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #bbb;padding:.3rem .6rem;text-align:left}"
                    + ".holds{color:#175c2a}.fails{color:#a11}pre{background:#f4f4f4;padding:.6rem;overflow:auto}";

    private final DrillReport report;

    /** Shows a report. */
    public DrillPage(DrillReport report) {
        this.report = report;
    }

    /** The page. */
    public String html() {
        Rehearsal tried = report.rehearsal();
        StringBuilder page = new StringBuilder();
        String title = "Drill: %s is lost in %s"
                .formatted(tried.lost(), tried.topology().environment());
        page.append(
                "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s</title><style>%s</style></head><body>\n"
                        .formatted(safe(title), STYLE));
        page.append("<h1>%s</h1>\n<p class=\"%s\">%s</p>\n"
                .formatted(
                        safe(title),
                        report.holds() ? "holds" : "fails",
                        report.holds() ? "R1 to R6 held." : "Not everything held."));
        page.append("<p>Lost at call %d (%s). Seed %d.</p>\n"
                .formatted(report.lost().call(), safe(report.lost().where()), tried.seed()));
        page.append("<h2>What held</h2>\n");
        table(
                page,
                List.of("", "property", "", "why not"),
                report.verdicts().stream()
                        .map(verdict -> List.of(
                                verdict.property().name(),
                                verdict.property().words(),
                                verdict.holds() ? "holds" : "does not hold",
                                String.join("; ", verdict.findings())))
                        .toList());
        page.append("<h2>Who waited, and how long</h2>\n");
        table(
                page,
                List.of(
                        "kind",
                        "number",
                        "hit",
                        "served again after",
                        "last served after",
                        "longest wait",
                        "never served"),
                report.waits().stream()
                        .map(wait -> List.of(
                                wait.kind().words(),
                                Integer.toString(wait.count()),
                                Integer.toString(wait.hit()),
                                DrillText.seconds(wait.again()),
                                DrillText.seconds(wait.last()),
                                DrillText.seconds(wait.longest()),
                                Integer.toString(wait.open())))
                        .toList());
        page.append("<h2>What was lost, of %d payments that were answered</h2>\n"
                .formatted(report.missing().promised()));
        table(
                page,
                List.of("", "number", "which"),
                List.of(
                        missing(
                                "not readable while the region was away",
                                report.missing().unreadable()),
                        missing(
                                "events not published while it was away",
                                report.missing().unpublished()),
                        missing("not readable in the end", report.missing().gone())));
        page.append("<h2>What was done</h2>\n");
        for (Runbook.Taken taken : report.commands()) {
            page.append("<p>%s: <code>%s</code>, %s</p>\n<pre>%s</pre>\n"
                    .formatted(
                            DrillText.seconds(Duration.between(Timeline.START, taken.at())),
                            safe(taken.command()),
                            DrillText.seconds(taken.took()),
                            safe(String.join("\n", taken.lines()))));
        }
        page.append("<h2>Alarms</h2>\n<p>%d alarms watch what a drill does not have.</p>\n"
                .formatted(report.alarms().beyond()));
        table(
                page,
                List.of("after the loss", "alarm", "region"),
                report.alarms().raised().stream()
                        .map(alarm -> List.of(DrillText.seconds(alarm.after()), alarm.name(), alarm.region()))
                        .toList());
        return page.append("</body></html>\n").toString();
    }

    private static List<String> missing(String what, List<String> names) {
        return List.of(what, Integer.toString(names.size()), String.join(", ", names));
    }

    private static void table(StringBuilder page, List<String> heads, List<List<String>> rows) {
        page.append("<table><tr>");
        heads.forEach(head -> page.append("<th>%s</th>".formatted(safe(head))));
        page.append("</tr>\n");
        for (List<String> row : rows) {
            page.append("<tr>");
            row.forEach(cell -> page.append("<td>%s</td>".formatted(safe(cell))));
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    private static String safe(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
