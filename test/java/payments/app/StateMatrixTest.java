package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.testing.Deployments;
import payments.testing.FunctionJars;
import payments.testing.SynthesizedDeployment;

/**
 * A deployment with another place for its state is synthesized without a finding. Beside that place, and where others look for it,
 * nothing of its stacks depends on it: so what is tried of a deployment with one place holds with all. Here every deployment has
 * some places and every place some deployment; {@link StateMatrixIT} has them all.
 */
@Requirement("K1")
class StateMatrixTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One environment of each, since all of a deployment have the same parts; the strictest. */
    private static final Map<String, String> ENVIRONMENTS = Map.of(
            "active-passive", "main",
            "event-driven", "dev",
            "migration", "test",
            "mobile-api", "main",
            "multi-environment", "prod",
            "payments", "prod");

    private static final Map<String, String> BACKENDS = backends();

    private static Map<String, String> backends() {
        Map<String, String> backends = new LinkedHashMap<>();
        backends.put("local", "{type: local}");
        backends.put("lock file", "{type: s3, s3: {bucket: acme-state}}");
        backends.put("lock table", "{type: s3, s3: {bucket: acme-state, lockTable: acme-locks}}");
        backends.put("own key", "{type: s3, s3: {bucket: acme-state, kmsKeyId: alias/acme-state}}");
        backends.put("made", "{type: s3, s3: {bucket: 'acme-{suffix}-{region}', bootstrap: true}}");
        backends.put(
                "made with all",
                "{type: s3, s3: {bucket: 'acme-{suffix}-{region}', lockTable: 'locks-{suffix}-{region}',"
                        + " kmsKeyId: 'alias/acme-{suffix}-{region}', bootstrap: true}}");
        backends.put("cloud", "{type: cloud, cloud: {organization: acme}}");
        return backends;
    }

    @TempDir
    private Path folder;

    static List<String> deployments() {
        return Deployments.names();
    }

    /** The places that are tried: the first, one that is made, and by turns one of the others. */
    List<String> places(String deployment) {
        List<String> names = List.copyOf(BACKENDS.keySet());
        int turn = 1 + deployments().indexOf(deployment) % (names.size() - 1);
        return Stream.of(names.get(0), names.get(turn), "made with all")
                .distinct()
                .toList();
    }

    static List<String> allPlaces() {
        return List.copyOf(BACKENDS.keySet());
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyPlaceIsWithoutAFindingAndChangesNothingElse(String deployment) throws IOException {
        Map<String, JsonNode> stacks = new TreeMap<>();
        for (String place : places(deployment)) {
            Path out = folder.resolve(place.replace(' ', '-'));
            Outcome outcome = synth(
                    withBackend(deployment, Objects.requireNonNull(BACKENDS.get(place))), deployment, out, Map.of());

            assertThat(outcome.exitCode()).as("%s: %s", place, outcome.err()).isZero();
            read(out).forEach((stack, json) -> {
                JsonNode first = stacks.putIfAbsent(stack, json);
                // What makes the place is the place.
                assertThat(first == null || json.equals(first) || stack.contains("-state-"))
                        .as("%s is the same with %s", stack, place)
                        .isTrue();
            });
        }
        assertThat(deployments().stream().flatMap(each -> places(each).stream()))
                .as("places of all deployments")
                .containsAll(BACKENDS.keySet());
        assertThat(stacks.keySet()).as("stacks of places that are made").anyMatch(name -> name.contains("-state-"));
    }

    @ParameterizedTest
    @CsvSource({
        "active-passive, STATE_BUCKET=acme-state, acme-state, terraform-locks",
        "active-passive, STATE_BUCKET=acme-state-{region} STATE_LOCK_TABLE=locks, acme-state-us-east-1, locks",
        "migration, STATE_BUCKET=acme-state, acme-state,",
        "mobile-api, STATE_BUCKET=acme-state, acme-state,",
        "event-driven, STATE_BUCKET=acme-state, acme-state,",
        "event-driven, TERRAFORM_STATE_BUCKET=acme-state, acme-state,",
        "multi-environment, STATE_BUCKET=acme-state-{environment}, acme-state-prod, terraform-locks",
        "multi-environment, STATE_BUCKET=acme-state STATE_LOCK_TABLE=locks, acme-state, locks"
    })
    @Requirement({"K1", "K45", "K50"})
    void theVariableThatThePageNamesIsAllThatItTakes(String deployment, String settings, String bucket, String table)
            throws IOException {
        Map<String, String> variables = new HashMap<>();
        for (String setting : settings.split(" ", -1)) {
            variables.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }

        Outcome outcome = synth(deployment, deployment, folder.resolve("out"), variables);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        String region = deployment.equals("migration") ? "eu-west-1" : "us-east-1";
        JsonNode place = JSON.readTree(
                folder.resolve("out/stacks/%s-%s/cdk.tf.json".formatted(ENVIRONMENTS.get(deployment), region))
                        .toFile());
        assertThat(place.at("/terraform/backend/s3/bucket").asText()).isEqualTo(bucket);
        assertThat(place.at("/terraform/backend/s3/dynamodb_table").asText()).isEqualTo(table == null ? "" : table);
    }

    /** As the reference system's variables did: the region of all, the bucket, and the region of that alone. */
    @Test
    @Requirement("K45")
    void theRegionOfEventDrivenAndThatOfItsBucketAreChosenByVariables() throws IOException {
        Outcome outcome = synth(
                "event-driven",
                "event-driven",
                folder.resolve("out"),
                Map.of(
                        "AWS_REGION", "eu-west-1",
                        "TERRAFORM_STATE_BUCKET", "acme-state",
                        "TERRAFORM_STATE_BUCKET_REGION", "eu-central-1"));

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        JsonNode place = JSON.readTree(
                        folder.resolve("out/stacks/dev-eu-west-1/cdk.tf.json").toFile())
                .at("/terraform/backend/s3");
        assertThat(place.path("bucket").asText()).isEqualTo("acme-state");
        assertThat(place.path("region").asText()).isEqualTo("eu-central-1");
    }

    private String withBackend(String deployment, String backend) throws IOException {
        Path file = folder.resolve(deployment + ".yaml");
        String yaml = SynthesizedDeployment.yaml(deployment)
                .replaceFirst("(?s)\nbackend:\n.*?\n(?=[a-z])", "\nbackend: %s\n".formatted(backend));
        assertThat(yaml).contains(backend);
        return Files.writeString(file, yaml).toString();
    }

    private Outcome synth(String file, String deployment, Path out, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(Deployments.variables(SynthesizedDeployment.yaml(deployment)));
        variables.putAll(more);
        return Outcome.of(
                variables,
                "synth",
                "-d",
                file,
                "-e",
                ENVIRONMENTS.getOrDefault(deployment, "no environment in the list of this test"),
                "-o",
                out.toString(),
                "--lambda-jars",
                FunctionJars.in(folder.resolve("jars")).toString());
    }

    /** The stacks without the place of their state, and without where they look for those of others. */
    private static Map<String, JsonNode> read(Path out) throws IOException {
        Map<String, JsonNode> stacks = new TreeMap<>();
        try (Stream<Path> folders = Files.list(out.resolve("stacks"))) {
            for (Path stack : folders.toList()) {
                ObjectNode json =
                        (ObjectNode) JSON.readTree(stack.resolve("cdk.tf.json").toFile());
                ((ObjectNode) json.path("terraform")).remove(List.of("backend", "cloud"));
                json.at("/data/terraform_remote_state")
                        .forEach(state -> ((ObjectNode) state).remove(List.of("backend", "config", "workspace")));
                json.remove("//");
                // The trail records a state bucket that is made here as well.
                ((ObjectNode) json.path("resource")).remove("aws_cloudtrail");
                stacks.put(stack.getFileName().toString(), json);
            }
        }
        return stacks;
    }
}
