package payments.app;

import payments.migration.items.CopyCounts;
import payments.migration.items.ItemCopy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Copies the items of a table. */
@Command(
        name = "items",
        mixinStandardHelpOptions = true,
        description = {
            "Copies the items of a DynamoDB table, as they are, while both systems run.",
            "It may be stopped or killed: the same command goes on. An item that the new system wrote (--mark) is never "
                    + "overwritten; an earlier copy is replaced by the source's present item. Nothing is deleted."
        })
final class MigrateItemsCommand extends PaymentsCommand {
    @Mixin
    private SidesOption sides = new SidesOption();

    @Mixin
    private CheckpointOption checkpoint = new CheckpointOption();

    @Mixin
    private ItemsOption items = new ItemsOption();

    MigrateItemsCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        return Migration.copy(err(), checkpoint, stop -> {
            ItemCopy copy = new ItemCopy(
                    sides.fromTable(), sides.toTable(), checkpoint, items.options(), Migration.patience(stop));
            if (copy.isResumed()) {
                err().println("payments: goes on after " + copy.counts());
            }
            CopyProgress progress = new CopyProgress(err());
            CopyCounts counts = copy.run(stop::isAsked, progress::now);
            out().println("items: " + counts);
            return ExitCode.DONE;
        });
    }
}
