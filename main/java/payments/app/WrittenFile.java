package payments.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Writes the file that an option named, as a whole or not at all. */
final class WrittenFile {
    private WrittenFile() {}

    /**
     * Writes a text, and makes the folders above it.
     *
     * @throws BadInputException when the file cannot be written
     */
    static void write(Path file, String text) {
        if (Files.isDirectory(file)) {
            throw refused(file, null);
        }
        try {
            Path above = file.toAbsolutePath().normalize().getParent();
            Path folder = Files.createDirectories(above == null ? file.toAbsolutePath() : above);
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // a device, such as /dev/stdout, cannot be replaced
                Files.writeString(file, text);
                return;
            }
            Path whole = folder.resolve(".%s.%d.part"
                    .formatted(file.getFileName(), ProcessHandle.current().pid()));
            try {
                Files.writeString(whole, text);
                Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw refused(file, e);
        }
    }

    private static BadInputException refused(Path file, @Nullable IOException cause) {
        return new BadInputException("""
                payments: the file cannot be written
                  at       %s%s
                  needed   a file that can be made or replaced
                  change   name another one with --output""".formatted(
                        file,
                        cause == null
                                ? " (it is a folder)"
                                : " (%s: %s)".formatted(cause.getClass().getSimpleName(), cause.getMessage())));
    }
}
