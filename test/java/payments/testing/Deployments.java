package payments.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The deployments of {@code main/deployments}, each synthesized once for all tests: that takes seconds, and a test over the
 * folder covers a new file by itself.
 */
public final class Deployments {
    private static final Path FOLDER = Path.of("main/deployments");
    private static final Map<String, SynthesizedDeployment> SYNTHESIZED = new ConcurrentHashMap<>();

    private Deployments() {}

    /** The names of all files, in order; at least the flagship's. */
    public static List<String> names() {
        return names(FOLDER);
    }

    /** The names of the YAML files of a folder, in order. */
    public static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.replace(".yaml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A deployment by its name. */
    public static SynthesizedDeployment of(String name) {
        return SYNTHESIZED.computeIfAbsent(name, Deployments::synthesized);
    }

    /** The variables that a file must be given; one that has a default keeps it. */
    public static Map<String, String> variables(String yaml) {
        return yaml.contains("${ENVIRONMENT_SUFFIX}") ? Map.of("ENVIRONMENT_SUFFIX", "a1") : Map.of();
    }

    private static SynthesizedDeployment synthesized(String name) {
        String yaml = SynthesizedDeployment.yaml(name);
        return SynthesizedDeployment.of(Scratch.folder("deployment-" + name), yaml, variables(yaml));
    }
}
