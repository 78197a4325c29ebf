package payments.app;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Deployment;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option that names a deployment, and how its file is found and read: the same for every command. */
final class DeploymentOption {
    static final String VARIABLE = "DEPLOYMENT";

    private static final String DEFAULT = "payments";
    private static final Path DEPLOYMENTS = Path.of("main", "deployments");

    @Option(
            names = {"-d", "--deployment"},
            paramLabel = "NAME|FILE",
            description = "A deployment of main/deployments, or a file. Default: $DEPLOYMENT, else payments.")
    private @Nullable String deployment;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** What the option says, if it is there. */
    Optional<String> value() {
        return Optional.ofNullable(deployment);
    }

    /** Reads the file of the deployment, and warns of variables that were meant for it and that nothing reads. */
    Deployment load(EnvironmentVariables variables, Selection selection) {
        return DeploymentLoader.load(
                file(variables.choose(deployment, VARIABLE, DEFAULT)),
                variables.given(),
                selection,
                read -> UnreadVariables.warnings(variables.given().keySet(), read)
                        .forEach(command.commandLine().getErr()::println));
    }

    /** The same where the name may also stand alone, behind the command. */
    Deployment load(EnvironmentVariables variables, Selection selection, @Nullable String alone) {
        if (alone != null && deployment != null && !alone.equals(deployment)) {
            throw new BadInputException("""
                    payments: two deployments are named
                      at       --deployment %s and %s
                      needed   one
                      change   leave one of them out""".formatted(deployment, alone));
        }
        if (alone != null) {
            deployment = alone;
        }
        return load(variables, selection);
    }

    /** A path where it looks like one, else a name in the project's own folder. */
    private static Path file(String named) {
        boolean isPath = named.endsWith(".yaml")
                || named.endsWith(".yml")
                || named.contains("/")
                || named.contains(File.separator);
        return isPath ? Path.of(named) : DEPLOYMENTS.resolve(named + ".yaml");
    }
}
