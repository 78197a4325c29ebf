package payments.app;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

    /**
     * The framework runs in Node.js; without it, or in one that is too old, the first construct fails with an obscure message.
     * It uses the program that {@code JSII_NODE} names, else {@code node}.
     *
     * @see <a href="https://aws.github.io/jsii/user-guides/lib-user/configuration/environment/">jsii: environment variables</a>
     */
    void requireNode() {
        if (!variables.getOrDefault("JSII_RUNTIME", "").isBlank()) {
            return;
        }
        String named = variables.getOrDefault("JSII_NODE", "");
        Path node = named.isBlank() ? onPath() : Path.of(named);
        String version = NodeVersion.of(node);
        if (NodeVersion.major(version) < NodeVersion.OLDEST) {
            throw noNode(version.isEmpty() ? "%s, which does not run" : "%s, which is version " + version, node);
        }
    }

    private Path onPath() {
        return Stream.of(variables.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of(Path.of(folder, "node"), Path.of(folder, "node.exe")))
                .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program))
                .findFirst()
                .orElseThrow(() -> noNode("PATH", Path.of("")));
    }

    private static BadInputException noNode(String at, Path node) {
        return new BadInputException("""
                payments: no Node.js
                  at       %s
                  needed   the program 'node', version %d or newer: CDKTF runs in it
                  change   install it from https://nodejs.org, or put its folder first in PATH""".formatted(at.formatted(node), NodeVersion.OLDEST));
    }
}
