package payments.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.compute.FunctionCode;

/** What the program finds around it: the project's folder, deployment files, the functions' jars, Node.js. */
final class Workplace {
    /** Where the build leaves the code of the functions. */
    static final Path LAMBDA_JARS = Path.of("lambda-handler", "target");

    private static final Path DEPLOYMENTS = Path.of("main", "deployments");
    private static final String CDKTF_JSON = "cdktf.json";

    private final Map<String, String> variables;

    Workplace(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The file of a deployment: a path where it looks like one, else a name in the project's own folder. */
    Path deploymentFile(String deployment) {
        boolean isPath = deployment.endsWith(".yaml")
                || deployment.endsWith(".yml")
                || deployment.contains("/")
                || deployment.contains(File.separator);
        return isPath ? Path.of(deployment) : DEPLOYMENTS.resolve(deployment + ".yaml");
    }

    /** The code of the functions. */
    FunctionCode functionCode(String folder) {
        try {
            return new FunctionCode(Path.of(folder));
        } catch (IllegalArgumentException e) {
            throw new BadInputException("payments: " + e.getMessage());
        }
    }

    /** The folder for the output, made where it is absent. */
    Path outputFolder(String folder) {
        Path path = Path.of(folder);
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw noOutput(path, e);
        }
        if (!Files.isWritable(path)) {
            throw noOutput(path, null);
        }
        return path;
    }

    private static BadInputException noOutput(Path path, @Nullable IOException cause) {
        return new BadInputException(
                """
                payments: no output folder
                  at       %s%s
                  needed   a folder that can be made or written to
                  change   name another one with --output or CDKTF_OUTDIR""".formatted(path, cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")"));
    }

    /** CDKTF copies the jar relative to its project file, and would else stop in the middle. */
    void requireProjectFolder() {
        Path here = Path.of("").toAbsolutePath();
        boolean found = Stream.iterate(Optional.of(here), Optional::isPresent, p -> p.map(Path::getParent))
                .flatMap(Optional::stream)
                .anyMatch(folder -> Files.isRegularFile(folder.resolve(CDKTF_JSON)));
        if (!found) {
            throw new BadInputException("""
                    payments: no project folder
                      at       %s and the folders above it
                      needed   the file %s
                      change   run the program in the folder of the repository""".formatted(here, CDKTF_JSON));
        }
    }

    /** The framework runs in Node.js; without it the first construct fails with an obscure message. */
    void requireNode() {
        String path = variables.getOrDefault("PATH", "");
        boolean found = Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .anyMatch(folder ->
                        Files.isExecutable(folder.resolve("node")) || Files.isRegularFile(folder.resolve("node.exe")));
        if (!found) {
            throw new BadInputException("""
                    payments: no Node.js
                      at       PATH
                      needed   the program 'node', version 20 or newer: CDKTF runs in it
                      change   install Node.js, or add its folder to PATH""");
        }
    }
}
