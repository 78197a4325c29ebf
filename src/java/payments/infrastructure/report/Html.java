package payments.infrastructure.report;

import java.util.List;
import java.util.Set;

/** Writes a page; every text is escaped, without regard to its source. */
final class Html {
    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; color: #1b1f24; }
            table { border-collapse: collapse; width: 100%%; margin: .5rem 0 1.5rem; }
            th, td { border: 1px solid #d0d7de; padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
            th { background: #f3f5f7; }
            summary { cursor: pointer; padding: .25rem 0; font-weight: 600; }
            td.fail, td.critical, td.high { color: #b30000; font-weight: 600; }
            td.suppressed, td.medium { color: #8a5a00; }
            td.pass { color: #1a6b2c; }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            """;

    /** Verdicts and severities that have a colour. */
    private static final Set<String> COLOURED = Set.of("pass", "fail", "suppressed", "critical", "high", "medium");

    private final StringBuilder text = new StringBuilder();

    void open(String title) {
        text.append(HEAD.formatted(escape(title)));
    }

    String close() {
        return text.append("</body>\n</html>\n").toString();
    }

    void heading(String title) {
        text.append("<h2>").append(escape(title)).append("</h2>\n");
    }

    void paragraph(String words) {
        text.append("<p>").append(escape(words)).append("</p>\n");
    }

    /** Something that opens on a click. */
    void fold(String title, Runnable content) {
        text.append("<details><summary>").append(escape(title)).append("</summary>\n");
        content.run();
        text.append("</details>\n");
    }

    /** A cell that is a verdict or a severity has its colour. */
    void table(List<String> head, List<List<String>> rows) {
        text.append("<table>\n");
        if (head.stream().anyMatch(title -> !title.isEmpty())) {
            text.append("<tr>");
            head.forEach(title -> text.append("<th>").append(escape(title)).append("</th>"));
            text.append("</tr>\n");
        }
        for (List<String> row : rows) {
            text.append("<tr>");
            row.forEach(cell -> text.append("<td")
                    .append(COLOURED.contains(cell) ? " class=\"" + cell + "\"" : "")
                    .append('>')
                    .append(escape(cell))
                    .append("</td>"));
            text.append("</tr>\n");
        }
        text.append("</table>\n");
    }

    private static String escape(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
