package payments.performance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.Guardrails;
import payments.infrastructure.guardrail.model.Program;

/**
 * The whole check of a synthesized program, again and again in one JVM, and of several copies of it side by side. Its peer is
 * Jackson, which only reads the same JSON: that much anybody pays who looks at the stacks at all.
 */
public final class GuardrailBenchmark {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
    private static final int REPETITIONS = 9;

    private final Map<String, String> stacks;

    private GuardrailBenchmark(Map<String, String> stacks) {
        this.stacks = stacks;
    }

    /**
     * Prints a table: copies, resources, milliseconds of the first and of the median warm check, and that of reading alone.
     *
     * @param arguments the folder of the synthesized stacks, then how many copies to measure, one after the other
     */
    @SuppressWarnings("SystemOut") // a program for the command line: its output is its result
    public static void main(String[] arguments) throws IOException {
        System.out.println("| copies | resources | first check ms | warm check ms | reading ms | check / reading |");
        System.out.println("|---:|---:|---:|---:|---:|---:|");
        for (String copies : List.of(arguments).subList(1, arguments.length)) {
            System.out.println(
                    read(Path.of(arguments[0]), Integer.parseInt(copies)).measure(copies));
        }
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
        double[] checks = new double[REPETITIONS];
        double[] readings = new double[REPETITIONS];
        long resources = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            long start = System.nanoTime();
            Map<String, JsonNode> roots = new LinkedHashMap<>();
            for (Map.Entry<String, String> stack : stacks.entrySet()) {
                roots.put(stack.getKey(), JSON.readTree(stack.getValue()));
            }
            long read = System.nanoTime();
            Program program = Program.of(roots);
            new Guardrails().check(program, List.of(), TODAY);
            readings[i] = (read - start) / 1e6;
            checks[i] = (System.nanoTime() - start) / 1e6;
            resources = program.resources().count();
        }
        double first = checks[0];
        double warm = median(checks);
        double reading = median(readings);
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.0f | %.1f |",
                copies,
                resources,
                first,
                warm,
                reading,
                warm / reading);
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.copyOfRange(values, 1, values.length);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
