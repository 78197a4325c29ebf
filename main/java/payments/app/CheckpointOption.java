package payments.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import payments.migration.CheckpointStore;
import picocli.CommandLine.Option;

/** The file by which a copy that was stopped goes on. */
final class CheckpointOption implements CheckpointStore {
    @Option(
            names = "--checkpoint",
            required = true,
            paramLabel = "FILE",
            description =
                    "Where it is noted how far the copy is: the same command with the same file goes on after a stop. It holds keys and counts, no values.")
    private Path file = Path.of("");

    @Override
    public Optional<String> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw new BadInputException("""
                    payments: the checkpoint cannot be read
                      at       %s (%s)
                      change   name the file of this copy, or a new one, with --checkpoint""".formatted(file, e.getMessage()));
        }
    }

    @Override
    public void write(String text) {
        ReportFile.write(file, text);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
