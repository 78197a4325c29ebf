package payments.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Moves the data of an existing system here, and back; {@code main/docs/runbooks/migration.md} says in which order. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = {
            "Copies items and objects of an existing system, and compares both sides.",
            "In which order, and how to go back: main/docs/runbooks/migration.md."
        },
        subcommands = {
            MigrateItemsCommand.class,
            MigrateObjectsCommand.class,
            CompareItemsCommand.class,
            CompareObjectsCommand.class
        })
final class MigrateCommand extends PaymentsCommand {
    MigrateCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        throw new ParameterException(
                spec().commandLine(),
                "say what to migrate: %s"
                        .formatted(String.join(", ", spec().subcommands().keySet())));
    }
}
