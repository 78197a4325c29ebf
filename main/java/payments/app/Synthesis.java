package payments.app;

import com.hashicorp.cdktf.AnnotationMetadataEntryType;
import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.ISynthesisSession;
import com.hashicorp.cdktf.Manifest;
import com.hashicorp.cdktf.TerraformStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.stack.Platform;

/**
 * Has CDKTF write the stacks of a deployment into a folder.
 *
 * <p>{@code App.synth()} takes no folder: CDKTF's {@code App} takes the folder from the variable {@code CDKTF_OUTDIR} of the
 * Node.js process where that is set, whatever the program asks for, and the command line of CDKTF always sets it. So this class
 * takes the same steps as {@code App.synth()}, with a session of its own.
 *
 * @see <a href="https://github.com/hashicorp/terraform-cdk/blob/v0.19.2/packages/cdktf/lib/app.ts">CDKTF 0.19.2: app.ts</a>
 */
final class Synthesis {
    private final EnvironmentVariables variables;
    private final FunctionCode code;
    private final Consumer<String> stage;

    private Synthesis(EnvironmentVariables variables, FunctionCode code, Consumer<String> stage) {
        this.variables = variables;
        this.code = code;
        this.stage = stage;
    }

    /**
     * A synthesis for which everything is there that it needs: code, Node.js, and variables that CDKTF can read.
     *
     * @param stage is called with what is being done
     * @throws BadInputException when something is missing
     */
    static Synthesis prepare(EnvironmentVariables variables, CodeOption code, Consumer<String> stage) {
        FunctionCode found = code.load(variables);
        NodeProgram.require(variables);
        NodeVariables.require(variables);
        return new Synthesis(variables, found, stage);
    }

    /** The same without a word on its stages. */
    Synthesis silent() {
        return new Synthesis(variables, code, stage -> {});
    }

    /** What the stacks of a deployment are made of; empty where that cannot be said for sure. */
    Optional<String> key(Deployment deployment) {
        return SynthesisKey.of(deployment, code, variables, SynthesisKey.classPath());
    }

    /** Where the stacks go, for the parts of CDKTF that write them. */
    private record Session(Manifest manifest) implements ISynthesisSession {
        @Override
        public Manifest getManifest() {
            return manifest;
        }

        @Override
        public String getOutdir() {
            return manifest.getOutdir();
        }
    }

    /**
     * Writes the stacks and the manifest.
     *
     * @param folder an empty folder
     * @return the stacks' names in the order of deployment
     */
    List<String> write(Deployment deployment, Path folder) {
        return write(deployment, folder, true);
    }

    private List<String> write(Deployment deployment, Path folder, boolean withCode) {
        stage.accept("starting CDKTF in Node.js");
        NodeVariables node = NodeVariables.prepare(variables);
        App app = App.Builder.create().outdir(folder.toString()).build();
        node.deleteUnused();
        Platform platform = new Platform(app, deployment, code, new Consumer<>() {
            private int built;

            @Override
            public void accept(String stack) {
                built++;
                stage.accept("built stack %d, %s".formatted(built, stack));
            }
        });
        List<String> names = platform.stackNames();
        List<TerraformStack> stacks = app.getNode().getChildren().stream()
                .filter(TerraformStack.class::isInstance)
                .map(TerraformStack.class::cast)
                .toList();
        stage.accept("linking %d stacks".formatted(names.size()));
        stacks.forEach(TerraformStack::prepareStack);
        Manifest manifest = new Manifest(
                app.getManifest().getVersion(), folder.toAbsolutePath().toString());
        stage.accept("writing %d stacks".formatted(names.size()));
        Session session = new Session(manifest);
        stacks.forEach(stack -> stack.getSynthesizer().synthesize(session));
        requireNoErrors(manifest);
        if (withCode) {
            writeCode(platform, folder.resolve("stacks"));
        }
        manifest.writeToFile();
        return names;
    }

    private static void writeCode(Platform platform, Path stacks) {
        try {
            platform.writeCode(stacks);
        } catch (IOException e) {
            throw new UncheckedIOException("the functions' code cannot be written to " + stacks, e);
        }
    }

    /** The stacks of a deployment, of which no file is left. They are only looked at, so no code lies beside them. */
    Program read(Deployment deployment) {
        try {
            Path folder = Files.createTempDirectory("payments-synthesis");
            try {
                write(deployment, folder, false);
                return Program.read(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for the stacks", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** With {@code CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS}, as CDKTF's command line sets it, CDKTF only notes its errors. */
    private static void requireNoErrors(Manifest manifest) {
        List<String> errors = manifest.getStacks().values().stream()
                .flatMap(stack -> stack.getAnnotations().stream())
                .filter(annotation -> annotation.getLevel() == AnnotationMetadataEntryType.ERROR)
                .map(annotation -> "%s: %s".formatted(annotation.getConstructPath(), annotation.getMessage()))
                .toList();
        if (!errors.isEmpty()) {
            throw new IllegalStateException("CDKTF reports errors: " + String.join("; ", errors));
        }
    }
}
