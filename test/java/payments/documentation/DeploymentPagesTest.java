package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.infrastructure.config.DeploymentLoader;
import payments.infrastructure.config.Selection;
import payments.infrastructure.config.deployment.Deployment;

/** Each deployment has a page with a picture that knows its regions, and every section that somebody on duty looks for. */
@Requirement("X8")
class DeploymentPagesTest {
    private static final Path PAGES = Path.of("main", "docs", "deployments");

    static List<String> deployments() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("main", "deployments"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void thePageHasAPictureAndNamesEveryRegion(String name) throws IOException {
        String page = Files.readString(PAGES.resolve(name + ".md"));
        Deployment deployment = DeploymentLoader.load(
                Path.of("main", "deployments", name + ".yaml"),
                Map.of("ENVIRONMENT_SUFFIX", "a1"),
                name.equals("active-passive") ? new Selection(null, "a1") : Selection.everything());

        assertThat(page).contains("```mermaid\nflowchart ");
        deployment.environments().forEach(environment -> environment
                .regions()
                .forEach(region -> assertThat(page).as(environment.name()).contains(region.code())));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void thePageHasEverySection(String name) throws IOException {
        assertThat(Files.readString(PAGES.resolve(name + ".md")))
                .contains(
                        "# Deployment `%s`".formatted(name),
                        "**Stacks**",
                        "**What costs:**",
                        "\n## Deploy\n",
                        "\n## Verify\n",
                        "\n## Fail over",
                        "\n## Destroy\n",
                        "\n## When something is wrong\n");
    }

    @Test
    void thereIsNoPageOfADeploymentThatIsGone() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(deployments());
        }
    }
}
