package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.testing.FunctionJars;
import payments.testing.SynthesizedDeployment;

/** What a deployment's page asks its user to set is all that it takes: the guardrails find nothing then. */
@Requirement("X3")
class DeploymentVariablesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} with {2}")
    @CsvSource({
        "active-passive, main, STATE_BUCKET=acme-state",
        "migration, test, STATE_BUCKET=acme-state",
        "mobile-api, main, STATE_BUCKET=acme-state",
        "event-driven, dev, STATE_BUCKET=acme-state",
        "multi-environment, dev, STATE_BUCKET=acme-state",
        "payments, dev, OWNS_ACCOUNT=false",
        "active-passive, main, OWNS_ACCOUNT=false",
        "migration, test, OWNS_ACCOUNT=false",
        "mobile-api, main, OWNS_ACCOUNT=false",
        "event-driven, dev, OWNS_ACCOUNT=false",
    })
    void aVariableOfAPageWorksAlone(String deployment, String environment, String settings) {
        Map<String, String> variables = new HashMap<>();
        for (String setting : settings.split(" ", -1)) {
            int sign = setting.indexOf('=');
            variables.put(setting.substring(0, sign), setting.substring(sign + 1));
        }

        assertPasses(deployment, environment, variables);
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments dev", "payments prod", "mobile-api main", "multi-environment prod"})
    void theProgramMakesThePlaceOfTheStatesItself(String chosen) throws IOException {
        String[] names = chosen.split(" ", -1);
        Path file = Files.writeString(
                folder.resolve(names[0] + ".yaml"),
                SynthesizedDeployment.yaml(names[0]).replaceFirst("(?s)\nbackend:\n.*?\n(?=[a-z])", """

                        backend:
                          type: s3
                          s3:
                            bucket: acme-{environment}-{region}
                            lockTable: locks-{environment}-{region}
                            kmsKeyId: alias/terraform-state-{environment}-{region}
                            bootstrap: true

                        """));

        assertPasses(file.toString(), names[1], Map.of());
    }

    private void assertPasses(String deployment, String environment, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        if (deployment.equals("active-passive")) {
            all.put("ENVIRONMENT_SUFFIX", "main");
        }
        Outcome outcome = Outcome.of(
                all,
                "synth",
                "-d",
                deployment,
                "-e",
                environment,
                "-o",
                folder.resolve("out").toString(),
                "--lambda-jars",
                FunctionJars.in(folder.resolve("jars")).toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }
}
