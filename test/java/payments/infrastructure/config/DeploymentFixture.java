package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.deployment.Deployment;

/** A small valid deployment file, changed in one place at a time, and what the loader says to the result. */
final class DeploymentFixture {
    /** Lines are counted in the assertions: change nothing here without running them. */
    static final String VALID = """
            project: payments
            settings:
              network:
                zones: 3
              database: {allocatedStorageGigabytes: 100}
            environments:
              dev:
                suffix: dev
                regions:
                  - {name: eu-west-1, cidr: 10.0.0.0/16}
              prod:
                suffix: prod
                regions:
                  - {name: us-east-1, cidr: 10.1.0.0/16}
                  - {name: us-east-2, cidr: 10.2.0.0/16}
            """;

    private final Path folder;

    DeploymentFixture(Path folder) {
        this.folder = folder;
    }

    /** The valid file with one passage replaced. */
    static String with(String passage, String replacement) {
        assertThat(VALID).as("the passage to replace").containsOnlyOnce(passage);
        return VALID.replace(passage, replacement);
    }

    Deployment load(String text) {
        return load(text, Map.of(), Selection.everything());
    }

    Deployment load(String text, Map<String, String> variables, Selection selection) {
        return DeploymentLoader.load(write(text), variables, selection);
    }

    List<Problem> problems(String text) {
        return problems(text, Map.of(), Selection.everything());
    }

    List<Problem> problems(String text, Map<String, String> variables, Selection selection) {
        Path file = write(text);
        return catchThrowableOfType(
                        InvalidDeploymentException.class, () -> DeploymentLoader.load(file, variables, selection))
                .problems();
    }

    /** The one problem of a text that has no other. */
    Problem onlyProblem(String text) {
        return onlyProblem(text, Map.of(), Selection.everything());
    }

    Problem onlyProblem(String text, Map<String, String> variables, Selection selection) {
        List<Problem> problems = problems(text, variables, selection);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    /** Checks where a problem is, and that its message has the value, what is allowed and what to change. */
    static void assertProblem(Problem problem, int line, String path, String value, String allowed, String change) {
        assertThat(problem.file()).endsWith("example.yaml");
        assertThat(problem.line()).as("line of %s", problem).isEqualTo(line);
        assertThat(problem.path()).isEqualTo(path);
        assertThat(problem.message()).contains(value).contains(allowed).contains(change);
        assertThat(problem.render()).startsWith(problem.file()).contains(path, value);
    }

    Path write(String text) {
        try {
            return Files.writeString(folder.resolve("example.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
