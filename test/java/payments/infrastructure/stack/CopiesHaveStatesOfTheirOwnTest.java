package payments.infrastructure.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedStack;

/** Copies of one deployment have stacks of the same names, and each a state to itself, wherever states lie. */
@Requirement("K2")
class CopiesHaveStatesOfTheirOwnTest {
    private static final String LOCAL = "type: local";
    private static final String S3 = "{type: s3, s3: {bucket: acme-state, region: eu-west-1}}";
    private static final String CLOUD = "{type: cloud, cloud: {organization: acme}}";
    private static final String MADE =
            "{type: s3, s3: {bucket: 'acme-{suffix}-{region}', lockTable: 'locks-{suffix}-{region}', bootstrap: true}}";

    @TempDir
    private Path folder;

    private static String file(String backend, String suffix) {
        return """
                project: acme
                backend: %s
                settings: {database: none, documents: none, firewall: none, api: {type: http, authorization: aws-iam}}
                environments:
                  dev:
                    suffix: %s
                    regions:
                      - {name: eu-west-1, cidr: 10.0.0.0/16}
                      - {name: eu-central-1, cidr: 10.1.0.0/16}
                """.formatted(backend.equals(LOCAL) ? "{" + backend + "}" : backend, suffix);
    }

    private SynthesizedDeployment synth(String name, String yaml, Map<String, String> variables) {
        return SynthesizedDeployment.of(folder.resolve(name), yaml, variables);
    }

    /** Where a stack's own state lies. */
    private static JsonNode place(SynthesizedStack stack) {
        JsonNode terraform = stack.json().path("terraform");
        return terraform.has("cloud") ? terraform.path("cloud") : terraform.path("backend");
    }

    private static List<JsonNode> places(SynthesizedDeployment deployment) {
        return deployment.stacks().values().stream()
                .map(CopiesHaveStatesOfTheirOwnTest::place)
                .toList();
    }

    /** By one of these keys a reader and the backend name the same state. */
    private static String named(JsonNode place) {
        JsonNode config = place.elements().next().isObject() && place.size() == 1
                ? place.elements().next()
                : place;
        return List.of("/path", "/key", "/workspaces/name").stream()
                .map(key -> config.at(key).asText())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, S3, CLOUD, MADE})
    void noTwoCopiesNameOneState(String backend) {
        List<JsonNode> all = new ArrayList<>(places(synth("own", file(backend, "dev"), Map.of())));
        for (String copy : List.of("t1", "t2")) {
            all.addAll(places(synth(copy, file(backend, "dev"), Map.of("ENVIRONMENT_SUFFIX", copy))));
        }

        assertThat(all).hasSizeGreaterThanOrEqualTo(9).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, S3, CLOUD})
    void theNameOfAStateOfACopyEndsWithItsSuffixAndThePrimaryReadsItsOwnStandby(String backend) {
        SynthesizedDeployment copy = synth("t1", file(backend, "dev"), Map.of("ENVIRONMENT_SUFFIX", "t1"));

        copy.stacks().forEach((name, stack) -> assertThat(named(place(stack)).replace(".tfstate", ""))
                .endsWith(name + "-t1"));
        JsonNode read = copy.stack("dev-eu-west-1").json().at("/data/terraform_remote_state");
        assertThat(read).hasSize(1);
        assertThat(named(read.elements().next().path("config")))
                .isEqualTo(named(place(copy.stack("dev-eu-central-1"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, S3, CLOUD})
    void theSuffixOfTheFileKeepsTheNamesThatItAlwaysHad(String backend) {
        for (String suffix : List.of("", "dev")) {
            SynthesizedDeployment own =
                    synth("own" + suffix, file(backend, "dev"), Map.of("ENVIRONMENT_SUFFIX", suffix));

            own.stacks().forEach((name, stack) -> assertThat(
                            named(place(stack)).replace(".tfstate", "").replaceFirst(".*terraform\\.", ""))
                    .isIn(name, "payments/" + name));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${ENVIRONMENT_SUFFIX}", "x-${ENVIRONMENT_SUFFIX}", "${COPY:-a1}", "${ENVIRONMENT_SUFFIX:-a1}"})
    void aSuffixThatComesFromAVariableAloneIsOneOfACopy(String written) {
        SynthesizedDeployment copy =
                synth("copy", file(LOCAL, "\"" + written + "\""), Map.of("ENVIRONMENT_SUFFIX", "b2", "COPY", "b2"));

        assertThat(named(place(copy.stack("dev-iam")))).endsWith("dev-iam-b2.tfstate");
    }

    /** A bucket that all copies share is no copy's to make: its stack would take the first one's key and log away. */
    @ParameterizedTest
    @ValueSource(strings = {"t1", ""})
    void aBucketThatCopiesShareIsMadeOnce(String suffix) {
        String shared = MADE.replace("{suffix}", "{environment}");

        SynthesizedDeployment deployment =
                synth("shared" + suffix, file(shared, "dev"), Map.of("ENVIRONMENT_SUFFIX", suffix));

        assertThat(deployment.stacks().keySet().stream().filter(name -> name.contains("-state-")))
                .hasSize(suffix.isEmpty() ? 2 : 0);
        assertThat(place(deployment.stack("dev-iam")).at("/s3/bucket").asText()).isEqualTo("acme-dev-eu-west-1");
    }
}
