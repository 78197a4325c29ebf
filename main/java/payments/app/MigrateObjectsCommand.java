package payments.app;

import payments.migration.objects.ObjectCopy;
import payments.migration.objects.ObjectCounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies the objects of a bucket. */
@Command(
        name = "objects",
        mixinStandardHelpOptions = true,
        description = {
            "Copies the present versions of a bucket's objects, on S3's side, while both systems run.",
            "It may be stopped or killed: the same command goes on. Of two objects under one key the later one stays. "
                    + "Nothing is deleted. Objects above 5 GiB and older versions are for S3 Batch Replication."
        })
final class MigrateObjectsCommand extends PaymentsCommand {
    @Mixin
    private SidesOption sides = new SidesOption();

    @Mixin
    private CheckpointOption checkpoint = new CheckpointOption();

    @Option(names = "--prefix", paramLabel = "PREFIX", description = "Only keys that begin so. Default: all.")
    private String prefix = "";

    MigrateObjectsCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        return Migration.copy(err(), checkpoint, stop -> {
            ObjectCopy copy =
                    new ObjectCopy(sides.fromBucket(), sides.toBucket(), prefix, checkpoint, Migration.patience(stop));
            if (copy.isResumed()) {
                err().println("payments: goes on after the last object that was done");
            }
            CopyProgress progress = new CopyProgress(err());
            ObjectCounts counts = copy.run(stop::isAsked, progress::now);
            out().println("objects: " + counts);
            counts.tooLarge().forEach(key -> out().println("  too large: " + key));
            return ExitCode.ofFindings(counts.tooLarge().size());
        });
    }
}
