package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.testing.FunctionJars;
import payments.testing.Json;

/** {@code payments cost} as people and scripts call it. */
@Requirement("X16")
class CostCommandTest {
    @TempDir
    Path folder;

    private Outcome cost(String... arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("acme.yaml"), """
                project: acme
                settings: {network: none, documents: none, database: none}
                environments:
                  test: {suffix: dev, regions: [{name: us-west-2}, {name: eu-west-1}]}
                  live: {suffix: prod, regions: [{name: us-east-1}]}
                """);
        String[] all = new String[arguments.length + 2];
        all[0] = "cost";
        all[1] = file.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Outcome.of(Map.of("LAMBDA_JARS", FunctionJars.in(folder).toString()), all);
    }

    @Test
    void environmentsAndRegionsHaveTheNamesAndTheOrderOfTheFile() throws IOException {
        Outcome outcome = cost("--environment", "test");

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .startsWith("Cost of acme in US dollars: list prices of ")
                .contains(
                        "\ntest ",
                        " us-west-2  eu-west-1  idle month  a million payments",
                        "firewall",
                        "keys",
                        "\nall ")
                .doesNotContain("live");
    }

    @Test
    void aFormatThatIsNoneIsRefusedWithThoseThatAre() throws IOException {
        Outcome outcome = cost("--format", "xml");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INPUT.code());
        assertThat(outcome.err()).contains("--format", "[TEXT, MARKDOWN, JSON] (case-insensitive)", "'xml'");
    }

    @Test
    void aFileGetsJsonWithEveryEnvironment() throws IOException {
        Path file = folder.resolve("no/such/folder/yet/cost.json");

        Outcome outcome = cost("--format", "JSON", "--output", file.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(Json.parsed(Files.readString(file)).path("environments"))
                .extracting(environment -> environment.path("name").asText())
                .containsExactly("test", "live");
    }
}
