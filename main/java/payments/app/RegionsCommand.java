package payments.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Who has the payments of an environment of several regions; {@code main/docs/runbooks/failover.md} says when to move them. */
@Command(
        name = "regions",
        mixinStandardHelpOptions = true,
        description = {
            "Shows which region has the payments of a deployed environment, and gives them to another one.",
            "When, and what to check: main/docs/runbooks/failover.md."
        },
        subcommands = {
            RegionsStatusCommand.class,
            RegionsInitCommand.class,
            RegionsMoveCommand.class,
            RegionsImportCommand.class
        })
final class RegionsCommand extends PaymentsCommand {
    RegionsCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        throw new ParameterException(
                spec().commandLine(),
                "say what to do: %s"
                        .formatted(String.join(", ", spec().subcommands().keySet())));
    }
}
