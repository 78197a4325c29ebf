package payments.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.config.Deployment;
import payments.infrastructure.config.reading.DeploymentLoader;
import payments.infrastructure.config.reading.Selection;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.report.ReportFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Load, build, write, tell. Nothing is written before the whole input was found good. */
@Command(
        name = "synth",
        mixinStandardHelpOptions = true,
        description = "Writes the Terraform JSON of every stack of a deployment, and judges it by the guardrails.")
final class SynthCommand implements Callable<Integer> {
    private static final String DEFAULT_OUTPUT = "cdktf.out";

    private final Map<String, String> variables;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-d", "--deployment"},
            paramLabel = "NAME|FILE",
            description = "A deployment of main/deployments, or a file. Default: $DEPLOYMENT, else payments.")
    private @Nullable String deployment;

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            description = "Only this environment, by its name or its suffix. Default: $ENVIRONMENT, else all.")
    private @Nullable String environment;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "Where the stacks are written. Default: $CDKTF_OUTDIR, else cdktf.out.")
    private @Nullable String output;

    @Option(
            names = "--lambda-jars",
            paramLabel = "FOLDER",
            description =
                    "The folder with the code of the functions. Default: $LAMBDA_JARS, else lambda-handler/target.")
    private @Nullable String lambdaJars;

    SynthCommand(Map<String, String> variables) {
        this.variables = variables;
    }

    @Override
    public Integer call() {
        try (Progress progress = Progress.on(spec.commandLine().getErr(), variables)) {
            return run(progress).code();
        }
    }

    private ExitCode run(Progress progress) {
        Workplace workplace = new Workplace(variables);
        workplace.requireProjectFolder();
        Deployment loaded = DeploymentLoader.load(
                workplace.deploymentFile(given(deployment, "DEPLOYMENT", "payments")), variables, selection());
        FunctionCode code = workplace.functionCode(given(lambdaJars, "LAMBDA_JARS", Workplace.LAMBDA_JARS.toString()));
        workplace.requireNode();
        NodeVariables.require(variables);
        Path folder = Path.of(given(output, "CDKTF_OUTDIR", DEFAULT_OUTPUT));

        Written written = write(loaded, code, OutputFolder.at(folder), progress);
        progress.stage("judging %d stacks by the guardrails".formatted(written.stacks.size()));
        GuardrailCheck check = judge(loaded, written);
        progress.close();
        tell(check, new SynthReport(loaded, written.stacks, folder, followUp(folder)), written);
        return check.failed() ? ExitCode.FINDINGS : ExitCode.DONE;
    }

    /**
     * What a synthesis left.
     *
     * @param stacks the stacks in the order of deployment
     * @param program the same, as they lie in the folder
     * @param gone stacks of earlier runs that were removed
     */
    private record Written(List<String> stacks, Program program, Set<String> gone) {}

    /** Writes the stacks, and reads back what is to be judged: what lies in the folder, all of it and nothing else. */
    private Written write(Deployment loaded, FunctionCode code, OutputFolder folder, Progress progress) {
        Path fresh = folder.begin();
        try {
            List<String> stacks = new Synthesis(variables, progress::stage).write(loaded, code, fresh);
            Set<String> gone = folder.replaceBy(fresh);
            Program program = Program.read(folder.stacks());
            Set<String> found = program.stacks().stream().map(Stack::name).collect(Collectors.toSet());
            if (!found.containsAll(stacks)) {
                throw new IllegalStateException("%s holds the stacks %s after %s were written"
                        .formatted(folder.stacks(), new TreeSet<>(found), stacks));
            }
            found.removeAll(Set.copyOf(stacks));
            if (!found.isEmpty()) {
                throw new BadInputException("""
                        payments: the output folder holds Terraform JSON that this program did not write
                          at       %s: %s
                          needed   a folder of this program alone, whose stacks can be judged together
                          change   move it away, or name another folder with --output""".formatted(folder.stacks(), String.join(", ", new TreeSet<>(found))));
            }
            return new Written(stacks, program, gone);
        } finally {
            folder.discard(fresh);
        }
    }

    private GuardrailCheck judge(Deployment loaded, Written written) {
        return new GuardrailCheck(
                loaded.name(),
                written.program,
                AcceptedFindings.of(loaded.suppressions()).stream()
                        .filter(suppression -> selection().environment() == null
                                || written.stacks.contains(firstStep(suppression.path())))
                        .toList(),
                Severity.MEDIUM,
                variables,
                Main.verbose(spec));
    }

    /** The result first. With findings there is none: they stand alone, and the JSON stays where it is, to be looked at. */
    private void tell(GuardrailCheck check, SynthReport report, Written written) {
        PrintWriter to = check.failed()
                ? spec.commandLine().getErr()
                : spec.commandLine().getOut();
        if (check.failed()) {
            to.print(check.render(ReportFormat.TEXT));
            to.print(report.refusal());
        } else {
            to.print(report.text());
            to.println();
            to.print(check.render(ReportFormat.TEXT));
        }
        if (!written.gone.isEmpty()) {
            to.println("note: removed the stacks of an earlier run: " + String.join(", ", written.gone));
        }
        to.flush();
    }

    private static String firstStep(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /** How the CLI must be called to synthesize the same again: it only knows what the environment tells. */
    private SynthReport.FollowUp followUp(Path folder) {
        Map<String, String> told = new LinkedHashMap<>();
        tell(told, "DEPLOYMENT", deployment);
        tell(told, "ENVIRONMENT", environment);
        tell(told, "ENVIRONMENT_SUFFIX", null);
        tell(told, "LAMBDA_JARS", lambdaJars);
        return new SynthReport.FollowUp(told, folder.toString().equals(DEFAULT_OUTPUT) ? "" : " --output " + folder);
    }

    private void tell(Map<String, String> told, String variable, @Nullable String option) {
        String value = option != null ? option : blankAsNull(variables.get(variable));
        if (value != null) {
            told.put(variable, value);
        }
    }

    private Selection selection() {
        return Selection.from(variables).withEnvironment(environment);
    }

    /** The option, else the environment variable, else the default; an empty variable counts as absent. */
    private String given(@Nullable String option, String variable, String fallback) {
        if (option != null) {
            return option;
        }
        String value = blankAsNull(variables.get(variable));
        return value != null ? value : fallback;
    }

    private static @Nullable String blankAsNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
