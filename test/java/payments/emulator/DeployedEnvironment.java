package payments.emulator;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import payments.emulator.PlanDifferences.Difference;
import payments.testing.Run;

/**
 * One environment of a deployment on an emulator of its own: synthesized by the packaged program, applied, planned again,
 * destroyed.
 */
final class DeployedEnvironment implements AutoCloseable {
    private static final String SECOND_PLAN = "second.tfplan";

    private final Emulator emulator;
    private final Project project;
    private final StackRunner runner;
    private final StringBuilder said = new StringBuilder();
    private final Map<String, String> plans = new LinkedHashMap<>();

    /**
     * Neither synthesized nor applied yet.
     *
     * @param yaml the deployment file; it gets the settings that allow it to be destroyed, which AWS would refuse else
     * @param enabledRegions those to be opted in to that the account has enabled
     * @param variables what else is set
     * @param runner what applies a stack of the project
     */
    DeployedEnvironment(
            Path folder,
            String yaml,
            String environment,
            Set<String> enabledRegions,
            Function<Emulator, Map<String, String>> variables,
            Function<Project, StackRunner> runner) {
        this.emulator = Emulator.start(enabledRegions);
        this.project = new Project(folder, yaml)
                .with(emulator.environment())
                .with(Map.of("ENVIRONMENT", environment, "DELETION_PROTECTION", "false"))
                .with(variables.apply(emulator));
        this.runner = runner.apply(project);
    }

    Project project() {
        return project;
    }

    Emulator emulator() {
        return emulator;
    }

    Aws in(String region) {
        return new Aws(emulator.endpoint(), region);
    }

    void synthesize() {
        said.append(project.program("synth").succeeded().output());
    }

    /** The stacks in the order of deployment. */
    List<DeployedStack> stacks() {
        return DeployedStack.in(project.output());
    }

    /** An apply of all stacks that has not begun. */
    Rollout rollout() {
        return Rollout.applying(stacks(), runner);
    }

    /** Applies all stacks, or the rest of them. */
    void apply(Rollout rollout) {
        rollout.finish().values().forEach(run -> said.append(run.output()));
    }

    void destroy() {
        Rollout.destroying(stacks(), runner).finish();
    }

    /** What the programs said until now. */
    String said() {
        return said.toString();
    }

    /** The second plan of each stack as JSON, by its name; planned once, side by side. */
    Map<String, String> secondPlans() {
        if (plans.isEmpty()) {
            Map<String, Run.Running> running = new LinkedHashMap<>();
            for (DeployedStack stack : stacks()) {
                String parallelism = "-parallelism=" + StackRunner.PARALLELISM;
                running.put(
                        stack.name(),
                        project.startTerraform(
                                stack.name(), "plan", "-input=false", "-no-color", parallelism, "-out=" + SECOND_PLAN));
            }
            running.forEach((stack, plan) -> {
                said.append(plan.await().succeeded().output());
                Run shown = project.terraform(stack, "show", "-json", "-no-color", SECOND_PLAN);
                plans.put(stack, shown.succeeded().output());
            });
        }
        return plans;
    }

    /** What the second plans would change. */
    List<Difference> secondPlanDifferences() {
        List<Difference> differences = new ArrayList<>();
        secondPlans().values().forEach(plan -> differences.addAll(PlanDifferences.parse(plan)));
        return differences;
    }

    @Override
    public void close() {
        emulator.close();
    }
}
