package payments.app;

import payments.regions.Init;
import payments.regions.RegionClients;
import payments.regions.Topology;
import payments.service.resilience.Backoff;
import payments.service.store.Handover;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Names the first owner of a log. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description =
                "Says once which region has the payments of a new environment with a log of effects. Until then none takes any.")
final class RegionsInitCommand extends PaymentsCommand {
    @Mixin
    private RunningOption running = new RunningOption();

    @Mixin
    private TargetOption target = new TargetOption();

    @Mixin
    private DecisionOption decision = new DecisionOption();

    RegionsInitCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        Topology topology = running.topology(variables());
        decision.requireAnswer();
        Handover handover = decision.handover(target.region());
        try (RegionClients clients = running.clients(variables())) {
            return decision.decide(steps -> new Init(topology, clients, new Backoff(), handover).plan(steps));
        }
    }
}
