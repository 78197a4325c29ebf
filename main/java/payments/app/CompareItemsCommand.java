package payments.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import payments.migration.items.ItemComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the items of two tables. */
@Command(
        name = "compare-items",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the items of two DynamoDB tables by count and digest, and names the keys that differ, never values.",
            "Items of the new system (--mark) are counted for themselves. With --as: as the old system would have them."
        })
final class CompareItemsCommand extends PaymentsCommand {
    @Mixin
    private SidesOption sides = new SidesOption();

    @Mixin
    private ItemsOption items = new ItemsOption();

    @Option(names = "--report", paramLabel = "FILE", description = "Where all differences are listed, one a line.")
    private @Nullable Path report;

    CompareItemsCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        ItemComparison comparison =
                new ItemComparison(sides.fromTable(), sides.toTable(), items.options(), Migration.patience());
        return Migration.print(comparison.run(), "item", report, out());
    }
}
