package payments.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import payments.infrastructure.config.InvalidDeploymentException;
import payments.infrastructure.guardrail.model.UnreadableProgramException;
import payments.infrastructure.report.Bounded;
import payments.migration.MigrationException;
import payments.regions.RegionsException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Reports what went wrong: bad input in the words of the part that found it, what the machine lacks in words of its own, and
 * anything else as an error of this program, with its trace in a file.
 */
final class ErrorHandler implements IExecutionExceptionHandler {
    private static final int LONGEST_MESSAGE = 300;

    /** What the operating system and Node.js say when the machine, not the program, is the cause. */
    private static final Map<String, String> MACHINE = Map.of(
            "No space left on device", "free some space on the disk",
            "ENOSPC", "free some space on the disk",
            "Disk quota exceeded", "free some space, or raise the quota",
            "EDQUOT", "free some space, or raise the quota",
            "Read-only file system", "write to another folder",
            "EROFS", "write to another folder",
            "Permission denied", "give this user the right to write there, or name another folder",
            "EACCES", "give this user the right to write there, or name another folder",
            "Java heap space", "give the program more memory, such as java -Xmx2g -jar ...");

    @Override
    public int handleExecutionException(Exception error, CommandLine commandLine, ParseResult parsed) {
        return report(error, commandLine.getErr(), Main.verbose(commandLine.getCommandSpec()))
                .code();
    }

    /** Prints what went wrong, and says how the program ends then. */
    ExitCode report(Throwable error, PrintWriter err, boolean verbose) {
        ExitCode exit;
        if (isEnding(error)) {
            return ExitCode.INTERNAL_ERROR;
        }
        if (error instanceof InvalidDeploymentException
                || error instanceof BadInputException
                || error instanceof MigrationException
                || error instanceof RegionsException
                || error instanceof UnreadableProgramException) {
            err.println(error.getMessage());
            exit = ExitCode.INPUT;
        } else {
            Optional<String> change = changeOfMachine(error);
            err.println(change.isPresent() ? machine(error, change.get()) : program(error, verbose));
            exit = change.isPresent() ? ExitCode.INPUT : ExitCode.INTERNAL_ERROR;
        }
        err.flush();
        return exit;
    }

    /** A process that was asked to end breaks off its work: that is no error of the program. */
    private static boolean isEnding(Throwable error) {
        return causes(error)
                .anyMatch(cause ->
                        cause instanceof IllegalStateException && "Shutdown in progress".equals(cause.getMessage()));
    }

    private static Optional<String> changeOfMachine(Throwable error) {
        return causes(error)
                .map(cause -> cause instanceof AccessDeniedException ? "Permission denied" : String.valueOf(cause))
                .flatMap(said -> MACHINE.entrySet().stream().filter(known -> said.contains(known.getKey())))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static String machine(Throwable error, String change) {
        return """
                payments: this machine does not let the program finish
                  at       %s
                  change   %s, and run the command again""".formatted(messageOf(rootOf(error)), change);
    }

    private static String program(Throwable error, boolean verbose) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        return """
                payments: an error of this program, not of your input
                  at       %s
                  trace    %s
                  change   please report it with the trace, the command and the deployment file, to those who maintain this program""".formatted(
                        firstLine(error), verbose ? "\n" + trace.toString().stripTrailing() : saved(trace.toString()));
    }

    private static Throwable rootOf(Throwable error) {
        return causes(error).reduce((above, below) -> below).orElse(error);
    }

    /** What the operating system or Node.js said, without the Java around it. */
    private static String messageOf(Throwable error) {
        String message = error.getMessage();
        return message == null || message.isBlank() ? firstLine(error) : Bounded.text(message.strip(), LONGEST_MESSAGE);
    }

    private static String firstLine(Throwable error) {
        return Bounded.text(
                String.valueOf(error).lines().findFirst().orElse("an error without a message"), LONGEST_MESSAGE);
    }

    /** Where the trace lies, or, where there is no room for it, how to see it. */
    private static String saved(String trace) {
        try {
            return ReportFile.temporary("payments-error-", trace) + " (or run the command again with --verbose)";
        } catch (IOException | SecurityException e) {
            return "run the command again with --verbose";
        }
    }
}
