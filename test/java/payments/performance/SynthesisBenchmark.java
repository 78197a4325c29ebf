package payments.performance;

import com.hashicorp.cdktf.App;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.stack.Platform;

/**
 * Synthesis within one JVM, again and again. The first one pays for starting Node.js and for loading the bindings; the
 * others show what a construct costs.
 */
public final class SynthesisBenchmark {
    private final Deployment deployment;
    private final FunctionCode code;
    private final String folder;

    private SynthesisBenchmark(Path deploymentFile, Path lambdaJars, String folder) {
        this.deployment = DeploymentLoader.load(deploymentFile, Map.of(), Selection.from(Map.of()));
        this.code = new FunctionCode(lambdaJars);
        this.folder = folder;
    }

    /**
     * Prints one line of JSON for each synthesis: milliseconds to define and to write the stacks.
     *
     * @param arguments deployment file, folder of the functions' jars, output folder, number of repetitions
     */
    @SuppressWarnings("SystemOut") // a program for the command line: its output is its result
    public static void main(String[] arguments) throws IOException {
        SynthesisBenchmark benchmark =
                new SynthesisBenchmark(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
        int repetitions = Integer.parseInt(arguments[3]);
        for (int i = 0; i < repetitions; i++) {
            System.out.println(benchmark.synthesize());
        }
        // Node.js may hold the process; the measurement is complete.
        System.exit(0);
    }

    private String synthesize() throws IOException {
        long start = System.nanoTime();
        App app = App.Builder.create().outdir(folder).build();
        Platform platform = new Platform(app, deployment, code);
        long defined = System.nanoTime();
        app.synth();
        platform.writeCode(Path.of(folder, "stacks"));
        return String.format(
                Locale.ROOT,
                "{\"define\": %.1f, \"write\": %.1f}",
                (defined - start) / 1e6,
                (System.nanoTime() - defined) / 1e6);
    }
}
