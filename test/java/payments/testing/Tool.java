package payments.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/** A program that the tests need and the build cannot bring along. */
public enum Tool {
    TERRAFORM("terraform", "install Terraform 1.11 or newer"),
    EMULATOR("moto_server", "install the AWS emulator: pip install 'moto[server]==5.2.1'"),
    NPX("npx", "install Node.js 20 or newer"),
    MAVEN("mvn", "install Maven 3.8.7 or newer"),
    GIT("git", "install Git"),
    PSQL("psql", "install PostgreSQL's client, 15 or newer");

    private final String program;
    private final String advice;

    Tool(String program, String advice) {
        this.program = program;
        this.advice = advice;
    }

    /** Skips the test where a tool is absent; in CI, where all must be there, fails it. */
    public static void require(Tool... tools) {
        List<Tool> missing =
                Stream.of(tools).filter(tool -> tool.find().isEmpty()).toList();
        if (missing.isEmpty()) {
            return;
        }
        MissingToolException reported = new MissingToolException(missing);
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(reported.getMessage());
        }
        throw reported;
    }

    /** The program's name. */
    public String program() {
        return program;
    }

    /** What to do where it is absent. */
    public String advice() {
        return advice;
    }

    /** The program's path. */
    public String path() {
        return find().orElseThrow().toString();
    }

    private Optional<Path> find() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
