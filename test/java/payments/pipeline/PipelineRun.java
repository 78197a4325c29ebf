package payments.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import payments.pipeline.Workflow.Job;
import payments.pipeline.Workflow.Step;
import payments.testing.Checkout;
import payments.testing.Run;

/**
 * A run of the workflows on this machine: each job in a clone of its own, with the artefacts of the jobs before it and nothing
 * else; every {@code run} line in the shell that GitHub would take. What each action does here is listed; one that is not, and
 * whatever else of GitHub's syntax no test knows, fails.
 */
public final class PipelineRun {
    private static final Set<String> TOOLS =
            Set.of("actions/setup-java", "actions/setup-node", "hashicorp/setup-terraform");

    private static final Set<String> KNOWN_OF_JOBS =
            Set.of("runs-on", "timeout-minutes", "environment", "steps", "needs", "uses", "with", "permissions", "env");
    private static final Set<String> KNOWN_OF_STEPS = Set.of("name", "uses", "with", "run", "shell", "env");

    private final Path folder;
    private final Expressions variables;
    private final Map<String, String> credentials;
    private final Artifacts artifacts;
    private final Map<String, Path> workspaces = new ConcurrentHashMap<>();

    /**
     * Nothing has run yet.
     *
     * @param folder an empty folder for clones and artefacts
     * @param variables the configuration variables of repository and environments
     * @param credentials the environment variables that stand for the credentials of a role
     */
    public PipelineRun(Path folder, Map<String, String> variables, Map<String, String> credentials) {
        this.folder = folder;
        this.variables = new Expressions(variables.entrySet().stream()
                .collect(Collectors.toMap(entry -> "vars." + entry.getKey(), Map.Entry::getValue)));
        this.credentials = Map.copyOf(credentials);
        this.artifacts = new Artifacts(folder.resolve("artifacts"));
    }

    /**
     * Runs jobs of a workflow and the workflows that they call, each after those that it needs, and returns what they printed.
     * Several threads may do so at once.
     *
     * @param jobs which jobs; none for all
     */
    public Map<String, String> succeed(String workflow, String... jobs) {
        Map<String, String> output = new LinkedHashMap<>();
        Workflow read = Workflow.read(workflow);
        ordered(read).stream()
                .filter(job -> jobs.length == 0 || List.of(jobs).contains(job.name()))
                .forEach(job -> run(job, variables, job.name(), 0, output));
        return output;
    }

    /** Runs the only job of a workflow, whose last step must end with an exit code; returns what that printed. */
    public String fails(String workflow, int exitCode) {
        Map<String, String> output = new LinkedHashMap<>();
        Job job = Workflow.read(workflow).jobs().values().iterator().next();
        run(job, variables, job.name() + "-" + workspaces.size(), exitCode, output);
        return String.join("\n", output.values());
    }

    /** The clone that a job left behind, such as {@code dev/apply}. */
    public Path workspace(String job) {
        Path workspace = workspaces.get(job);
        if (workspace == null) {
            throw new AssertionError("no job %s ran, but %s".formatted(job, workspaces.keySet()));
        }
        return workspace;
    }

    /** Jobs by what they need: GitHub begins one when all of them have succeeded. */
    private static List<Job> ordered(Workflow workflow) {
        Set<Job> ordered = new LinkedHashSet<>();
        workflow.jobs().values().forEach(job -> add(job, ordered));
        return List.copyOf(ordered);
    }

    private static void add(Job job, Set<Job> ordered) {
        job.needs().forEach(name -> add(job.workflow().job(name), ordered));
        ordered.add(job);
    }

    private void run(Job job, Expressions context, String name, int exitCode, Map<String, String> output) {
        requireKnown(job.node(), KNOWN_OF_JOBS, name);
        String uses = job.node().path("uses").asText();
        if (!uses.isEmpty()) {
            Map<String, String> inputs = texts(job.node().path("with"), context);
            List<Job> called = ordered(Workflow.called(uses));
            called.forEach(inner -> run(
                    inner,
                    context.with(inputs),
                    called.size() == 1 ? name : name + "/" + inner.name(),
                    exitCode,
                    output));
            return;
        }
        Path workspace = newFolder(name);
        workspaces.put(name, workspace);
        Map<String, String> environment =
                new LinkedHashMap<>(texts(job.workflow().root().path("env"), context));
        environment.putAll(texts(job.node().path("env"), context));
        StringBuilder said = new StringBuilder();
        List<Step> steps = job.steps();
        for (Step step : steps) {
            requireKnown(step.node(), KNOWN_OF_STEPS, name);
            if (step.action().isEmpty()) {
                Run run = run(step, workspace, environment, context);
                said.append(run.output());
                run.endedWith(step.equals(steps.get(steps.size() - 1)) ? exitCode : 0);
            } else {
                use(step.action(), texts(step.node().path("with"), context), workspace, environment);
            }
        }
        output.put(name, said.toString());
    }

    private static Run run(Step step, Path workspace, Map<String, String> environment, Expressions context) {
        try {
            Path script = Files.createTempFile("step", ".sh");
            Files.writeString(script, context.evaluate(step.run()));
            Map<String, String> all = new LinkedHashMap<>(environment);
            all.putAll(texts(step.node().path("env"), context));
            List<String> command = new ArrayList<>(step.shell());
            command.add(script.toString());
            return Run.of(workspace, all, command);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run a step", e);
        }
    }

    /** Everything that the workflows use. */
    private void use(String action, Map<String, String> with, Path workspace, Map<String, String> environment) {
        switch (action) {
            case "actions/checkout" -> Checkout.into(workspace);
            case "actions/upload-artifact" -> artifacts.upload(workspace, with);
            case "actions/download-artifact" -> artifacts.download(workspace, with);
            case "aws-actions/configure-aws-credentials" -> {
                if (!with.getOrDefault("role-to-assume", "").startsWith("arn:aws:iam::")) {
                    throw new AssertionError("no role to assume: " + with);
                }
                environment.putAll(credentials);
                environment.put("AWS_REGION", with.getOrDefault("aws-region", ""));
            }
            default -> {
                // What they install is on this machine.
                if (!TOOLS.contains(action)) {
                    throw new AssertionError("no test knows what %s does".formatted(action));
                }
            }
        }
    }

    private Path newFolder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name.replace('/', '-')));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for " + name, e);
        }
    }

    private static void requireKnown(JsonNode node, Set<String> known, String name) {
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw new AssertionError("%s: no test knows '%s'".formatted(name, key));
            }
        });
    }

    private static Map<String, String> texts(JsonNode node, Expressions context) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> texts.put(
                        entry.getKey(), context.evaluate(entry.getValue().asText())));
        return texts;
    }
}
