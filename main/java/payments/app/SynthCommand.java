package payments.app;

import com.hashicorp.cdktf.App;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.config.Deployment;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.report.ReportFormat;
import payments.infrastructure.stack.Platform;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Load, build, write, tell. Nothing is written before the whole input was found good. */
@Command(
        name = "synth",
        mixinStandardHelpOptions = true,
        description = "Writes the Terraform JSON of every stack of a deployment.")
final class SynthCommand implements Callable<Integer> {
    private static final String DEFAULT_OUTPUT = "cdktf.out";

    private final Map<String, String> variables;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-d", "--deployment"},
            paramLabel = "NAME|FILE",
            description = "A deployment of main/deployments, or a file. Default: $DEPLOYMENT, else payments.")
    private @Nullable String deployment;

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            description = "Only this environment. Default: $ENVIRONMENT, else all.")
    private @Nullable String environment;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "Where the stacks are written. Default: $CDKTF_OUTDIR, else cdktf.out.")
    private @Nullable String output;

    @Option(
            names = "--lambda-jars",
            paramLabel = "FOLDER",
            description =
                    "The folder with the code of the functions. Default: $LAMBDA_JARS, else lambda-handler/target.")
    private @Nullable String lambdaJars;

    SynthCommand(Map<String, String> variables) {
        this.variables = variables;
    }

    @Override
    public Integer call() {
        Workplace workplace = new Workplace(variables);
        workplace.requireProjectFolder();
        Deployment loaded = DeploymentLoader.load(
                workplace.deploymentFile(given(deployment, "DEPLOYMENT", "payments")), variables, selection());
        FunctionCode code = workplace.functionCode(given(lambdaJars, "LAMBDA_JARS", Workplace.LAMBDA_JARS.toString()));
        workplace.requireNode();
        Path folder = workplace.outputFolder(given(output, "CDKTF_OUTDIR", DEFAULT_OUTPUT));

        App app = App.Builder.create().outdir(folder.toString()).build();
        Platform platform = new Platform(app, loaded, code);
        app.synth();
        if (!satisfies(loaded, platform.stackNames(), folder)) {
            return Main.FINDINGS;
        }

        spec.commandLine()
                .getOut()
                .print(new SynthReport(loaded, platform.stackNames(), folder, followUp(folder)).text());
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** The Terraform JSON stays where it is, to be looked at; only the exit code says that it must not be deployed. */
    private boolean satisfies(Deployment loaded, List<String> stacks, Path folder) {
        GuardrailCheck check = new GuardrailCheck(
                loaded.name(),
                Program.read(folder.resolve("stacks"), stacks::contains),
                AcceptedFindings.of(loaded.suppressions()).stream()
                        .filter(suppression ->
                                selection().environment() == null || stacks.contains(firstStep(suppression.path())))
                        .toList(),
                Severity.MEDIUM,
                variables);
        PrintWriter to = check.failed()
                ? spec.commandLine().getErr()
                : spec.commandLine().getOut();
        to.print(check.render(ReportFormat.TEXT));
        if (check.failed()) {
            to.println(
                    "The stacks in %s must not be deployed: change what the findings say, or suppress one with its reason in the deployment file"
                            .formatted(folder));
        }
        to.flush();
        return !check.failed();
    }

    private static String firstStep(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /** How the CLI must be called to synthesize the same again: it only knows what the environment tells. */
    private SynthReport.FollowUp followUp(Path folder) {
        Map<String, String> told = new LinkedHashMap<>();
        tell(told, "DEPLOYMENT", deployment);
        tell(told, "ENVIRONMENT", environment);
        tell(told, "ENVIRONMENT_SUFFIX", null);
        tell(told, "LAMBDA_JARS", lambdaJars);
        return new SynthReport.FollowUp(told, folder.toString().equals(DEFAULT_OUTPUT) ? "" : " --output " + folder);
    }

    private void tell(Map<String, String> told, String variable, @Nullable String option) {
        String value = option != null ? option : blankAsNull(variables.get(variable));
        if (value != null) {
            told.put(variable, value);
        }
    }

    private Selection selection() {
        return Selection.from(variables).withEnvironment(environment);
    }

    /** The option, else the environment variable, else the default; an empty variable counts as absent. */
    private String given(@Nullable String option, String variable, String fallback) {
        if (option != null) {
            return option;
        }
        String value = blankAsNull(variables.get(variable));
        return value != null ? value : fallback;
    }

    private static @Nullable String blankAsNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
