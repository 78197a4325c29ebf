package payments.infrastructure.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads the text of a deployment file, and says what stands beside it when it is not there. */
final class DeploymentSource {
    static final String ENDING = ".yaml";
    static final int MAXIMUM_BYTES = 256 * 1024;

    private DeploymentSource() {}

    static String read(Path file) {
        Position at = new Position(file.toString(), 0, "");
        try {
            if (!Files.exists(file)) {
                throw refused(ConfigurationErrors.missingFile(at, deploymentsBeside(file)));
            }
            if (!Files.isRegularFile(file)) {
                throw refused(ConfigurationErrors.notAFile(at));
            }
            long bytes = Files.size(file);
            if (bytes > MAXIMUM_BYTES) {
                throw refused(ConfigurationErrors.tooLarge(at, bytes));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw refused(ConfigurationErrors.unreadable(at, e));
        }
    }

    private static List<String> deploymentsBeside(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        }
    }

    private static InvalidDeploymentException refused(Problem problem) {
        return new InvalidDeploymentException(List.of(problem));
    }
}
