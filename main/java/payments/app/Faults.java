package payments.app;

import java.io.PrintWriter;
import payments.infrastructure.config.InvalidDeploymentException;
import payments.infrastructure.guardrail.model.UnreadableProgramException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells what went wrong: bad input in the words of whoever found it, anything else with its trace, to be reported. */
final class Faults implements IExecutionExceptionHandler {
    private static final int FAULT = 1;

    @Override
    public int handleExecutionException(Exception fault, CommandLine commandLine, ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        if (fault instanceof InvalidDeploymentException
                || fault instanceof BadInputException
                || fault instanceof UnreadableProgramException) {
            err.println(fault.getMessage());
            err.flush();
            return Main.BAD_INPUT;
        }
        err.println("payments: an error that should not happen; please report it with this trace");
        fault.printStackTrace(err);
        err.flush();
        return FAULT;
    }
}
