package payments.app;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import payments.regions.Move;
import payments.regions.Order;
import payments.regions.RegionClients;
import payments.regions.Topology;
import payments.service.resilience.Backoff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives the payments to another region. */
@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        description = {
            "Gives the payments to another region. It may be stopped or killed: the same command goes on, or says that it is done.",
            "With a log of effects: checks that the region follows it, and writes its owner, one item, under the epoch that was seen. "
                    + "Without: moves the fence of each table, first away from all others."
        })
final class RegionsMoveCommand extends PaymentsCommand {

    /** No region is called so. */
    private static final String UNNAMED = "unnamed";

    @Mixin
    private RunningOption running = new RunningOption();

    @Mixin
    private TargetOption target = new TargetOption();

    @Mixin
    private DecisionOption decision = new DecisionOption();

    @Option(
            names = "--lost",
            arity = "0..1",
            fallbackValue = UNNAMED,
            paramLabel = "REGION",
            description = {
                "The region that has the payments is lost: it is not called at all, and a target that is behind is taken.",
                "Where the fence of each table decides and there are more than two regions, the lost one must be named."
            })
    private @Nullable String lost;

    @Option(
            names = "--epoch",
            paramLabel = "NUMBER",
            description = "With a log: refuses where the ownership is not at this epoch, which 'regions status' shows.")
    private @Nullable Long epoch;

    RegionsMoveCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        Topology topology = running.topology(variables());
        decision.requireAnswer();
        Order order = new Order(
                decision.handover(target.region()),
                lost != null,
                Optional.ofNullable(lost).filter(named -> !named.equals(UNNAMED)),
                Optional.ofNullable(epoch));
        try (RegionClients clients = running.clients(variables())) {
            return decision.decide(
                    steps -> Move.of(topology, clients, new Backoff(), order).plan(steps));
        }
    }
}
