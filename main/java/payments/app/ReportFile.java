package payments.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The only writer of files that a command makes. The text goes to a temporary file beside the target, which then takes its
 * place in one step: a reader sees the earlier file or the new one, also when the disk is full or the process is killed.
 */
final class ReportFile {
    private static final String ENDING = ".part";

    private ReportFile() {}

    /**
     * Writes a text, and makes the folders above it.
     *
     * @throws BadInputException when the file cannot be written; what was there before is there still
     */
    static void write(Path target, String text) {
        try {
            if (Files.isDirectory(target)) {
                throw new IOException("it is a folder");
            }
            // A link stays one: what it leads to is replaced.
            Path file = Files.exists(target)
                    ? target.toRealPath()
                    : target.toAbsolutePath().normalize();
            if (Files.exists(file) && !Files.isWritable(file)) {
                throw new IOException("it is read-only");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // A device, such as /dev/stdout, cannot be replaced.
                Files.writeString(file, text);
            } else {
                replace(file, text);
            }
        } catch (IOException e) {
            throw refused(target, e);
        }
    }

    /**
     * Writes a text to a new file in the folder for temporary files.
     *
     * @throws IOException when there is no room for it
     */
    static Path temporary(String prefix, String text) throws IOException {
        Path file = Files.createTempFile(prefix, ".txt");
        Files.writeString(file, text);
        return file;
    }

    private static void replace(Path file, String text) throws IOException {
        Path folder = file.getParent() == null ? file : file.getParent();
        Files.createDirectories(folder);
        String prefix = "." + file.getFileName() + ".";
        deleteLeftOvers(folder, prefix);
        Path whole = folder.resolve(prefix + ProcessHandle.current().pid() + ENDING);
        try {
            try (FileChannel channel = FileChannel.open(
                    whole, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                // Else a crash of the machine could leave the name of the new file without its content.
                channel.force(true);
            }
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** What runs left that were killed; a process that still runs may be writing the same file. */
    private static void deleteLeftOvers(Path folder, String prefix) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(prefix)
                        && name.endsWith(ENDING)
                        && name.length() > prefix.length() + ENDING.length()) {
                    String process = name.substring(prefix.length(), name.length() - ENDING.length());
                    if (process.matches("[0-9]{1,18}")
                            && ProcessHandle.of(Long.parseLong(process)).isEmpty()) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }

    private static BadInputException refused(Path file, IOException cause) {
        String reason = cause.getClass() == IOException.class
                ? String.valueOf(cause.getMessage())
                : "%s: %s".formatted(cause.getClass().getSimpleName(), cause.getMessage());
        return new BadInputException("""
                payments: the file cannot be written
                  at       %s (%s)
                  needed   a file that can be made or replaced, in a folder with room for it
                  change   name another one with --output""".formatted(file, reason));
    }
}
