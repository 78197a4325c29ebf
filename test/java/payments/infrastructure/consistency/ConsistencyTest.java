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
import payments.infrastructure.guardrail.model.Program;

/** Every difference between environments is found, with its path. */
@Requirement("E8")
class ConsistencyTest {
    private static final List<EnvironmentFacts> TWO = List.of(
            new EnvironmentFacts("dev", "dev", "111111111111", List.of("eu-west-1")),
            new EnvironmentFacts("prod", "prod", "222222222222", List.of("us-east-1")));

    @Test
    void namesRegionsAndAccountsOfTheirOwnAreNoDifference() {
        assertThat(
                        differences(
                                "{\"aws_sqs_queue\": {\"q\": {\"name\": \"jobs-dev\", \"arn\": \"arn:aws:sqs:eu-west-1:111111111111:jobs-dev\"}}}",
                                "{\"aws_sqs_queue\": {\"q\": {\"name\": \"jobs-prod\", \"arn\": \"arn:aws:sqs:us-east-1:222222222222:jobs-prod\"}}}"))
                .isEmpty();
    }

    /** Else one number that may differ would hide every other change of the machine. */
    @Test
    void theDefinitionOfAStateMachineIsComparedPartByPart() {
        assertThat(
                        differences(
                                "{\"aws_sfn_state_machine\": {\"m\": {\"definition\": \"{\\\"StartAt\\\": \\\"A\\\", \\\"TimeoutSeconds\\\": 60}\"}}}",
                                "{\"aws_sfn_state_machine\": {\"m\": {\"definition\": \"{\\\"StartAt\\\": \\\"A\\\", \\\"TimeoutSeconds\\\": 90}\"}}}"))
                .containsExactly("region-1  aws_sfn_state_machine/m: definition.TimeoutSeconds  dev = 60, prod = 90");
    }

    @Test
    void anotherValueIsFoundWithItsPath() {
        assertThat(differences(
                        "{\"aws_sqs_queue\": {\"q\": {\"rule\": [{\"seconds\": 30}]}}}",
                        "{\"aws_sqs_queue\": {\"q\": {\"rule\": [{\"seconds\": 60}]}}}"))
                .containsExactly("region-1  aws_sqs_queue/q: rule.0.seconds  dev = 30, prod = 60");
    }

    @Test
    void aResourceThatOnlyOneEnvironmentHasIsFound() {
        assertThat(differences(
                        "{\"aws_wafv2_web_acl\": {}}", "{\"aws_wafv2_web_acl\": {\"w\": {\"scope\": \"REGIONAL\"}}}"))
                .containsExactly("region-1  aws_wafv2_web_acl/w  dev = absent, prod = present");
    }

    @Test
    void anAttributeThatOnlyOneEnvironmentHasIsFound() {
        assertThat(differences(
                        "{\"aws_kms_key\": {\"k\": {\"enable_key_rotation\": true}}}",
                        "{\"aws_kms_key\": {\"k\": {\"enable_key_rotation\": true, \"is_enabled\": false}}}"))
                .containsExactly("region-1  aws_kms_key/k: is_enabled  dev = (absent), prod = false");
    }

    @Test
    void aStackThatOnlyOneEnvironmentHasIsFound() {
        Map<String, JsonNode> stacks = new LinkedHashMap<>();
        stacks.put("dev-eu-west-1", json("{}"));
        stacks.put("prod-us-east-1", json("{}"));
        stacks.put("prod-iam", json("{}"));

        assertThat(Consistency.differences(Program.of(stacks), TWO))
                .extracting(Difference::toString)
                .containsExactly("iam  stack  dev = absent, prod = present");
    }

    @Test
    void oneEnvironmentCannotBeCompared() {
        assertThatThrownBy(() -> Consistency.differences(Program.of(Map.of()), TWO.subList(0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is 1");
    }

    private static List<String> differences(String dev, String prod) {
        Map<String, JsonNode> stacks = new LinkedHashMap<>();
        stacks.put("dev-eu-west-1", json("{\"resource\": " + dev + "}"));
        stacks.put("prod-us-east-1", json("{\"resource\": " + prod + "}"));
        return Consistency.differences(Program.of(stacks), TWO).stream()
                .map(Difference::toString)
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
