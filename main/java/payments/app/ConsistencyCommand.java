package payments.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.config.Deployment;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.consistency.Consistency;
import payments.infrastructure.consistency.EnvironmentFacts;
import payments.infrastructure.consistency.Finding;
import payments.infrastructure.consistency.SettingEffects;
import payments.infrastructure.guardrail.model.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proves that the environments of a deployment differ only in what they may. */
@Command(
        name = "consistency",
        mixinStandardHelpOptions = true,
        description = "Compares the environments of a deployment; prints every difference.")
final class ConsistencyCommand implements Callable<Integer> {
    private final Map<String, String> variables;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME|FILE",
            description = "A deployment of main/deployments, or a file. Default: $DEPLOYMENT, else payments.")
    private @Nullable String named;

    @Option(
            names = "--lambda-jars",
            paramLabel = "FOLDER",
            description =
                    "The folder with the code of the functions. Default: $LAMBDA_JARS, else lambda-handler/target.")
    private @Nullable String lambdaJars;

    @Option(
            names = "--live",
            paramLabel = "FOLDER",
            description = {
                "Compares what is deployed instead: a file STACK.json for each stack, as",
                "'terraform -chdir=cdktf.out/stacks/STACK show -json' writes it of a state or a plan."
            })
    private @Nullable Path live;

    ConsistencyCommand(Map<String, String> variables) {
        this.variables = variables;
    }

    @Override
    public Integer call() {
        Workplace workplace = new Workplace(variables);
        workplace.requireProjectFolder();
        String deployment = named != null ? named : variables.getOrDefault("DEPLOYMENT", "payments");
        Deployment loaded =
                DeploymentLoader.load(workplace.deploymentFile(deployment), variables, Selection.from(Map.of()));
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
        FunctionCode code = workplace.functionCode(
                lambdaJars != null
                        ? lambdaJars
                        : variables.getOrDefault("LAMBDA_JARS", Workplace.LAMBDA_JARS.toString()));
        workplace.requireNode();
        List<Finding> findings;
        LiveStates compared;
        try (Progress progress = Progress.on(spec.commandLine().getErr(), variables)) {
            Program program = synthesized(loaded, code, new Synthesis(variables, progress::stage));
            compared =
                    live == null ? new LiveStates(program, List.of()) : LiveStates.read(live, program, facts(loaded));
            SettingEffects effects = new SettingEffects(loaded.environments(), program, (environment, settings) -> {
                progress.stage("trying " + settings);
                return synthesized(
                        loaded.withEnvironments(List.of(environment)), code, new Synthesis(variables, stage -> {}));
            });
            findings = effects.explain(Consistency.differences(compared.program(), facts(loaded)));
        }

        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(finding -> out.println(finding.line()));
        compared.empty()
                .forEach(stack -> out.println(
                        "NOT ALLOWED  " + stack + "  its state holds no resource: there is nothing to compare"));
        long refused = compared.empty().size()
                + findings.stream().filter(finding -> !finding.allowed()).count();
        out.printf(
                "Consistency of %s%s: %d environments, %d differences, %d of them not allowed%n",
                loaded.name(),
                live == null ? "" : " as deployed",
                loaded.environments().size(),
                findings.size(),
                refused);
        out.flush();
        return (refused == 0 ? ExitCode.DONE : ExitCode.FINDINGS).code();
    }

    private static Program synthesized(Deployment deployment, FunctionCode code, Synthesis synthesis) {
        try {
            Path folder = Files.createTempDirectory("payments-consistency");
            try {
                synthesis.write(deployment, code, folder);
                return Program.read(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for the comparison", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What tells the environments of a deployment apart. */
    static List<EnvironmentFacts> facts(Deployment deployment) {
        return deployment.environments().stream().map(EnvironmentFacts::of).toList();
    }
}
