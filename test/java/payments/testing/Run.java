package payments.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program's run that has ended.
 *
 * @param command what was run
 * @param exitCode how it ended
 * @param output what it printed, standard output and error together
 */
public record Run(List<String> command, int exitCode, String output) {
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final int SHOWN = 6000;

    /** Runs a program to its end. */
    public static Run of(Path folder, Map<String, String> environment, List<String> command) {
        return start(folder, environment, command).await();
    }

    /** Starts a program. */
    public static Running start(Path folder, Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("run", ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new Running(command, builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    /** This run, which must have ended well. */
    public Run succeeded() {
        return endedWith(0);
    }

    /** This run, which must have ended with an exit code. */
    public Run endedWith(int expected) {
        if (exitCode != expected) {
            throw new AssertionError("%s ended with %d instead of %d:%n%s"
                    .formatted(
                            String.join(" ", command),
                            exitCode,
                            expected,
                            output.length() > SHOWN ? "…" + output.substring(output.length() - SHOWN) : output));
        }
        return this;
    }

    /** A program that runs. */
    public record Running(List<String> command, Process process, Path outputFile) {
        /** Waits for its end. */
        public Run await() {
            try {
                if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly().waitFor();
                    throw new AssertionError("%s did not end within %s:%n%s"
                            .formatted(String.join(" ", command), LONGEST, Files.readString(outputFile)));
                }
                String output = Files.readString(outputFile);
                Files.delete(outputFile);
                return new Run(command, process.exitValue(), output);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read what %s printed".formatted(command), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while %s ran".formatted(command), e);
            }
        }

        /** Kills the program and all below it at once, as a crash of the machine would. */
        public void crash() {
            Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList()
                    .forEach(ProcessHandle::destroyForcibly);
        }
    }
}
