package payments.infrastructure.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
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
                throw refused(FileErrors.missingFile(at, deploymentsBeside(file)));
            }
            if (!Files.isRegularFile(file)) {
                throw refused(FileErrors.notAFile(at));
            }
            long bytes = Files.size(file);
            if (bytes > MAXIMUM_BYTES) {
                throw refused(FileErrors.tooLarge(at, bytes));
            }
            return text(at, bytes(file));
        } catch (IOException e) {
            throw refused(FileErrors.unreadable(at, e));
        }
    }

    /** Never more than the limit, since a file may grow while it is read. */
    private static byte[] bytes(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(MAXIMUM_BYTES);
        }
    }

    private static String text(Position at, byte[] bytes) {
        ByteBuffer read = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(read)
                    .toString();
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int i = 0; i < read.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw refused(FileErrors.notUtf8(
                    new Position(at.file(), line, ""), bytes[read.position()] & 0xFF, read.position()));
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
