package payments.infrastructure.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.quota.QuotaUse;
import payments.infrastructure.reality.Quotas;
import payments.infrastructure.reality.Quotas.Quota;

/**
 * What a deployment uses of the quotas of a new account, for people: one line to a quota, where it uses most of it. The quotas that
 * first deployments meet are always there, the others from a fifth on.
 */
public final class QuotaTable {
    private static final Set<String> ALWAYS =
            Set.of("elastic-ips", "network-interfaces", "alarms", "lambda-concurrency", "event-rules");
    private static final double WORTH_A_LINE = 0.2;

    private final List<QuotaUse> uses;
    private final boolean all;

    /**
     * The table of a program.
     *
     * @param all whether every quota that is used is listed, for every account and region
     */
    public QuotaTable(Program program, boolean all) {
        this.uses = QuotaUse.of(program);
        this.all = all;
    }

    /** The table, with a line that explains it. */
    public String render() {
        List<Line> lines = all ? uses.stream().map(Line::of).toList() : most();
        int width = lines.stream().mapToInt(line -> line.what.length()).max().orElse(0);
        StringBuilder text = new StringBuilder("Of the quotas of a new account this uses%s:%n%n"
                .formatted(all ? "" : ", where it uses most (--verbose lists all)"));
        for (Line line : lines) {
            String row = ("  %-" + width + "s  %,7d of %,9d  %s")
                    .formatted(line.what, line.used, line.most, line.place)
                    .stripTrailing();
            text.append(row)
                    .append(line.used > line.most ? "  more than there is" : "")
                    .append(System.lineSeparator());
        }
        return text.toString();
    }

    /** Of each quota the place that uses most, the largest share first. */
    private List<Line> most() {
        Map<String, Line> byQuota = new LinkedHashMap<>();
        uses.forEach(use -> byQuota.merge(
                use.quota().id(), Line.of(use), (one, other) -> other.share() > one.share() ? other : one));
        ALWAYS.forEach(id -> byQuota.putIfAbsent(id, Line.unused(Quotas.of(id))));
        return byQuota.entrySet().stream()
                .filter(entry -> entry.getValue().share() >= WORTH_A_LINE || ALWAYS.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparingDouble(Line::share).reversed().thenComparing(Line::what))
                .toList();
    }

    private record Line(String what, long used, int most, String place) {
        static Line of(QuotaUse use) {
            return new Line(use.quota().what(), use.used(), use.most(), use.place());
        }

        static Line unused(Quota quota) {
            return new Line(quota.what(), 0, quota.most(), "");
        }

        double share() {
            return (double) used / most;
        }
    }
}
