package payments.app;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists for a script which stacks an environment has, and in which order they are deployed. */
@Command(
        name = "stacks",
        mixinStandardHelpOptions = true,
        description = "Prints the stacks of the environments, one a line, in the order of deployment.")
final class StacksCommand extends PaymentsCommand {
    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "What synth wrote. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("cdktf.out");

    @Mixin
    private DeploymentOption deployment = new DeploymentOption();

    @Mixin
    private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = "--no-local-state",
            description = "Refuses stacks whose state is a local file: a pipeline does not keep files between runs.")
    private boolean noLocalState;

    StacksCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        DeployedStacks stacks =
                new DeployedStacks(folder, deployment.load(variables(), environment.selection(variables())));
        List<String> local = stacks.withLocalState();
        if (noLocalState && !local.isEmpty()) {
            throw new BadInputException("""
                    payments: local state in a pipeline
                      at       %s
                      needed   state that outlives the job: with a file of its own a job takes everything for new
                      change   'backend' in the deployment file to type s3 or cloud, or name the bucket that its s3-if-named asks for (often STATE_BUCKET); main/docs/runbooks/state.md""".formatted(String.join(", ", local)));
        }
        stacks.names().forEach(out()::println);
        return ExitCode.DONE;
    }
}
