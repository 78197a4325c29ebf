package payments.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.guardrail.model.Program;

/** Reads a program from wherever a user may have one: stacks in a folder, or a deployment file, of today or of an earlier commit. */
final class ProgramSource {
    private final EnvironmentVariables variables;
    private final Selection selection;
    private final CodeOption code;
    private final PrintWriter err;

    /** @param err where the progress of a synthesis goes */
    ProgramSource(EnvironmentVariables variables, Selection selection, CodeOption code, PrintWriter err) {
        this.variables = variables;
        this.selection = selection;
        this.code = code;
        this.err = err;
    }

    /**
     * The program that a text names.
     *
     * @throws BadInputException when there is none
     */
    Program read(String named) {
        Path path = Path.of(named);
        if (Files.exists(path)) {
            return isDeployment(named) ? synthesized(path) : Program.read(path);
        }
        int colon = named.indexOf(':');
        if (colon > 0 && isDeployment(named)) {
            return ofRevision(named.substring(0, colon), named.substring(colon + 1));
        }
        throw new BadInputException("""
                payments: no program to compare
                  at       %s
                  needed   a folder of stacks, a deployment file, or REVISION:FILE of one
                  change   name a folder such as cdktf.out, or a file such as main:main/deployments/payments.yaml""".formatted(named));
    }

    private static boolean isDeployment(String named) {
        return named.endsWith(".yaml") || named.endsWith(".yml");
    }

    private Program synthesized(Path file) {
        ProjectFolder.require();
        Deployment deployment = DeploymentLoader.load(file, variables.given(), selection, read -> {});
        try (Progress progress = Progress.on(err, variables)) {
            return Synthesis.prepare(variables, code, progress::stage).read(deployment);
        }
    }

    /** The deployment file as it was; the program that reads it is today's, so that only the file makes a difference. */
    private Program ofRevision(String revision, String file) {
        try {
            // The file's name is the deployment's.
            Path folder = Files.createTempDirectory("payments-revision");
            Path copy = folder.resolve(Path.of(file).getFileName());
            try {
                ReportFile.write(copy, show(revision, file));
                return synthesized(copy);
            } finally {
                Files.deleteIfExists(copy);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for a deployment file", e);
        }
    }

    private static String show(String revision, String file) throws IOException {
        String object = revision + ":./" + file;
        Process git = new ProcessBuilder("git", "show", "--end-of-options", object)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (exitCode(git) != 0) {
            throw new BadInputException("""
                    payments: git does not have this file
                      at       %s:%s
                      needed   a revision of this repository that has the file
                      change   name a branch, a tag or a commit, and the file as seen from this folder""".formatted(revision, file));
        }
        return text;
    }

    private static int exitCode(Process git) {
        try {
            return git.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            git.destroy();
            return -1;
        }
    }
}
