package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.cost.CostFormat;
import payments.infrastructure.cost.CostReport;
import payments.infrastructure.cost.Environments;
import payments.infrastructure.cost.Estimate;
import payments.infrastructure.cost.PriceList;
import payments.infrastructure.guardrail.model.Program;
import payments.testing.Deployments;

/** The figures of each deployment's page are those that {@code payments cost} gives: from their first line to the next heading. */
@Requirement({"X16", "K6"})
class CostPagesTest {
    private static final Path PAGES = Path.of("main", "docs", "deployments");
    private static final String START = "\nUS dollars, list prices of ";
    private static final String END = "\n## Deploy\n";

    static List<String> deployments() {
        return Deployments.names();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void thePageHasTheFiguresOfTheDeployment(String deployment) throws IOException {
        Path page = PAGES.resolve(deployment + ".md");
        String text = Files.readString(page);
        PriceList prices = PriceList.current();
        Program program = Program.read(Deployments.of(deployment).folder());
        Estimate estimate = Estimate.of(program, prices, Environments.of(loaded(deployment)));
        String figures =
                CostReport.of(deployment, estimate, prices, prices.date()).render(CostFormat.MARKDOWN);
        if (Boolean.getBoolean("update.golden")) {
            Files.writeString(page, before(text) + figures + after(text));
            return;
        }

        assertThat(text)
                .as("%s; run the test with -Dupdate.golden=true to write it anew, and commit it", page)
                .isEqualTo(before(text) + figures + after(text));
    }

    private static Deployment loaded(String deployment) throws IOException {
        Path file = Path.of("main", "deployments", deployment + ".yaml");
        Map<String, String> variables = Deployments.variables(Files.readString(file));
        return DeploymentLoader.load(file, variables, Selection.from(variables));
    }

    private static String before(String text) {
        assertThat(text).containsOnlyOnce(START).containsOnlyOnce(END);
        return text.substring(0, text.indexOf(START) + 1);
    }

    private static String after(String text) {
        return text.substring(text.indexOf(END));
    }
}
