package payments.performance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.Catalogue;
import payments.infrastructure.guardrail.Guardrails;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rules.reality.RealityRules;

/**
 * The whole check of a synthesized program, again and again in one JVM, and of several copies of it side by side. Its peer is
 * Jackson, which only reads the same JSON: that much anybody pays who looks at the stacks at all. Beside it the same check
 * without the rules on what AWS has, and the rules that take longest. All times are processor times of the one thread that
 * judges, from which other work on the machine takes little.
 */
public final class GuardrailBenchmark {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int REPETITIONS = 9;
    private static final int SLOWEST = 10;

    private final Map<String, String> stacks;

    private GuardrailBenchmark(Map<String, String> stacks) {
        this.stacks = stacks;
    }

    /**
     * Prints a table: copies, resources, milliseconds of the first and of the median warm check, what the rules on AWS add to
     * that, and reading alone; then the slowest rules of the last size.
     *
     * @param arguments the folder of the synthesized stacks, then how many copies to measure, one after the other
     */
    @SuppressWarnings("SystemOut") // a program for the command line: its output is its result
    public static void main(String[] arguments) throws IOException {
        System.out.println(
                "| copies | resources | first check ms | warm check ms | of it reality ms | reading ms | check / reading |");
        System.out.println("|---:|---:|---:|---:|---:|---:|---:|");
        List<String> sizes = List.of(arguments).subList(1, arguments.length);
        for (String copies : sizes) {
            System.out.println(
                    read(Path.of(arguments[0]), Integer.parseInt(copies)).measure(copies));
        }
        System.out.println();
        System.out.println("| rule | warm ms |");
        System.out.println("|---|---:|");
        read(Path.of(arguments[0]), Integer.parseInt(sizes.get(sizes.size() - 1)))
                .slowest()
                .forEach(System.out::println);
    }

    /** Copies differ in the names of their environments, and so in every name. */
    private static GuardrailBenchmark read(Path folder, int copies) throws IOException {
        Map<String, String> stacks = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(found -> found.endsWith("cdk.tf.json")).toList()) {
                String name = file.getName(file.getNameCount() - 2).toString();
                String text = Files.readString(file);
                for (int copy = 0; copy < copies; copy++) {
                    String suffix = copy == 0 ? "" : "x" + copy;
                    stacks.put(renamed(name, suffix), renamed(text, suffix));
                }
            }
        }
        return new GuardrailBenchmark(stacks);
    }

    private static String renamed(String text, String suffix) {
        return text.replaceAll("(?<![A-Za-z0-9])(dev|staging|prod)(?![A-Za-z0-9])", "$1" + suffix);
    }

    private String measure(String copies) throws IOException {
        List<Rule> others = Catalogue.rules().stream()
                .filter(rule -> !RealityRules.ALL.contains(rule))
                .toList();
        double[] checks = new double[REPETITIONS];
        double[] without = new double[REPETITIONS];
        double[] readings = new double[REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            long start = now();
            Map<String, JsonNode> roots = roots();
            readings[i] = since(start);
            new Guardrails().check(Program.of(roots), List.of(), TODAY);
            checks[i] = since(start);
            start = now();
            new Guardrails(others).check(Program.of(roots()), List.of(), TODAY);
            without[i] = since(start);
        }
        double warm = median(checks);
        double reading = median(readings);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.0f | %.0f | %.1f |",
                copies,
                Program.of(roots()).resources().count(),
                checks[0],
                warm,
                warm - median(without),
                reading,
                warm / reading);
    }

    /**
     * The rules that take longest. What several rules ask of a program is found once for all, by the first of them in the
     * order of the catalogue.
     */
    private List<String> slowest() throws IOException {
        Map<String, double[]> times = new LinkedHashMap<>();
        for (int i = 0; i < REPETITIONS; i++) {
            Program program = Program.of(roots());
            for (Rule rule : Catalogue.rules()) {
                long start = now();
                rule.results(program);
                times.computeIfAbsent(rule.definition().id(), id -> new double[REPETITIONS])[i] = since(start);
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        times.forEach((id, measured) -> medians.put(id, median(measured)));
        return medians.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(SLOWEST)
                .map(rule -> String.format(Locale.ROOT, "| `%s` | %.0f |", rule.getKey(), rule.getValue()))
                .toList();
    }

    private Map<String, JsonNode> roots() throws IOException {
        Map<String, JsonNode> roots = new LinkedHashMap<>();
        for (Map.Entry<String, String> stack : stacks.entrySet()) {
            roots.put(stack.getKey(), JSON.readTree(stack.getValue()));
        }
        return roots;
    }

    private static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static double since(long start) {
        return (now() - start) / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.copyOfRange(values, 1, values.length);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
