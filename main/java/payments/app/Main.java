package payments.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. How it ends is said by {@link ExitCode}. */
@Command(
        name = "payments",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = "A multi-region payment platform: one deployment file in, Terraform stacks out.",
        subcommands = {
            SynthCommand.class,
            CheckCommand.class,
            ExplainCommand.class,
            AccessCommand.class,
            ConsistencyCommand.class,
            PictureCommand.class,
            CostCommand.class,
            StacksCommand.class,
            ChangesCommand.class,
            DriftCommand.class,
            MigrateCommand.class,
            RegionsCommand.class,
            WhereCommand.class,
            DrillCommand.class,
            VerifyAccountCommand.class
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Shows every warning, and the stack trace of an error.")
    private boolean verbose;

    /** Runs the program and ends the process with its exit code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), Charset.defaultCharset()));
        CommandLine commandLine = commandLine(System.getenv()).setOut(out);
        int exitCode = execute(commandLine, arguments);
        out.flush();
        if (out.checkError() && exitCode == ExitCode.DONE.code()) {
            commandLine.getErr().println("""
                    payments: what was to be printed could not be written as a whole
                      at       standard output
                      change   free some space where it leads, or read it to its end""");
            exitCode = ExitCode.INPUT.code();
        }
        System.exit(exitCode);
    }

    /**
     * Runs the program inside this process.
     *
     * @param variables the environment variables
     * @return the exit code
     */
    public static int run(Map<String, String> variables, String... arguments) {
        return execute(commandLine(variables), arguments);
    }

    static CommandLine commandLine(Map<String, String> variables) {
        CommandLine commandLine = new CommandLine(new Main(), new Commands(new EnvironmentVariables(variables)));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        ExitCode.explainIn(commandLine);
        commandLine.setExecutionStrategy(Main::runWithValues);
        commandLine.setExecutionExceptionHandler(new ErrorHandler());
        commandLine.setParameterExceptionHandler(Main::refuse);
        return commandLine;
    }

    private static int execute(CommandLine commandLine, String... arguments) {
        try {
            return commandLine.execute(arguments);
        } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
            return new ErrorHandler().report(e, commandLine.getErr(), false).code();
        }
    }

    /** Runs the command, unless an option or a parameter is there without a value, such as a variable that is not set. */
    private static int runWithValues(ParseResult parsed) {
        for (ParseResult command = parsed; command != null; command = command.subcommand()) {
            for (ArgSpec argument : command.matchedArgs()) {
                if (argument.originalStringValues().stream().anyMatch(String::isBlank)) {
                    throw new ParameterException(
                            command.commandSpec().commandLine(),
                            "%s has an empty value; give one, or leave it out"
                                    .formatted(
                                            argument instanceof OptionSpec option
                                                    ? option.longestName()
                                                    : argument.paramLabel()));
                }
            }
        }
        return new RunLast().execute(parsed);
    }

    /** Says what is wrong with the arguments, and where the right ones are listed: without any argument, here. */
    private static int refuse(ParameterException wrong, String... arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("payments: " + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        if (arguments.length == 0) {
            command.usage(err);
        } else {
            err.println("'%s --help' shows what is allowed"
                    .formatted(command.getCommandSpec().qualifiedName()));
        }
        err.flush();
        return ExitCode.INPUT.code();
    }

    /** Whether everything is to be shown. */
    static boolean verbose(CommandSpec command) {
        return ((Main) command.root().userObject()).verbose;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: %s, or --help for everything"
                        .formatted(String.join(", ", spec.subcommands().keySet())));
    }
}
