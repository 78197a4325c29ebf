package payments.app;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.Selection;
import picocli.CommandLine.Option;

/** The option that names one environment of the deployment. */
final class EnvironmentOption {
    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            description = "Only this environment, by its name or its suffix. Default: $ENVIRONMENT, else all.")
    private @Nullable String environment;

    /** What the option says, if it is there. */
    Optional<String> value() {
        return Optional.ofNullable(environment);
    }

    /** The environments to use. */
    Selection selection(EnvironmentVariables variables) {
        return Selection.from(variables.given()).withEnvironment(environment);
    }
}
