package payments.app;

import java.time.Instant;
import payments.account.Aws;
import payments.regions.RegionClients;
import payments.regions.SqsQueues;
import payments.regions.Status;
import payments.regions.StatusReader;
import payments.regions.StatusText;
import payments.regions.Topology;
import payments.service.resilience.Backoff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows who has the payments. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Shows which region has the payments, since when and why, how far each region is, and what waits. It only reads.",
            "It ends with 1 where something is to be done: no owner or two, a region that gives no answer or is behind."
        })
final class RegionsStatusCommand extends PaymentsCommand {
    @Mixin
    private RunningOption running = new RunningOption();

    @Option(names = "--history", description = "Lists every move so far, the last one first.")
    private boolean isHistory;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
    private TextOrJson format = TextOrJson.TEXT;

    RegionsStatusCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        Topology topology = running.topology(variables());
        try (RegionClients clients = running.clients(variables());
                Aws aws = running.aws(variables())) {
            Status status = new StatusReader(topology, clients, new SqsQueues(aws), new Backoff()).read(Instant.now());
            StatusText shown = new StatusText(status, isHistory);
            out().print(format == TextOrJson.JSON ? shown.json() : shown.text());
            return ExitCode.ofFindings(status.findings().size());
        }
    }
}
