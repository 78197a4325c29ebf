package payments.app;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 done, 1 findings, or a fault of the program or the machine, 2 input that must be changed. */
@Command(
        name = "payments",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = "A multi-region payment platform: one deployment file in, Terraform stacks out.",
        subcommands = {
            SynthCommand.class,
            CheckCommand.class,
            ConsistencyCommand.class,
            PictureCommand.class,
            StacksCommand.class,
            ChangesCommand.class,
            DriftCommand.class
        },
        footer = {"", "Exit codes: 0 done, 1 findings, or a fault of program or machine, 2 input that must be changed."
        })
public final class Main implements Runnable {
    /** The input must be changed; nothing was written. */
    public static final int BAD_INPUT = 2;

    /** The guardrails found something that must not be deployed. */
    public static final int FINDINGS = 1;

    @Spec
    private CommandSpec spec;

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
        commandLine.setExecutionExceptionHandler(new Faults());
        return commandLine.execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: synth, check, consistency, picture, stacks, changes, drift, or --help for everything");
    }
}
