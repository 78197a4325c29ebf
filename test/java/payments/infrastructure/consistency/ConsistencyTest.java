package payments.infrastructure.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.reading.DeploymentSchema;
import payments.infrastructure.guardrail.model.Program;
import payments.testing.Deployments;

/** Environments are the same but for what the settings allow; every other difference is found, with its path. */
@Requirement("E8")
class ConsistencyTest {
    private static final List<EnvironmentFacts> TWO = List.of(
            new EnvironmentFacts("dev", "dev", "111111111111", List.of("eu-west-1")),
            new EnvironmentFacts("prod", "prod", "222222222222", List.of("us-east-1")));

    private static final List<EnvironmentFacts> FLAGSHIP = List.of(
            new EnvironmentFacts("dev", "dev", null, List.of("eu-west-1", "eu-central-1")),
            new EnvironmentFacts("staging", "staging", null, List.of("us-west-2", "ca-central-1")),
            new EnvironmentFacts("prod", "prod", null, List.of("us-east-1", "us-east-2")));

    @Test
    void theFlagshipDiffersOnlyInWhatItMay() {
        Program program = Program.read(Deployments.of("payments").folder());

        List<Difference> differences = new Consistency().differences(program, FLAGSHIP);

        assertThat(differences.stream()
                        .filter(difference -> difference.allowed().isEmpty())
                        .map(Difference::line))
                .isEmpty();
        assertThat(differences).as("environments of different sizes").isNotEmpty();
    }

    @Test
    void namesRegionsAndAccountsOfTheirOwnAreNoDifference() {
        assertThat(
                        differences(
                                "{\"aws_sqs_queue\": {\"q\": {\"name\": \"jobs-dev\", \"arn\": \"arn:aws:sqs:eu-west-1:111111111111:jobs-dev\"}}}",
                                "{\"aws_sqs_queue\": {\"q\": {\"name\": \"jobs-prod\", \"arn\": \"arn:aws:sqs:us-east-1:222222222222:jobs-prod\"}}}"))
                .isEmpty();
    }

    /** Else one allowed number would hide every other change of the machine. */
    @Test
    void theDefinitionOfAStateMachineIsComparedPartByPart() {
        assertThat(
                        differences(
                                "{\"aws_sfn_state_machine\": {\"m\": {\"definition\": \"{\\\"StartAt\\\": \\\"A\\\", \\\"TimeoutSeconds\\\": 60}\"}}}",
                                "{\"aws_sfn_state_machine\": {\"m\": {\"definition\": \"{\\\"StartAt\\\": \\\"A\\\", \\\"TimeoutSeconds\\\": 90}\"}}}"))
                .containsExactly(
                        "NOT ALLOWED  region-1  aws_sfn_state_machine/m: definition.TimeoutSeconds  dev = 60, prod = 90");
    }

    @Test
    void anotherValueIsFoundWithItsPath() {
        assertThat(differences(
                        "{\"aws_sqs_queue\": {\"q\": {\"rule\": [{\"seconds\": 30}]}}}",
                        "{\"aws_sqs_queue\": {\"q\": {\"rule\": [{\"seconds\": 60}]}}}"))
                .containsExactly("NOT ALLOWED  region-1  aws_sqs_queue/q: rule.0.seconds  dev = 30, prod = 60");
    }

    @Test
    void aResourceThatOnlyOneEnvironmentHasIsFound() {
        assertThat(differences(
                        "{\"aws_wafv2_web_acl\": {}}", "{\"aws_wafv2_web_acl\": {\"w\": {\"scope\": \"REGIONAL\"}}}"))
                .containsExactly("NOT ALLOWED  region-1  aws_wafv2_web_acl/w  dev = absent, prod = present");
    }

