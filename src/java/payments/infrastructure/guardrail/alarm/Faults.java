package payments.infrastructure.guardrail.alarm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The faults by the metrics that show them: the table {@code faults.tsv} beside this class, whose head explains its columns. */
public final class Faults {
    private static final int COLUMNS = 9;
    private static final Map<MetricName, List<Fault>> ALL = read();

    private Faults() {}

    /** Those that a metric shows; none when the table does not have the metric. */
    public static List<Fault> of(MetricName metric) {
        return ALL.getOrDefault(metric, List.of());
    }

    /** All, by their metrics in the order of the table. */
    public static Map<MetricName, List<Fault>> all() {
        return ALL;
    }

    private static Map<MetricName, List<Fault>> read() {
        Map<MetricName, List<Fault>> faults = new LinkedHashMap<>();
        for (List<String> cells : Table.rows("faults.tsv", COLUMNS)) {
            Fault fault = fault(cells);
            faults.computeIfAbsent(fault.metric(), metric -> new ArrayList<>()).add(fault);
        }
        return faults;
    }

    private static Fault fault(List<String> cells) {
        String[] limit = cells.get(3).split(" ", -1);
        return new Fault(
                new MetricName(cells.get(0), cells.get(1)),
                Fault.Applies.valueOf(cells.get(2).toUpperCase(Locale.ROOT)),
                limit.length < 2
                        ? Fault.Limit.NONE
                        : new Fault.Limit(
                                Fault.Limit.Kind.valueOf(limit[0].toUpperCase(Locale.ROOT)),
                                Double.parseDouble(limit[1])),
                new Course(cells.get(4)),
                new Course(cells.get(5)),
                new Fault.Time(cells.get(6).equals("-") ? 0 : Integer.parseInt(cells.get(6)), cells.get(7)),
                cells.get(8));
    }
}
