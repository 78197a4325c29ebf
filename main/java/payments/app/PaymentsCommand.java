package payments.app;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands have in common: environment variables, where they print, and how they end. */
abstract class PaymentsCommand implements Callable<Integer> {
    private final EnvironmentVariables variables;

    @Spec
    private CommandSpec spec;

    PaymentsCommand(EnvironmentVariables variables) {
        this.variables = variables;
    }

    /** Does what the command is for. */
    abstract ExitCode run();

    @Override
    public final Integer call() {
        ExitCode exit = run();
        out().flush();
        err().flush();
        return exit.code();
    }

    final EnvironmentVariables variables() {
        return variables;
    }

    final CommandSpec spec() {
        return spec;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    final boolean verbose() {
        return Main.verbose(spec);
    }
}
