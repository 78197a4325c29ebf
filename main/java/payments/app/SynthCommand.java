package payments.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.report.QuotaTable;
import payments.infrastructure.report.ReportFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Load, build, write, report. Nothing is written before the whole input was found good. */
@Command(
        name = "synth",
        mixinStandardHelpOptions = true,
        description = "Writes the Terraform JSON of every stack of a deployment, and judges it by the guardrails.")
final class SynthCommand extends PaymentsCommand {
    private static final String DEFAULT_OUTPUT = "cdktf.out";

    @Mixin
    private DeploymentOption deployment = new DeploymentOption();

    @Mixin
    private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description =
                    "Where the stacks are written; missing folders are made. Default: $CDKTF_OUTDIR, else cdktf.out.")
    private @Nullable String output;

    @Mixin
    private CodeOption code = new CodeOption();

    @Option(
            names = "--fresh",
            description =
                    "Writes the stacks also where nothing has changed since they were written: neither the program, nor the deployment, nor the functions' code, nor a file of the output.")
    private boolean fresh;

    SynthCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        try (Progress progress = Progress.on(err(), variables())) {
            return run(progress);
        }
    }

    private ExitCode run(Progress progress) {
        ProjectFolder.require();
        Selection selection = environment.selection(variables());
        Deployment loaded = deployment.load(variables(), selection);
        Synthesis synthesis = Synthesis.prepare(variables(), code, progress::stage);
        Path folder = Path.of(variables().choose(output, "CDKTF_OUTDIR", DEFAULT_OUTPUT));

        Written written = write(synthesis, loaded, OutputFolder.at(folder));
        progress.stage("judging %d stacks by the guardrails".formatted(written.stacks.size()));
        GuardrailCheck check = judge(loaded, written, selection);
        progress.close();
        print(check, new SynthReport(loaded, written.stacks, folder, followUp(folder)), written);
        return check.exitCode();
    }

    /**
     * What a synthesis left.
     *
     * @param stacks the stacks in the order of deployment
     * @param program the same, as they lie in the folder
     * @param replaced what of earlier runs was removed
     * @param kept whether an earlier run wrote the same
     */
    private record Written(List<String> stacks, Program program, OutputFolder.Replaced replaced, boolean kept) {}

    /**
     * Writes the stacks, unless the same lie there, and reads back what is to be judged: what lies in the folder, all of it and
     * nothing else.
     */
    private Written write(Synthesis synthesis, Deployment loaded, OutputFolder folder) {
        Optional<String> key = synthesis.key(loaded);
        Optional<List<String>> kept = fresh ? Optional.empty() : key.flatMap(folder::unchanged);
        if (kept.isPresent()) {
            return new Written(kept.get(), readBack(folder.stacks(), kept.get()), OutputFolder.Replaced.NOTHING, true);
        }
        Path fresh = folder.begin();
        try {
            List<String> stacks = synthesis.write(loaded, fresh);
            key.ifPresent(known -> LastSynthesis.note(fresh, known, stacks));
            OutputFolder.Replaced replaced = folder.replaceBy(fresh);
            return new Written(stacks, readBack(folder.stacks(), stacks), replaced, false);
        } finally {
            folder.discard(fresh);
        }
    }

    private static Program readBack(Path folder, List<String> stacks) {
        Program program = Program.read(folder).asWritten();
        Set<String> found = program.stacks().stream().map(Stack::name).collect(Collectors.toSet());
        if (!found.containsAll(stacks)) {
            throw new IllegalStateException(
                    "%s holds the stacks %s after %s were written".formatted(folder, new TreeSet<>(found), stacks));
        }
        found.removeAll(Set.copyOf(stacks));
        if (!found.isEmpty()) {
            throw new BadInputException("""
                    payments: the output folder holds Terraform JSON that this program did not write
                      at       %s: %s
                      needed   a folder of this program alone, whose stacks can be judged together
                      change   move it away, or name another folder with --output""".formatted(folder, String.join(", ", new TreeSet<>(found))));
        }
        return program;
    }

    private GuardrailCheck judge(Deployment loaded, Written written, Selection selection) {
        return new GuardrailCheck(
                loaded.name(),
                written.program,
                AcceptedFindings.of(loaded.suppressions()).stream()
                        .filter(suppression -> selection.environment() == null
                                || written.stacks.contains(firstStep(suppression.path())))
                        .toList(),
                Severity.MEDIUM,
                variables(),
                verbose());
    }

    /** The result first. With findings there is none: they stand alone, and the JSON stays where it is, to be looked at. */
    private void print(GuardrailCheck check, SynthReport report, Written written) {
        boolean done = check.exitCode() == ExitCode.DONE;
        PrintWriter to = done ? out() : err();
        if (done) {
            to.print(report.text());
            to.println();
            to.println(new QuotaTable(written.program, verbose()).render());
            to.print(check.render(ReportFormat.TEXT));
        } else {
            to.print(check.render(ReportFormat.TEXT));
            to.print(report.failure());
        }
        if (written.kept) {
            to.println(
                    "note: nothing has changed since these stacks were written; they were judged again. --fresh writes them anew");
        }
        Set<String> gone = written.replaced.gone();
        if (!gone.isEmpty()) {
            to.println("note: removed the stacks of an earlier run: " + String.join(", ", gone));
        }
        Set<String> others = written.replaced.ofAnotherCopy();
        if (!others.isEmpty()) {
            to.println(
                    "note: another copy's stacks lay here, whose states are now called otherwise: run 'terraform init'"
                            + " again for " + String.join(", ", others)
                            + "; with --output each copy has a folder to itself");
        }
    }

    private static String firstStep(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /** How the CLI must be called to synthesize the same again: it has no options of ours, only variables. */
    private SynthReport.FollowUp followUp(Path folder) {
        Map<String, String> variables = new LinkedHashMap<>();
        add(variables, DeploymentOption.VARIABLE, deployment.value());
        add(variables, "ENVIRONMENT", environment.value());
        add(variables, "ENVIRONMENT_SUFFIX", Optional.empty());
        add(variables, CodeOption.VARIABLE, code.value());
        return new SynthReport.FollowUp(
                variables, folder.toString().equals(DEFAULT_OUTPUT) ? "" : " --output " + folder);
    }

    private void add(Map<String, String> variables, String name, Optional<String> option) {
        option.or(() -> variables().get(name)).ifPresent(value -> variables.put(name, value));
    }
}
