package payments.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.reading.SuppressionsLoader;
import payments.infrastructure.guardrail.Suppression;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.report.Counted;
import payments.infrastructure.report.ReportFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges Terraform JSON, whoever made it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Judges a folder of Terraform JSON by the guardrails.")
final class CheckCommand implements Callable<Integer> {
    private final Map<String, String> variables;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "The folder of the stacks, such as cdktf.out.")
    private Path folder;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json, sarif or html. Default: text.")
    private ReportFormat format = ReportFormat.TEXT;

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            description = "Findings of low, medium, high or critical and worse are failures. Default: medium.")
    private Severity severity = Severity.MEDIUM;

    @Option(
            names = "--suppressions",
            paramLabel = "FILE",
            description = "A YAML file with 'suppressions', such as the deployment file.")
    private @Nullable Path suppressions;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where the report is written. Default: standard output.")
    private @Nullable Path output;

    CheckCommand(Map<String, String> variables) {
        this.variables = variables;
    }

    @Override
    public Integer call() {
        List<Suppression> accepted = suppressions == null
                ? List.of()
                : AcceptedFindings.of(SuppressionsLoader.load(suppressions, variables));
        Program program = Program.read(folder);
        if (program.resources().findAny().isEmpty()) {
            throw new BadInputException("""
                    payments: nothing to judge
                      at       %s
                      needed   a resource: its *.tf.json has none, and modules are not followed
                      change   name the folder of the stacks, such as cdktf.out""".formatted(folder));
        }
        GuardrailCheck check =
                new GuardrailCheck(folder.toString(), program, accepted, severity, variables, Main.verbose(spec));
        PrintWriter out = spec.commandLine().getOut();
        if (output != null) {
            check.write(format, output);
            out.printf("%s, written to %s%n", Counted.of(check.findings(), "finding"), output);
        } else {
            out.print(check.render(format));
        }
        out.flush();
        return (check.failed() ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }
}
