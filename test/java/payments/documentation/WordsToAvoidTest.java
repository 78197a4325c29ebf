package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sources and documents use the words of the field, so that a reader finds each thing under its usual name. */
class WordsToAvoidTest {
    private static final Path LIST = Path.of("test/resources/documentation/words-to-avoid.txt");
    private static final List<Path> ROOTS = List.of(
            Path.of("README.md"),
            Path.of("CONTRIBUTING.md"),
            Path.of("main"),
            Path.of("src"),
            Path.of("lambda-handler"),
            Path.of("test/java"));
    private static final Pattern READ = Pattern.compile(".*\\.(java|md|yaml|json|csv)");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[_-]");

    private final Map<String, String> instead = entries("avoid ");
    private final Map<String, String> allowed = entries("allow ");
    private final Set<String> used = new TreeSet<>();
    private final Pattern avoided = Pattern.compile(
            instead.keySet().stream()
                    .map(word -> Pattern.quote(separated(word)))
                    .collect(Collectors.joining("|", "(?<!['\\w])(", ")(?!['\\w])")),
            Pattern.CASE_INSENSITIVE);

    @Test
    void everyWordIsOneOfTheFieldAndEveryExceptionIsNeeded() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files()) {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                for (String problem : problems(line)) {
                    found.add("%s:%d: %s".formatted(file, number, problem));
                }
            }
        }

        assertThat(found).isEmpty();
        assertThat(used).as("exceptions in use").isEqualTo(allowed.keySet());
    }

    @Test
    void aWordToAvoidIsFoundInSentencesAndIdentifiers() {
        assertThat(problems("/** Whoever reads it. */"))
                .singleElement()
                .asString()
                .contains("'Whoever'", "caller");
        assertThat(problems("private void carryOut() {"))
                .singleElement()
                .asString()
                .contains("'carry Out'", "process");
        assertThat(problems("keepBooks(BOOKS_OF_US)")).hasSize(2);
        assertThat(problems("StringBuilder bookstore; // theme, this")).isEmpty();
        assertThat(problems("states.put(\"CarryOut\", map)")).isEmpty();
    }

    private List<String> problems(String line) {
        String rest = line;
        for (String text : allowed.keySet()) {
            if (rest.contains(text)) {
                used.add(text);
                rest = rest.replace(text, "");
            }
        }
        return avoided.matcher(separated(rest))
                .results()
                .map(match -> "'%s': write '%s'".formatted(match.group(), instead.get(key(match.group()))))
                .toList();
    }

    private String key(String found) {
        return instead.keySet().stream()
                .filter(word -> separated(word).equalsIgnoreCase(found))
                .findFirst()
                .orElseThrow();
    }

    private static String separated(String text) {
        return BETWEEN_WORDS.matcher(text).replaceAll(" ");
    }

    private static Map<String, String> entries(String kind) {
        try (Stream<String> lines = Files.lines(LIST)) {
            Map<String, String> entries = new TreeMap<>();
            lines.filter(line -> line.startsWith(kind)).forEach(line -> {
                int end = line.lastIndexOf(": ") < 0 || kind.equals("avoid ")
                        ? line.indexOf(": ")
                        : line.lastIndexOf(": ");
                entries.put(line.substring(kind.length(), end), line.substring(end + 2));
            });
            return entries;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root : ROOTS) {
            try (Stream<Path> paths = Files.walk(root)) {
                paths.filter(path -> READ.matcher(path.toString()).matches())
                        .filter(path -> !path.toString().contains("/target/"))
                        .filter(path -> !path.toString().contains("node_modules"))
                        .filter(path -> !path.endsWith("WordsToAvoidTest.java"))
                        .forEach(files::add);
            }
        }
        return files;
    }
}
