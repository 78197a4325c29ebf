package payments.app;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.picture.MermaidPicture;
import payments.infrastructure.text.Nearest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws what a folder of Terraform JSON deploys. */
@Command(
        name = "picture",
        mixinStandardHelpOptions = true,
        description = "Draws what a folder of Terraform JSON deploys, as a Mermaid flowchart.")
final class PictureCommand extends PaymentsCommand {
    @Parameters(paramLabel = "FOLDER", description = "The folder of the stacks, such as cdktf.out.")
    private Path folder;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description =
                    "Only this environment, by its name in the deployment file or its suffix; may be given several times. Default: all.")
    private List<String> environments = List.of();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "Where it is written; a name that ends in .md makes a Markdown page of it, and missing folders are made. Default: standard output.")
    private @Nullable Path output;

    PictureCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        String picture = draw();
        if (output == null) {
            out().print(picture);
            return ExitCode.DONE;
        }
        boolean page = output.toString().endsWith(".md");
        ReportFile.write(output, page ? "```mermaid\n%s```\n".formatted(picture) : picture);
        return ExitCode.DONE;
    }

    private String draw() {
        MermaidPicture whole = MermaidPicture.of(Program.read(folder));
        for (String environment : environments) {
            if (!whole.shows(environment)) {
                throw new BadInputException("""
                        payments: no such environment
                          at       --environment %s
                          needed   one of %s: %s
                          change   name one of them, or leave the option away for all""".formatted(
                                environment,
                                folder,
                                String.join(", ", Nearest.inOrder(environment, whole.environmentNames()))));
            }
        }
        return (environments.isEmpty() ? whole : whole.only(environments)).draw();
    }
}
