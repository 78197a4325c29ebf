package payments.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.migration.StoppedException;
import payments.regions.LogImport;
import payments.regions.Notes;
import payments.regions.RegionClients;
import payments.regions.Topology;
import payments.service.resilience.Backoff;
import payments.service.store.Handover;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings the payments of an existing table into a log that is new. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Brings the payments of an existing table into a new log of effects, and compares both. It may be stopped or killed: the same command goes on.",
            "No region takes payments from its begin until 'regions init' names the owner: it moves the fence of every table away first."
        })
final class RegionsImportCommand extends PaymentsCommand {
    @Mixin
    private RunningOption running = new RunningOption();

    @Mixin
    private DecisionOption decision = new DecisionOption();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "REGION",
            description = "The region whose table has the payments.")
    private String from = "";

    @Mixin
    private CheckpointOption checkpoint = new CheckpointOption();

    RegionsImportCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        Topology topology = running.topology(variables());
        decision.requireAnswer();
        Handover stop = decision.handover(LogImport.NO_REGION);
        try (RegionClients clients = running.clients(variables())) {
            LogImport work = new LogImport(topology, clients, new Backoff(), from, notes());
            ExitCode stopped = decision.decide(steps -> work.stop(stop, steps));
            return stopped == ExitCode.DONE && decision.isReal() ? bring(work) : stopped;
        }
    }

    private ExitCode bring(LogImport work) {
        return Migration.copy(err(), checkpoint, stop -> {
            CopyProgress progress = new CopyProgress(err());
            List<String> faults = work.run(done -> {
                progress.now("%d payments are in the log".formatted(done));
                if (stop.isAsked()) {
                    throw new StoppedException();
                }
            });
            List<String> differences = new ArrayList<>(faults);
            long same = work.compare(differences::add);
            LogImport.shown(differences).forEach(out()::println);
            out().printf("%d payments are the same in table and log, %d are not%n", same, differences.size());
            return ExitCode.ofFindings(differences.size());
        });
    }

    private Notes notes() {
        return new Notes() {
            @Override
            public Optional<String> read() {
                return checkpoint.read();
            }

            @Override
            public void write(String text) {
                checkpoint.write(text);
            }
        };
    }
}
