package payments.infrastructure.reality;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import payments.infrastructure.text.Nearest;

/** The parameters of RDS for PostgreSQL and Aurora PostgreSQL. Sources: the column of {@code database-parameters.tsv}. */
public final class DatabaseParameters {
    private static final Map<String, Parameter> ALL = Datasets.of("database-parameters").rows().stream()
            .map(row -> new Parameter(
                    row.text("name"),
                    row.text("apply").equals("static"),
                    row.text("kind"),
                    row.text("values"),
                    row.text("from"),
                    row.text("to")))
            .collect(Collectors.toMap(Parameter::name, Function.identity(), (one, other) -> one, TreeMap::new));

    /** Extensions of which the table has every parameter that groups take. */
    private static final Set<String> COMPLETE = Set.of("auto_explain", "pg_stat_statements", "pgaudit");

    /** How parameters begin that AWS adds to its engines, of which no page has them all. */
    private static final Set<String> OF_AWS = Set.of("ansi_", "apg_", "aurora_", "rds_");

    private static final Set<String> FLAGS = Set.of("0", "1", "on", "off", "true", "false", "yes", "no");

    private DatabaseParameters() {}

    /**
     * A parameter.
     *
     * @param name in small letters
     * @param isStatic whether it changes with a restart alone
     * @param kind {@code boolean}, {@code enum}, {@code number} or {@code text}
     * @param values the first and the last of a number, those of an enum
     * @param from the first major version that has it; empty where all do
     * @param to the last
     */
    public record Parameter(String name, boolean isStatic, String kind, String values, String from, String to) {
        /** Whether a major version has it; a version that is not known has. */
        public boolean isIn(String major) {
            return major.isEmpty()
                    || ((from.isEmpty() || Integer.parseInt(major) >= Integer.parseInt(from))
                            && (to.isEmpty() || Integer.parseInt(major) <= Integer.parseInt(to)));
        }

        /** What it takes, in words; empty where it takes the value, or where that cannot be said. */
        public Optional<String> refusal(String value) {
            switch (kind) {
                case "boolean" -> {
                    return FLAGS.contains(value.toLowerCase(Locale.ROOT)) ? Optional.empty() : Optional.of("1 or 0");
                }
                case "enum" -> {
                    List<String> known = List.of(values.split("\\|", -1));
                    boolean taken = known.stream().anyMatch(value::equalsIgnoreCase)
                            || FLAGS.contains(value.toLowerCase(Locale.ROOT));
                    return taken ? Optional.empty() : Optional.of("one of " + String.join(", ", known));
                }
                case "number" -> {
                    return values.isEmpty() || isWithin(value)
                            ? Optional.empty()
                            : Optional.of("a number in " + values);
                }
                default -> {
                    return Optional.empty();
                }
            }
        }

        /** A formula such as {@code {DBInstanceClassMemory/32768}}, or a number with a unit, is taken for right. */
        private boolean isWithin(String value) {
            if (!value.matches("-?[0-9]+(\\.[0-9]+)?")) {
                return true;
            }
            BigDecimal number = new BigDecimal(value);
            String[] bounds = values.split("\\.\\.", -1);
            return (bounds[0].isEmpty() || number.compareTo(new BigDecimal(bounds[0])) >= 0)
                    && (bounds[1].isEmpty() || number.compareTo(new BigDecimal(bounds[1])) <= 0);
        }
    }

    /** The parameter of a name; empty where the table has none. */
    public static Optional<Parameter> of(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** Whether RDS surely has no parameter of a name that the table lacks. */
    public static boolean isRefused(String name) {
        if (ALL.containsKey(name)) {
            return false;
        }
        int dot = name.indexOf('.');
        if (dot < 0) {
            return OF_AWS.stream().noneMatch(name::startsWith);
        }
        String extension = name.substring(0, dot);
        return COMPLETE.contains(extension) || !extensions().contains(extension) || isMisspelt(name);
    }

    /** A name that was probably meant. */
    public static Optional<String> nearest(String name) {
        return Nearest.to(name, ALL.keySet());
    }

    private static boolean isMisspelt(String name) {
        return ALL.keySet().stream().anyMatch(known -> Nearest.distance(name, known) <= 2);
    }

    private static Set<String> extensions() {
        return ALL.keySet().stream()
                .filter(name -> name.contains("."))
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toSet());
    }
}
