package payments.app;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The Node.js program in which CDKTF runs: what {@code JSII_NODE} names, else {@code node}. */
final class NodeProgram {
    private NodeProgram() {}

    /**
     * Refuses a machine without it, or with one that is too old: there the first construct would fail with an obscure message.
     *
     * @see <a href="https://aws.github.io/jsii/user-guides/lib-user/configuration/environment/">jsii: environment variables</a>
     */
    static void require(EnvironmentVariables variables) {
        if (variables.get("JSII_RUNTIME").isPresent()) {
            return;
        }
        Path node = variables.get("JSII_NODE").map(Path::of).orElseGet(() -> onPath(variables));
        String version = NodeVersion.of(node);
        if (NodeVersion.major(version) < NodeVersion.OLDEST) {
            throw refused(version.isEmpty() ? "%s, which does not run" : "%s, which is version " + version, node);
        }
    }

    private static Path onPath(EnvironmentVariables variables) {
        return Stream.of(variables.get("PATH").orElse("").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of(Path.of(folder, "node"), Path.of(folder, "node.exe")))
                .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program))
                .findFirst()
                .orElseThrow(() -> refused("PATH", Path.of("")));
    }

    private static BadInputException refused(String at, Path node) {
        return new BadInputException("""
                payments: no Node.js
                  at       %s
                  needed   the program 'node', version %d or newer: CDKTF runs in it
                  change   install it from https://nodejs.org, or put its folder first in PATH""".formatted(at.formatted(node), NodeVersion.OLDEST));
    }
}
