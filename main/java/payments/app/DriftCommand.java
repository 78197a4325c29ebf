package payments.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.consistency.Consistency;
import payments.infrastructure.consistency.Difference;
import payments.infrastructure.consistency.EnvironmentFacts;
import payments.infrastructure.consistency.LiveProgram;
import payments.infrastructure.consistency.Location;
import payments.infrastructure.drift.Drift;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.report.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Judges the plans of all stacks: where the program, the state and the world differ. Environments are compared with each other
 * as well, but that alone would take for granted what is wrong in all of them.
 */
@Command(
        name = "drift",
        mixinStandardHelpOptions = true,
        description = "Lists where program, state and world differ, from a saved plan of each stack.")
final class DriftCommand extends PaymentsCommand {
    @Parameters(
            paramLabel = "FOLDER",
            description = "Holds STACK.json for each stack, as 'terraform show -json' writes it of a saved plan.")
    private Path folder;

    @Option(
            names = "--synthesized",
            paramLabel = "FOLDER",
            description = "What synth wrote. Default: ${DEFAULT-VALUE}.")
    private Path synthesized = Path.of("cdktf.out");

    @Mixin
    private DeploymentOption deployment = new DeploymentOption();

    @Mixin
    private EnvironmentOption environment = new EnvironmentOption();

    DriftCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        SavedPlans.requireFolder(folder);
        Deployment loaded = deployment.load(variables(), environment.selection(variables()));
        List<String> stacks = new DeployedStacks(synthesized, loaded).names();
        List<Drift> drifts = new ArrayList<>();
        Map<String, JsonNode> shown = new LinkedHashMap<>();
        for (String stack : stacks) {
            Path file = SavedPlans.file(folder, stack);
            if (Files.isRegularFile(file)) {
                drifts.addAll(Drift.of(SavedPlans.read(file)));
                shown.put(stack, SavedPlans.json(file));
            } else {
                drifts.add(new Drift(stack, "there is no plan of it: %s is missing".formatted(file)));
            }
        }
        drifts.forEach(drift -> out().println(drift.line()));
        List<String> differences = shown.size() == stacks.size() ? differences(loaded, stacks, shown) : List.of();
        differences.forEach(out()::println);
        out().printf(
                        "Drift of %s: %s, %s, %s between environments that are not allowed%n",
                        loaded.name(),
                        Counted.of(stacks.size(), "stack"),
                        Counted.of(drifts.size(), "drift"),
                        Counted.of(differences.size(), "difference"));
        return ExitCode.ofFindings(drifts.size() + (long) differences.size());
    }

    /** One environment is like itself. */
    private List<String> differences(Deployment loaded, List<String> stacks, Map<String, JsonNode> shown) {
        if (loaded.environments().size() < 2) {
            return List.of();
        }
        List<EnvironmentFacts> environments =
                loaded.environments().stream().map(EnvironmentFacts::of).toList();
        Program program = Program.read(synthesized.resolve("stacks"), stacks::contains);
        Set<Location> intended = Consistency.differences(program, environments).stream()
                .map(Difference::location)
                .collect(Collectors.toSet());
        return Consistency.differences(LiveProgram.of(program, shown, environments), environments).stream()
                .filter(difference -> !intended.contains(difference.location()))
                .map(difference -> "NOT ALLOWED  " + difference)
                .toList();
    }
}
