package payments.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.cost.CostFormat;
import payments.infrastructure.cost.CostReport;
import payments.infrastructure.cost.Environments;
import payments.infrastructure.cost.Estimate;
import payments.infrastructure.cost.PriceList;
import payments.infrastructure.guardrail.model.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a deployment costs by list prices. */
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        description =
                "Says what a deployment costs by list prices: idle for a month, and for each million payments, by environment, region and capability.")
final class CostCommand extends PaymentsCommand {
    @Parameters(arity = "0..1", paramLabel = "NAME|FILE", description = "The same as --deployment.")
    private @Nullable String named;

    @Mixin
    private DeploymentOption deployment = new DeploymentOption();

    @Mixin
    private EnvironmentOption environment = new EnvironmentOption();

    @Mixin
    private CodeOption code = new CodeOption();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, markdown or json. Default: text.")
    private CostFormat format = CostFormat.TEXT;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where it is written; missing folders are made. Default: standard output.")
    private @Nullable Path output;

    CostCommand(EnvironmentVariables variables) {
        super(variables);
    }

    @Override
    ExitCode run() {
        ProjectFolder.require();
        Deployment loaded = deployment.load(variables(), environment.selection(variables()), named);
        Program program;
        try (Progress progress = Progress.on(err(), variables())) {
            program = Synthesis.prepare(variables(), code, progress::stage).read(loaded);
        }
        PriceList prices = PriceList.current();
        String report = CostReport.of(
                        loaded.name(),
                        Estimate.of(program, prices, Environments.of(loaded)),
                        prices,
                        variables().today())
                .render(format);
        if (output == null) {
            out().print(report);
        } else {
            ReportFile.write(output, report);
        }
        return ExitCode.DONE;
    }
}
