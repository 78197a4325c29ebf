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
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Reports what went wrong: bad input in the words of the part that found it, what the machine lacks in words of its own, and
 * anything else as a fault of this program, with its trace in a file.
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
    public int handleExecutionException(Exception fault, CommandLine commandLine, ParseResult parsed) {
        return report(fault, commandLine.getErr(), Main.verbose(commandLine.getCommandSpec()))
                .code();
    }

    /** Prints what went wrong, and says how the program ends then. */
    ExitCode report(Throwable fault, PrintWriter err, boolean verbose) {
        ExitCode exit;
        if (fault instanceof InvalidDeploymentException
                || fault instanceof BadInputException
                || fault instanceof UnreadableProgramException) {
            err.println(fault.getMessage());
            exit = ExitCode.INPUT;
        } else {
            Optional<String> change = changeOfMachine(fault);
            err.println(change.isPresent() ? machine(fault, change.get()) : program(fault, verbose));
            exit = change.isPresent() ? ExitCode.INPUT : ExitCode.FAULT;
        }
        err.flush();
        return exit;
    }

    private static Optional<String> changeOfMachine(Throwable fault) {
        return causes(fault)
                .map(cause -> cause instanceof AccessDeniedException ? "Permission denied" : String.valueOf(cause))
                .flatMap(said -> MACHINE.entrySet().stream().filter(known -> said.contains(known.getKey())))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Stream<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static String machine(Throwable fault, String change) {
        return """
                payments: this machine does not let the program finish
                  at       %s
                  change   %s, and run the command again""".formatted(messageOf(rootOf(fault)), change);
    }

    private static String program(Throwable fault, boolean verbose) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        return """
                payments: a fault of this program, not of your input
                  at       %s
                  trace    %s
                  change   please report it with the trace, the command and the deployment file, to those who maintain this program""".formatted(
                        firstLine(fault), verbose ? "\n" + trace.toString().stripTrailing() : saved(trace.toString()));
    }

    private static Throwable rootOf(Throwable fault) {
        return causes(fault).reduce((above, below) -> below).orElse(fault);
    }

    /** What the operating system or Node.js said, without the Java around it. */
    private static String messageOf(Throwable fault) {
        String message = fault.getMessage();
        return message == null || message.isBlank() ? firstLine(fault) : Bounded.text(message.strip(), LONGEST_MESSAGE);
    }

    private static String firstLine(Throwable fault) {
        return Bounded.text(
                String.valueOf(fault).lines().findFirst().orElse("an error without a message"), LONGEST_MESSAGE);
    }

    /** Where the trace lies, or, where there is no room for it, how to see it. */
    private static String saved(String trace) {
        try {
            return ReportFile.temporary("payments-fault-", trace) + " (or run the command again with --verbose)";
        } catch (IOException | SecurityException e) {
            return "run the command again with --verbose";
        }
    }
}
