package payments.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.DifferingSettings;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.consistency.Consistency;
import payments.infrastructure.consistency.EnvironmentFacts;
import payments.infrastructure.consistency.Finding;
import payments.infrastructure.consistency.SettingEffects;
import payments.infrastructure.guardrail.model.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves that the environments of a deployment differ only in what they may. */
@Command(
        name = "consistency",
        mixinStandardHelpOptions = true,
        description = "Compares the environments of a deployment; prints every difference.")
final class ConsistencyCommand extends PaymentsCommand {
    @Parameters(arity = "0..1", paramLabel = "NAME|FILE", description = "The same as --deployment.")
    private @Nullable String named;

    @Mixin
    private DeploymentOption deployment = new DeploymentOption();

    @Mixin
    private CodeOption code = new CodeOption();

    @Option(
            names = "--live",
            paramLabel = "FOLDER",
            description = {
                "Compares what is deployed instead: a file STACK.json for each stack, as",
                "'terraform -chdir=cdktf.out/stacks/STACK show -json' writes it of a state or a plan."
            })
    private @Nullable Path live;

    ConsistencyCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        ProjectFolder.require();
        Deployment loaded = deployment.load(variables(), Selection.everything(), named);
        if (loaded.environments().size() < 2) {
            throw new BadInputException(
                    """
                    payments: nothing to compare
                      at       deployment %s
                      needed   two environments or more, it has %d
                      change   name another deployment""".formatted(loaded.name(), loaded.environments().size()));
        }
        if (live != null && !Files.isDirectory(live)) {
            throw LiveStates.refused(live, "there is no such folder");
        }
        Comparison comparison;
        try (Progress progress = Progress.on(err(), variables())) {
            comparison = compare(loaded, progress);
        }
        print(loaded, comparison);
        return ExitCode.ofFindings(comparison.refused());
    }

    /**
     * What was compared, and how.
     *
     * @param empty the stacks of which nothing is deployed
     */
    private record Comparison(List<Finding> findings, List<String> empty) {
        private long refused() {
            return empty.size()
                    + findings.stream().filter(finding -> !finding.allowed()).count();
        }
    }

    private Comparison compare(Deployment loaded, Progress progress) {
        Synthesis synthesis = Synthesis.prepare(variables(), code, progress::stage);
        Program program = synthesis.read(loaded);
        List<EnvironmentFacts> environments =
                loaded.environments().stream().map(EnvironmentFacts::of).toList();
        LiveStates compared =
                live == null ? new LiveStates(program, List.of()) : LiveStates.read(live, program, environments);
        SettingEffects effects = new SettingEffects(loaded.environments(), program, (environment, settings) -> {
            progress.stage("synthesizing %s with another %s".formatted(environment.name(), settings));
            return synthesis.silent().read(loaded.withEnvironments(List.of(environment)));
        });
        return new Comparison(
                effects.explain(Consistency.differences(compared.program(), environments)), compared.empty());
    }

    private void print(Deployment loaded, Comparison comparison) {
        comparison.findings.forEach(finding -> out().println(finding.line()));
        comparison.empty.forEach(stack ->
                out().println("NOT ALLOWED  " + stack + "  its state holds no resource: there is nothing to compare"));
        out().printf(
                        "Consistency of %s%s: %d environments, %d differences, %d of them not allowed%n",
                        loaded.name(),
                        live == null ? "" : " as deployed",
                        loaded.environments().size(),
                        comparison.findings.size(),
                        comparison.refused());
        List<String> settings = comparison.findings.stream()
                .flatMap(finding -> finding.settings().stream())
                .distinct()
                .sorted()
                .toList();
        if (!settings.isEmpty()) {
            out().println("The environments set differently:");
            settings.forEach(setting -> out().printf("  %s: %s%n", setting, DifferingSettings.description(setting)));
        }
    }
}
