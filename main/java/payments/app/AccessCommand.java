package payments.app;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.access.AccessComparison;
import payments.infrastructure.access.AccessContext;
import payments.infrastructure.access.AccessFormat;
import payments.infrastructure.guardrail.model.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a change newly lets somebody do: for the reviewer, before it is deployed. */
@Command(
        name = "access",
        mixinStandardHelpOptions = true,
        description =
                "Lists what anybody, inside or outside, may do with the program NEW and not with OLD, and which network paths opened or closed.")
final class AccessCommand extends PaymentsCommand {
    /** When differences fail. */
    enum FailOn {
        NEVER,
        NEW,
        ANY
    }

    private static final String SIDE =
            "a folder of stacks, such as cdktf.out; a plan as 'terraform show -json' writes it; a deployment file, such as"
                    + " main/deployments/payments.yaml; or the same of an earlier commit, as REVISION:FILE";

    @Parameters(index = "0", paramLabel = "OLD", description = "The program that was agreed to: " + SIDE + ".")
    private String before;

    @Parameters(index = "1", paramLabel = "NEW", description = "The program to be agreed to, named in the same ways.")
    private String after;

    @Mixin
    private EnvironmentOption environment = new EnvironmentOption();

    @Mixin
    private CodeOption code = new CodeOption();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, markdown, json or sarif. Default: text.")
    private AccessFormat format = AccessFormat.TEXT;

    @Option(
            names = "--fail-on",
            paramLabel = "WHAT",
            description =
                    "new: exit code 1 when anything is newly allowed. any: also when something no longer is. Default: never.")
    private FailOn failOn = FailOn.NEVER;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where it is written; missing folders are made. Default: standard output.")
    private @Nullable Path output;

    AccessCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        ProgramSource source = new ProgramSource(variables(), environment.selection(variables()), code, err());
        Program old = source.read(before);
        Program now = source.read(after);
        AccessComparison comparison = AccessComparison.of(old, now);
        String report = format.render(
                comparison, new AccessContext(List.of(before, after), new ProgramVersion().getVersion()[0]));
        if (output == null) {
            out().print(report);
        } else {
            ReportFile.write(output, report);
        }
        return ExitCode.ofFindings(
                switch (failOn) {
                    case NEVER -> 0;
                    case NEW -> (int) comparison.newlyAllowed();
                    case ANY -> comparison.changes().size();
                });
    }
}
