package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose fault it is, said by the exit code, and in words that help. */
class ErrorHandlerTest {
    private final StringWriter err = new StringWriter();

    private ExitCode report(Throwable fault, boolean verbose) {
        return new ErrorHandler().report(fault, new PrintWriter(err), verbose);
    }

    @Test
    void anUnexpectedErrorIsOneOfTheProgramWhoseTraceIsStored() throws IOException {
        ExitCode exit = report(new IllegalStateException("a thing\nthat cannot be"), false);

        assertThat(exit).isEqualTo(ExitCode.INTERNAL_ERROR);
        assertThat(err.toString())
                .contains("an error of this program", "IllegalStateException: a thing", "please report it")
                .doesNotContain("\tat ");
        Matcher file = Pattern.compile("trace +(\\S+)").matcher(err.toString());
        assertThat(file.find()).isTrue();
        Path trace = Path.of(file.group(1));
        assertThat(trace).content().contains("\tat ", "that cannot be");
        Files.delete(trace);
    }

    @Test
    void verboseShowsTheTraceItself() {
        assertThat(report(new StackOverflowError(), true)).isEqualTo(ExitCode.INTERNAL_ERROR);

        assertThat(err.toString()).contains("StackOverflowError", "\tat ");
    }

    /** What {@link Runtime#addShutdownHook} throws then, somewhere below. */
    @Test
    void aProcessThatWasAskedToEndReportsNothing() {
        report(new IllegalStateException("jsii", new IllegalStateException("Shutdown in progress")), false);

        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aLongMessageIsCut() throws IOException {
        report(new IllegalStateException("x".repeat(5_000)), true);

        assertThat(err.toString().lines().limit(3)).allMatch(line -> line.length() < 400);
    }

    static Stream<Arguments> theMachine() {
        return Stream.of(
                Arguments.of(new UncheckedIOException(new IOException("No space left on device")), "free some space"),
                Arguments.of(new IllegalStateException("ENOSPC: no space left on device, write"), "free some space"),
                Arguments.of(
                        new UncheckedIOException(new AccessDeniedException("/etc/out")), "the right to write there"),
                Arguments.of(new RuntimeException("EROFS: read-only file system, mkdir '/x'"), "another folder"),
                Arguments.of(new OutOfMemoryError("Java heap space"), "more memory"));
    }

    @ParameterizedTest
    @MethodSource("theMachine")
    void whatTheMachineRefusesIsForTheUserToChange(Throwable fault, String change) {
        assertThat(report(fault, false)).isEqualTo(ExitCode.INPUT);

        assertThat(err.toString()).contains("this machine", change).doesNotContain("\tat ");
    }
}
