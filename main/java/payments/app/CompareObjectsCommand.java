package payments.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import payments.migration.objects.ObjectComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the objects of two buckets. */
@Command(
        name = "compare-objects",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the present versions of two buckets' objects by count and digest, and names the keys that differ.",
            "Contents are compared by the checksums that S3 has; where both sides have none of one kind, both are read."
        })
final class CompareObjectsCommand extends PaymentsCommand {
    @Mixin
    private SidesOption sides = new SidesOption();

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Only keys that begin so. Default: all.")
    private String prefix = "";

    @Option(names = "--report", paramLabel = "FILE", description = "Where all differences are listed, one a line.")
    private @Nullable Path report;

    CompareObjectsCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        ObjectComparison comparison =
                new ObjectComparison(sides.fromBucket(), sides.toBucket(), prefix, Migration.patience());
        return Migration.print(comparison.run(), "object", report, out());
    }
}