    @Test
    void anAttributeThatOnlyOneEnvironmentHasIsFound() {
        assertThat(differences(
                        "{\"aws_kms_key\": {\"k\": {\"enable_key_rotation\": true}}}",
                        "{\"aws_kms_key\": {\"k\": {\"enable_key_rotation\": true, \"is_enabled\": false}}}"))
                .containsExactly("NOT ALLOWED  region-1  aws_kms_key/k: is_enabled  dev = (absent), prod = false");
    }

    @Test
    void aStackThatOnlyOneEnvironmentHasIsFound() {
        Map<String, JsonNode> stacks = new LinkedHashMap<>();
        stacks.put("dev-eu-west-1", json("{}"));
        stacks.put("prod-us-east-1", json("{}"));
        stacks.put("prod-iam", json("{}"));

        assertThat(new Consistency().differences(Program.of(stacks), TWO))
                .extracting(Difference::line)
                .containsExactly("NOT ALLOWED  iam  stack  dev = absent, prod = present");
    }

    @Test
    void anAllowedDifferenceIsToldWithItsSetting() {
        assertThat(differences(
                        "{\"aws_vpc\": {\"v\": {\"cidr_block\": \"10.0.0.0/16\"}}}",
                        "{\"aws_vpc\": {\"v\": {\"cidr_block\": \"10.1.0.0/16\"}}}"))
                .containsExactly(
                        "allowed (regions.cidr)  region-1  aws_vpc/v: cidr_block  dev = 10.0.0.0/16, prod = 10.1.0.0/16");
    }

    @Test
    void onlyThereIsADifferenceAllowedThatTheListNames() {
        AllowedDifference recorder = new AllowedDifference("recorder/**", "", "regions.name", "one region has it");

        assertThat(recorder.covers("aws_kms_key/recorder/key", "")).isTrue();
        assertThat(recorder.covers("aws_kms_key/recorder/key", "description")).isFalse();
        assertThat(recorder.covers("aws_kms_key/recorder-of-others/key", "")).isFalse();
        assertThat(recorder.covers("aws_kms_key/keys/recorder/key", "")).isFalse();
    }

    @Test
    void oneEnvironmentCannotBeCompared() {
        assertThatThrownBy(() -> new Consistency().differences(Program.of(Map.of()), TWO.subList(0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is 1");
    }

    /** The list cannot become longer than what environments may override. */
    @Test
    void everythingOnTheListIsDecidedByASettingThatMayBeOverridden() {
        JsonNode environment = keys(DeploymentSchema.generate().at("/properties/environments/additionalProperties"));

        assertThat(new Consistency().allowed()).isNotEmpty().allSatisfy(entry -> {
            assertThat(entry.setting().split(", ")).allMatch(setting -> mayDiffer(environment, setting));
            assertThat(entry.reason()).isNotBlank();
        });
    }

    private static boolean mayDiffer(JsonNode environment, String setting) {
        List<String> path = List.of(setting.split("\\.", -1));
        List<String> below = path.subList(1, path.size());
        return has(environment.path("overrides"), path)
                || has(environment.path(path.get(0)), below)
                || has(environment.path(path.get(0)).path("items"), below);
    }

    private static boolean has(JsonNode schema, List<String> path) {
        JsonNode found = schema;
        for (String step : path) {
            found = keys(found).path(step);
        }
        return !found.isMissingNode();
    }

    /** The keys of an object, which may also be given as a placeholder. */
    private static JsonNode keys(JsonNode schema) {
        for (JsonNode choice : schema.path("anyOf")) {
            if (choice.has("properties")) {
                return choice.path("properties");
            }
        }
        return schema.path("properties");
    }

    private static List<String> differences(String dev, String prod) {
        Map<String, JsonNode> stacks = new LinkedHashMap<>();
        stacks.put("dev-eu-west-1", json("{\"resource\": " + dev + "}"));
        stacks.put("prod-us-east-1", json("{\"resource\": " + prod + "}"));
        return new Consistency()
                .differences(Program.of(stacks), TWO).stream()
                        .map(Difference::line)
                        .toList();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
