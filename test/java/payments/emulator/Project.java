package payments.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import payments.testing.Run;
import payments.testing.Tool;

/**
 * A user's working folder: a {@code cdktf.json} and a deployment file, from which the packaged program and the cdktf CLI
 * are run as the README says.
 */
final class Project {
    /** The version that README.md names. */
    static final String CLI = "cdktf-cli@0.21.0";

    private static final Path PROGRAM = Path.of("main/target/payments.jar").toAbsolutePath();
    private static final String LAMBDA_JARS =
            Path.of("lambda-handler/target").toAbsolutePath().toString();

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();

    /** A project in a folder, with this deployment as its only one. */
    Project(Path folder, String deploymentYaml) {
        this.folder = folder;
        try {
            Files.writeString(folder.resolve("cdktf.json"), """
                    {
                      "language": "java",
                      "app": "java -jar %s synth",
                      "projectId": "emulator-test",
                      "sendCrashReports": "false",
                      "output": "cdktf.out"
                    }
                    """.formatted(PROGRAM));
            Files.writeString(folder.resolve("deployment.yaml"), deploymentYaml);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the project", e);
        }
        environment.put("DEPLOYMENT", "deployment.yaml");
        environment.put("LAMBDA_JARS", LAMBDA_JARS);
        environment.put("CHECKPOINT_DISABLE", "1");
        // The CLI's own plugin cache would copy the provider; Terraform links it from a mirror.
        environment.put("CDKTF_DISABLE_PLUGIN_CACHE_ENV", "true");
    }

    /** The same with more environment variables. */
    Project with(Map<String, String> more) {
        environment.putAll(more);
        return this;
    }

    /** Runs the packaged program. */
    Run program(String... arguments) {
        return Run.of(folder, environment, command(List.of("java", "-jar", PROGRAM.toString()), arguments));
    }

    /** Runs the cdktf CLI to its end. */
    Run cdktf(String... arguments) {
        return startCdktf(arguments).await();
    }

    /** Starts the cdktf CLI. */
    Run.Running startCdktf(String... arguments) {
        return Run.start(folder, environment, command(List.of(Tool.NPX.path(), "--yes", CLI), arguments));
    }

    /** Runs Terraform in the folder of a stack. */
    Run terraform(String stack, String... arguments) {
        return startTerraform(stack, arguments).await();
    }

    /** Starts Terraform in the folder of a stack. */
    Run.Running startTerraform(String stack, String... arguments) {
        return Run.start(stackFolder(stack), environment, command(List.of(Tool.TERRAFORM.path()), arguments));
    }

    /** The folder of what was synthesized. */
    Path output() {
        return folder.resolve("cdktf.out");
    }

    /** The folder of a stack's Terraform JSON. */
    Path stackFolder(String stack) {
        return output().resolve("stacks").resolve(stack);
    }

    private static List<String> command(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        return command;
    }
}
