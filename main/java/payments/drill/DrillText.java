package payments.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A report as text and as JSON. */
public final class DrillText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MILLIS = 1_000;
    private static final int SHOWN = 20;
    private static final int SHOWN_OF_A_PROPERTY = 3;

    private final DrillReport report;

    /** Shows a report. */
    public DrillText(DrillReport report) {
        this.report = report;
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f s", time.toMillis() / MILLIS);
    }

    static String seconds(Optional<Duration> time) {
        return time.map(DrillText::seconds).orElse("-");
    }

    /** Each line of the text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        Rehearsal tried = report.rehearsal();
        line(
                text,
                "Drill: %s is lost in environment %s",
                tried.lost(),
                tried.topology().environment());
        line(
                text,
                "  lost at   call %d (%s), %s behind the start",
                report.lost().call(),
                report.lost().where(),
                seconds(sinceStart()));
        line(
                text,
                "  seed      %d; away for %s, a person decides after %s; %s new payments a second",
                tried.seed(),
                seconds(tried.away()),
                seconds(tried.accident().decision()),
                tried.load().orders());
        line(text, "%nWho waited, and how long (times after the loss)");
        line(
                text,
                "  %-26s %7s %7s %18s %18s %14s %7s",
                "kind",
                "number",
                "hit",
                "served again after",
                "last served after",
                "longest wait",
                "never");
        for (Experience.Summary wait : report.waits()) {
            line(
                    text,
                    "  %-26s %7d %7d %18s %18s %14s %7d",
                    wait.kind().words(),
                    wait.count(),
                    wait.hit(),
                    seconds(wait.again()),
                    seconds(wait.last()),
                    seconds(wait.longest()),
                    wait.open());
        }
        line(
                text,
                "%nWhat was lost, of %d payments that were answered",
                report.missing().promised());
        list(text, "not readable while the region was away", report.missing().unreadable());
        list(text, "events not published while it was away", report.missing().unpublished());
        list(text, "not readable in the end", report.missing().gone());
        line(text, "%nWhat was done");
        for (Runbook.Taken taken : report.commands()) {
            line(
                    text,
                    "  %s: %s, %s%s",
                    seconds(Duration.between(Timeline.START, taken.at())),
                    taken.command(),
                    seconds(taken.took()),
                    taken.isDone() ? "" : ", refused");
            taken.lines().forEach(step -> line(text, "      %s", step));
        }
        line(
                text,
                "%nAlarms that are raised (after the loss); %d alarms watch what a drill does not have",
                report.alarms().beyond());
        for (Alarms.Raised alarm : report.alarms().raised()) {
            line(text, "  %12s  %s (%s)", seconds(alarm.after()), alarm.name(), alarm.region());
        }
        line(text, "%nWhat held");
        for (Property.Verdict verdict : report.verdicts()) {
            line(
                    text,
                    "  %s %s: %s",
                    verdict.property(),
                    verdict.holds() ? "holds" : "DOES NOT HOLD",
                    verdict.property().words());
            shown(text, verdict.findings(), SHOWN_OF_A_PROPERTY);
        }
        return text.toString();
    }

    private Duration sinceStart() {
        return Duration.between(Timeline.START, report.lost().at());
    }

    private static void list(StringBuilder text, String what, List<String> names) {
        line(text, "  %d %s", names.size(), what);
        shown(text, names, SHOWN);
    }

    private static void shown(StringBuilder text, List<String> lines, int most) {
        lines.stream().limit(most).forEach(each -> line(text, "      %s", each));
        if (lines.size() > most) {
            line(text, "      and %d more; the file has all", lines.size() - most);
        }
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).replace(System.lineSeparator(), "\n"))
                .append('\n');
    }

    /** Everything, for programs. */
    public String json() {
        ObjectNode root = JSON.createObjectNode();
        Rehearsal tried = report.rehearsal();
        root.put("environment", tried.topology().environment())
                .put("lost", tried.lost())
                .put("target", tried.target())
                .put("seed", tried.seed())
                .put("lostAtCall", report.lost().call())
                .put("lostAt", report.lost().where())
                .put("secondsAway", seconds(tried.away()))
                .put("holds", report.holds());
        ArrayNode waits = root.putArray("waits");
        for (Experience.Summary wait : report.waits()) {
            ObjectNode node = waits.addObject()
                    .put("kind", wait.kind().words())
                    .put("count", wait.count())
                    .put("hit", wait.hit())
                    .put("neverServed", wait.open())
                    .put("longestWaitMillis", wait.longest().toMillis());
            wait.again().ifPresent(time -> node.put("servedAgainAfterMillis", time.toMillis()));
            wait.last().ifPresent(time -> node.put("lastServedAfterMillis", time.toMillis()));
        }
        ObjectNode missing =
                root.putObject("missing").put("promised", report.missing().promised());
        texts(missing.putArray("unreadableWhileAway"), report.missing().unreadable());
        texts(missing.putArray("unpublishedWhileAway"), report.missing().unpublished());
        texts(missing.putArray("unreadableInTheEnd"), report.missing().gone());
        ArrayNode commands = root.putArray("commands");
        for (Runbook.Taken taken : report.commands()) {
            ObjectNode node = commands.addObject()
                    .put("command", taken.command())
                    .put(
                            "atMillis",
                            Duration.between(Timeline.START, taken.at()).toMillis())
                    .put("tookMillis", taken.took().toMillis())
                    .put("done", taken.isDone());
            texts(node.putArray("lines"), taken.lines());
        }
        ArrayNode alarms = root.putArray("alarms");
        for (Alarms.Raised alarm : report.alarms().raised()) {
            alarms.addObject()
                    .put("name", alarm.name())
                    .put("region", alarm.region())
                    .put("afterMillis", alarm.after().toMillis());
        }
        root.put("alarmsBeyondTheDrill", report.alarms().beyond());
        ArrayNode properties = root.putArray("properties");
        for (Property.Verdict verdict : report.verdicts()) {
            ObjectNode node = properties
                    .addObject()
                    .put("name", verdict.property().name())
                    .put("says", verdict.property().words())
                    .put("holds", verdict.holds());
            texts(node.putArray("findings"), verdict.findings());
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(root)
                            .replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
