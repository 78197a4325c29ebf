package payments.testing;

import com.hashicorp.cdktf.App;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.stack.Platform;

/**
 * A whole deployment, synthesized into a folder as the program does it.
 *
 * @param folder the output folder
 * @param stacks the stacks by name, in the order of deployment
 */
public record SynthesizedDeployment(Path folder, Map<String, SynthesizedStack> stacks) {
    private static final Path DEPLOYMENTS = Path.of("main/deployments");

    /** The text of the flagship's deployment file. */
    public static String flagshipYaml() {
        return yaml("payments");
    }

    /** The text of a deployment file of {@code main/deployments}. */
    public static String yaml(String deployment) {
        try {
            return Files.readString(DEPLOYMENTS.resolve(deployment + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The flagship as it stands. */
    public static SynthesizedDeployment flagship(Path folder) {
        return of(folder, flagshipYaml());
    }

    /** The deployment of a text; the functions' jar has no code. */
    public static SynthesizedDeployment of(Path folder, String yaml) {
        return of(folder, yaml, Map.of());
    }

    /** The same with environment variables, which the text may name. */
    public static SynthesizedDeployment of(Path folder, String yaml, Map<String, String> variables) {
        try {
            Files.createDirectories(folder);
            Path file = Files.writeString(folder.resolve("deployment.yaml"), yaml);
            return of(folder, DeploymentLoader.load(file, variables, Selection.from(variables)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A deployment that has been loaded, or made of one; the functions' jar has no code. */
    public static SynthesizedDeployment of(Path folder, Deployment deployment) {
        Path out = folder.resolve("cdktf.out");
        App app = App.Builder.create().outdir(out.toString()).build();
        Platform platform = new Platform(app, deployment, new FunctionCode(FunctionJars.in(folder)));
        List<String> names = platform.stackNames();
        app.synth();
        try {
            platform.writeCode(out.resolve("stacks"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, SynthesizedStack> stacks = new LinkedHashMap<>();
        names.forEach(name ->
                stacks.put(name, SynthesizedStack.read(out.resolve("stacks").resolve(name))));
        return new SynthesizedDeployment(out, stacks);
    }

    /** A stack by its name. */
    public SynthesizedStack stack(String name) {
        SynthesizedStack stack = stacks.get(name);
        if (stack == null) {
            throw new AssertionError("there is no stack %s, there are %s".formatted(name, stacks.keySet()));
        }
        return stack;
    }

    /** Every file of the output, with its content, by its path in the folder. */
    public Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString(), Files.readString(path, StandardCharsets.ISO_8859_1));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
