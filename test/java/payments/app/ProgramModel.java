package payments.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The program's command line without running it: what a document asks readers to type must be what it takes. */
public final class ProgramModel {
    private ProgramModel() {}

    /** Why the program would refuse these arguments, if it would. */
    public static Optional<String> refusal(List<String> arguments) {
        CommandLine program = new CommandLine(new Main(), new Commands(new EnvironmentVariables(Map.of())));
        program.setCaseInsensitiveEnumValuesAllowed(true);
        try {
            program.parseArgs(arguments.toArray(String[]::new));
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
