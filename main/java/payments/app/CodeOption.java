package payments.app;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.compute.FunctionCode;
import picocli.CommandLine.Option;

/** The option that names the folder with the code of the functions. */
final class CodeOption {
    static final String VARIABLE = "LAMBDA_JARS";

    /** Where the build leaves it. */
    private static final Path DEFAULT = Path.of("lambda-handler", "target");

    @Option(
            names = "--lambda-jars",
            paramLabel = "FOLDER",
            description =
                    "The folder with the code of the functions. Default: $LAMBDA_JARS, else lambda-handler/target.")
    private @Nullable String folder;

    /** What the option says, if it is there. */
    Optional<String> value() {
        return Optional.ofNullable(folder);
    }

    /**
     * The code.
     *
     * @throws BadInputException when the folder lacks a jar
     */
    FunctionCode load(EnvironmentVariables variables) {
        try {
            return new FunctionCode(Path.of(variables.choose(folder, VARIABLE, DEFAULT.toString())));
        } catch (IllegalArgumentException e) {
            throw new BadInputException("payments: " + e.getMessage());
        }
    }
}
