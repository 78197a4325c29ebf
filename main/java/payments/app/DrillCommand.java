package payments.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import payments.drill.DeployedRegions;
import payments.drill.Drill;
import payments.drill.DrillPage;
import payments.drill.DrillReport;
import payments.drill.DrillText;
import payments.drill.Load;
import payments.drill.NoSuchCallException;
import payments.drill.RegionFacts;
import payments.drill.Rehearsal;
import payments.drill.Rehearsal.Accident;
import payments.drill.engine.TableLine;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.stack.StackNames;
import payments.infrastructure.text.Nearest;
import payments.regions.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries the loss of a region out, without AWS. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = {
            "Tries the loss of a region out, without AWS: the service's own code in the regions as they are synthesized, under load, "
                    + "on a simulated clock. A person moves the payments as the runbook says, the region returns, the payments go back.",
            "Shows who waited and how long, what was lost, which alarms are raised, and whether R1 to R6 held. The same seed gives the same report."
        })
final class DrillCommand extends PaymentsCommand {
    private static final int LONGEST = 3_600;
    private static final int MOST_ORDERS = 50;

    @Parameters(arity = "0..1", paramLabel = "NAME|FILE", description = "The deployment, in place of --deployment.")
    private @Nullable String named;

    @Mixin
    private DeploymentOption deployment = new DeploymentOption();

    @Mixin
    private EnvironmentOption environment = new EnvironmentOption();

    @Mixin
    private CodeOption code = new CodeOption();

    @Option(names = "--lose", paramLabel = "REGION", description = "The region that is lost.")
    private @Nullable String lose;

    @Option(
            names = "--to",
            paramLabel = "REGION",
            description = "The region that is given the payments then. Default: the first other one.")
    private @Nullable String target;

    @Option(
            names = "--at",
            paramLabel = "CALL",
            description = "At which call of its functions it is lost: 1 is the first. Default: drawn from the seed.")
    private @Nullable Long call;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "What load and loss are drawn from. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--seconds",
            paramLabel = "NUMBER",
            description = "How long the region is away. Default: ${DEFAULT-VALUE}.")
    private int seconds = 60;

    @Option(
            names = "--decide",
            paramLabel = "SECONDS",
            description = "After how many seconds a person moves the payments. Default: ${DEFAULT-VALUE}.")
    private int decide = 20;

    @Option(
            names = "--rate",
            paramLabel = "NUMBER",
            description = "New payments in a second, 1 to 50. Default: ${DEFAULT-VALUE}.")
    private int rate = 5;

    @Option(
            names = "--stacks",
            paramLabel = "FOLDER",
            description = "Stacks that were synthesized before. Default: they are synthesized.")
    private @Nullable Path stacks;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "Where drill.json and drill.html are written. Default: ${DEFAULT-VALUE}.")
    private Path output = Path.of("drill");

    DrillCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        between("--seconds", seconds, 1, LONGEST);
        between("--decide", decide, 1, LONGEST);
        between("--rate", rate, 1, MOST_ORDERS);
        if (call != null && call < 1) {
            throw refused("a call that can not be", "--at %d".formatted(call), "1 or more");
        }
        Deployment loaded = deployment.load(variables(), environment.selection(variables()), named);
        Environment chosen = one(loaded);
        Topology topology = Topology.of(loaded, chosen);
        String lost = lost(topology);
        String to = target(topology, lost);
        Map<String, RegionFacts> facts = DeployedRegions.read(program(loaded), topology, stacksOf(chosen)::contains);
        DrillReport report = tried(new Rehearsal(
                topology,
                facts,
                new Accident(
                        lost, Optional.ofNullable(call), Duration.ofSeconds(seconds), Duration.ofSeconds(decide), to),
                seed,
                new Load(rate, true),
                TableLine.Change.NONE));
        DrillText text = new DrillText(report);
        ReportFile.write(output.resolve("drill.json"), text.json());
        ReportFile.write(output.resolve("drill.html"), new DrillPage(report).html());
        out().print(text.text());
        out().printf("%nWritten to %s and %s%n", output.resolve("drill.json"), output.resolve("drill.html"));
        return ExitCode.ofFindings(report.holds() ? 0 : 1);
    }

    private DrillReport tried(Rehearsal rehearsal) {
        try {
            return Drill.run(rehearsal);
        } catch (NoSuchCallException e) {
            throw refused(
                    "the region makes fewer calls",
                    "--at %d, and the functions of %s make %d calls in three minutes"
                            .formatted(call, rehearsal.accident().lost(), e.calls()),
                    "a smaller number, or leave it out");
        }
    }

    private static Environment one(Deployment loaded) {
        List<Environment> found = loaded.environments();
        if (found.size() != 1) {
            throw refused(
                    "which environment is meant is not said",
                    "%s has %s"
                            .formatted(
                                    loaded.name(),
                                    found.stream().map(Environment::name).collect(Collectors.joining(", "))),
                    "name it with --environment");
        }
        return found.get(0);
    }

    private String lost(Topology topology) {
        List<String> regions = topology.regions();
        if (regions.size() < 2) {
            throw refused(
                    "no second region takes payments",
                    "environment %s has %s".formatted(topology.environment(), String.join(", ", regions)),
                    "name an environment with a standby that takes payments");
        }
        if (lose == null) {
            throw refused(
                    "which region is lost is not said",
                    "--lose is not given",
                    "add --lose with one of %s".formatted(String.join(", ", regions)));
        }
        known("--lose", lose, regions);
        return lose;
    }

    private String target(Topology topology, String lost) {
        List<String> others = topology.regions().stream()
                .filter(region -> !region.equals(lost))
                .toList();
        if (target == null) {
            return others.get(0);
        }
        known("--to", target, topology.regions());
        if (target.equals(lost)) {
            throw refused(
                    "a lost region cannot take the payments",
                    "--lose and --to %s".formatted(lost),
                    "--to to one of %s".formatted(String.join(", ", others)));
        }
        return target;
    }

    private static void known(String option, String region, List<String> regions) {
        if (!regions.contains(region)) {
            throw refused(
                    "the environment has no such region that can take payments",
                    "%s %s".formatted(option, region),
                    "%s to one of %s".formatted(option, String.join(", ", Nearest.inOrder(region, regions))));
        }
    }

    private Program program(Deployment loaded) {
        if (stacks != null) {
            return Program.read(stacks);
        }
        return Synthesis.prepare(variables(), code, stage -> {}).read(loaded);
    }

    private static Set<String> stacksOf(Environment environment) {
        Set<String> names = environment.regions().stream()
                .map(region -> StackNames.region(environment, region))
                .collect(Collectors.toSet());
        names.add(StackNames.iam(environment));
        return names;
    }

    private static void between(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw refused(
                    "a number that can not be", "%s %d".formatted(option, value), "%d to %d".formatted(least, most));
        }
    }

    private static BadInputException refused(String what, String at, String change) {
        return new BadInputException("""
                payments: %s
                  at       %s
                  change   %s""".formatted(what, at, change));
    }
}
