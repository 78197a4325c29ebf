package payments.app;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line. How it ends is said by {@link ExitCode}. */
@Command(
        name = "payments",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = "A multi-region payment platform: one deployment file in, Terraform stacks out.",
        subcommands = {SynthCommand.class, CheckCommand.class, ConsistencyCommand.class, PictureCommand.class})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Tells every warning, and the stack trace of a fault.")
    private boolean verbose;

    /** Runs the program and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), arguments));
    }

    /**
     * Runs the program inside this process.
     *
     * @param variables the environment variables
     * @return the exit code
     */
    public static int run(Map<String, String> variables, String... arguments) {
        CommandLine commandLine = new CommandLine(new Main(), new Commands(variables));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        ExitCode.explainIn(commandLine);
        Faults faults = new Faults();
        commandLine.setExecutionExceptionHandler(faults);
        try {
            return commandLine.execute(arguments);
        } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
            return faults.tell(e, commandLine.getErr(), false).code();
        }
    }

    /** Whether everything is to be told. */
    static boolean verbose(CommandSpec command) {
        return ((Main) command.root().userObject()).verbose;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: synth, check, consistency, picture, or --help for everything");
    }
}
