package payments.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A workflow of GitHub Actions.
 *
 * @param name name of its file
 * @param root what the file says
 */
record Workflow(String name, JsonNode root) {
    private static final Path FOLDER = Path.of(".github", "workflows");

    /** The shell of a step that names none, and of one that names bash (GitHub: "Workflow syntax", defaults.run.shell). */
    private static final List<String> UNSPECIFIED = List.of("bash", "-e");

    private static final List<String> BASH = List.of("bash", "--noprofile", "--norc", "-eo", "pipefail");

    /** All of the project. */
    static List<Workflow> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> read(file.getFileName().toString()))
                    .sorted((one, other) -> one.name().compareTo(other.name()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("no workflows", e);
        }
    }

    /** One of the project, by the name of its file. */
    static Workflow read(String name) {
        try {
            return of(name, Files.readString(FOLDER.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException("no workflow " + name, e);
        }
    }

    static Workflow of(String name, String yaml) {
        Map<Object, Object> read = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        Map<String, Object> root = new LinkedHashMap<>();
        // YAML 1.1 reads the key "on" as true.
        read.forEach((key, value) -> root.put(key.equals(true) ? "on" : String.valueOf(key), value));
        return new Workflow(name, new ObjectMapper().valueToTree(root));
    }

    /** A workflow that is called by path, as {@code ./.github/workflows/build.yml}. */
    static Workflow called(String uses) {
        return read(Path.of(uses).getFileName().toString());
    }

    /** The jobs, in the order of the file. */
    Map<String, Job> jobs() {
        Map<String, Job> jobs = new LinkedHashMap<>();
        root.path("jobs")
                .properties()
                .forEach(job -> jobs.put(job.getKey(), new Job(this, job.getKey(), job.getValue())));
        return jobs;
    }

    /** One job. */
    Job job(String job) {
        return Objects.requireNonNull(jobs().get(job), "%s has no job %s".formatted(name, job));
    }

    /** Every step of every job. */
    List<Step> steps() {
        return jobs().values().stream().flatMap(job -> job.steps().stream()).toList();
    }

    /** One job. */
    record Job(Workflow workflow, String name, JsonNode node) {
        List<Step> steps() {
            List<Step> steps = new ArrayList<>();
            node.path("steps").forEach(step -> steps.add(new Step(this, step)));
            return steps;
        }

        /** The jobs that it waits for. */
        List<String> needs() {
            List<String> needs = new ArrayList<>();
            if (node.path("needs").isTextual()) {
                needs.add(node.path("needs").asText());
            }
            node.path("needs").forEach(name -> needs.add(name.asText()));
            return needs;
        }
    }

    /** One step of a job. */
    record Step(Job job, JsonNode node) {
        String run() {
            return node.path("run").asText();
        }

        /** The action without its version; empty for a step that runs commands. */
        String action() {
            return node.path("uses").asText().replaceFirst("@.*", "");
        }

        /** How GitHub starts the file with this step's commands; the file's name comes last. */
        List<String> shell() {
            for (JsonNode place : List.of(
                    node.path("shell"),
                    job.node().at("/defaults/run/shell"),
                    job.workflow().root().at("/defaults/run/shell"))) {
                if (place.isTextual()) {
                    if (!place.asText().equals("bash")) {
                        throw new AssertionError("%s: no test knows the shell %s".formatted(job.name(), place));
                    }
                    return BASH;
                }
            }
            return UNSPECIFIED;
        }
    }
}
