package payments.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.Deployment;
import payments.infrastructure.config.reading.DeploymentLoader;
import payments.infrastructure.config.reading.Selection;
import picocli.CommandLine.Option;

/** The options that name a deployment and one of its environments; what is not given comes from the environment variables. */
final class ChosenDeployment {
    @Option(
            names = {"-d", "--deployment"},
            paramLabel = "NAME|FILE",
            description = "A deployment of main/deployments, or a file. Default: $DEPLOYMENT, else payments.")
    private @Nullable String deployment;

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            description = "Only this environment. Default: $ENVIRONMENT, else all.")
    private @Nullable String environment;

    /** Reads the file. */
    Deployment load(Map<String, String> variables) {
        String named = deployment != null ? deployment : variables.getOrDefault("DEPLOYMENT", "");
        return DeploymentLoader.load(
                new Workplace(variables).deploymentFile(named.isBlank() ? "payments" : named),
                variables,
                Selection.from(variables).withEnvironment(environment));
    }
}
