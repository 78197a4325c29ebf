package payments.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Test cases that are data: lists in YAML files. */
public final class Cases {
    private static final Path RESOURCES = Path.of("test", "resources");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REPEATED = Pattern.compile("\\{(.)\\*([0-9]+)\\}");

    /**
     * One case.
     *
     * @param file the name of its file, without ending
     * @param body the case as it is written
     */
    public record Case(String file, JsonNode body) {}

    private Cases() {}

    /** All cases of all YAML files below a folder of the test resources, by file name. */
    public static List<Case> in(String folder) {
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(RESOURCES.resolve(folder))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString().replace(".yaml", "");
                Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(repeated(Files.readString(file)));
                JSON.<JsonNode>valueToTree(read).forEach(body -> cases.add(new Case(name, body)));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code {x*20}} is twenty x, for values that are too long to be read. */
    private static String repeated(String text) {
        return REPEATED.matcher(text)
                .replaceAll(
                        repeat -> Matcher.quoteReplacement(repeat.group(1).repeat(Integer.parseInt(repeat.group(2)))));
    }
}
