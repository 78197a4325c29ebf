package payments.app;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.DeploymentSections;
import payments.infrastructure.guardrail.Guardrails;
import payments.infrastructure.guardrail.Suppression;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.report.Counted;
import payments.infrastructure.report.ReportFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges Terraform in JSON or HCL, also of other programs. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Judges a folder of Terraform, in JSON or HCL, or a plan or a state that 'terraform show -json' has written, by the"
                        + " guardrails. What a plan does not know yet is unknown, and no finding and no proof.")
final class CheckCommand extends PaymentsCommand {
    @Parameters(
            paramLabel = "FOLDER",
            description = {
                "The folder of the stacks, such as cdktf.out,",
                "or a file that 'terraform show -json PLANFILE > plan.json' has written, or a folder of such files."
            })
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
            names = "--partners",
            paramLabel = "FILE",
            description = {
                "A YAML file with 'partners', whom the program may name, such as the deployment file.",
                "Partners that the stacks declare and this file does not are then not believed."
            })
    private @Nullable Path partners;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where the report is written; missing folders are made. Default: standard output.")
    private @Nullable Path output;

    @Option(
            names = "--accept-unread",
            description = "What Terraform reads and this program cannot is a note, and no finding of everything-read.")
    private boolean acceptUnread;

    CheckCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        List<Suppression> accepted = suppressions == null
                ? List.of()
                : AcceptedFindings.of(DeploymentSections.suppressions(
                        suppressions, variables().given()));
        Program program = partners == null
                ? Program.read(folder)
                : Program.read(folder)
                        .knowing(KnownPartners.of(partners, variables().given()));
        boolean nothingSaid = acceptUnread || program.unread().isEmpty();
        if (program.resources().findAny().isEmpty() && nothingSaid) {
            throw new BadInputException("""
                    payments: nothing to judge
                      at       %s
                      needed   a resource: what was read of it has none
                      change   name the folder of the stacks, such as cdktf.out""".formatted(folder));
        }
        Guardrails guardrails = new Guardrails();
        GuardrailCheck check = new GuardrailCheck(
                acceptUnread ? guardrails.acceptingUnread() : guardrails,
                folder.toString(),
                program,
                accepted,
                severity,
                variables(),
                verbose());
        if (output != null) {
            ReportFile.write(output, check.render(format));
            out().printf("%s, written to %s%n", Counted.of(check.findings(), "finding"), output);
        } else {
            out().print(check.render(format));
        }
        return check.exitCode();
    }
}
