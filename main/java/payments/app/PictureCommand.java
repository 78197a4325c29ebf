package payments.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.picture.MermaidPicture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws what a folder of Terraform JSON deploys. */
@Command(
        name = "picture",
        mixinStandardHelpOptions = true,
        description = "Draws what a folder of Terraform JSON deploys, as a Mermaid flowchart.",
        footer = {"", "Exit codes: 0 drawn, 2 input that must be changed."})
final class PictureCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "The folder of the stacks, such as cdktf.out.")
    private Path folder;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Only this environment; may be given more than once. Default: all.")
    private List<String> environments = List.of();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "Where it is written; a name that ends in .md makes a Markdown page of it. Default: standard output.")
    private @Nullable Path output;

    @Override
    public Integer call() {
        String picture = draw();
        if (output == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(picture);
            out.flush();
            return 0;
        }
        boolean page = output.toString().endsWith(".md");
        try {
            Path above = output.toAbsolutePath().getParent();
            if (above != null) {
                Files.createDirectories(above);
            }
            Files.writeString(output, page ? "```mermaid\n%s```\n".formatted(picture) : picture);
        } catch (IOException e) {
            throw new UncheckedIOException("the picture cannot be written to " + output, e);
        }
        return 0;
    }

    private String draw() {
        MermaidPicture whole = MermaidPicture.of(Program.read(folder));
        for (String environment : environments) {
            if (!whole.environments().contains(environment)) {
                throw new BadInputException("environment '%s' is not in %s; allowed: %s; change --environment"
                        .formatted(environment, folder, String.join(", ", whole.environments())));
            }
        }
        return (environments.isEmpty() ? whole : whole.only(environments)).draw();
    }
}
