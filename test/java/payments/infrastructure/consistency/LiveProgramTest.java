package payments.infrastructure.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.infrastructure.guardrail.model.Program;
import payments.testing.Json;

/** Live environments are compared by what their program configures; what AWS makes up is no difference. */
@Requirement("E8")
class LiveProgramTest {
    private static final List<EnvironmentFacts> ENVIRONMENTS = List.of(
            new EnvironmentFacts("dev", "dev", "111111111111", List.of("eu-west-1")),
            new EnvironmentFacts("prod", "prod", "222222222222", List.of("us-east-1")));

    private static final String ACCOUNT = "${data.aws_caller_identity.account.account_id}";
    private static final String POLICY = policy("\"sqs:SendMessage\"", "arn:aws:sqs:*:%s:queue".formatted(ACCOUNT));

    private static final Program SYNTHESIZED = Program.of(Map.of(
            "dev-eu-west-1",
            synthesized("dev-eu-west-1", "dev"),
            "prod-us-east-1",
            synthesized("prod-us-east-1", "prod")));

    private static JsonNode synthesized(String stack, String suffix) {
        return Json.of("""
                {'resource': {
                  'aws_sqs_queue': {'queue_%2$s': {
                    '//': {'metadata': {'path': '%1$s/queue/Resource'}},
                    'provider': 'aws.x', 'name': 'acme-queue-%2$s', 'visibility_timeout_seconds': 300,
                    'kms_master_key_id': '${aws_kms_key.key.id}', 'tags': {'Name': 'acme-queue-%2$s'}}},
                  'aws_iam_policy': {'policy_%2$s': {
                    '//': {'metadata': {'path': '%1$s/policy/Resource'}}, 'policy': %3$s}},
                  'aws_security_group': {'group_%2$s': {
                    '//': {'metadata': {'path': '%1$s/group/Resource'}},
                    'ingress': [{'from_port': 443, 'protocol': 'tcp'}, {'from_port': 5432, 'protocol': 'tcp'}]}}}}
                """.formatted(stack, suffix, text(POLICY)));
    }

    private static JsonNode shown(String suffix, int visibility, String ingress, String tags, String more) {
        return Json.of("""
                {'format_version': '1.0', 'values': {'root_module': {'resources': [
                  {'mode': 'managed', 'type': 'aws_sqs_queue', 'name': 'queue_%1$s', 'values': {
                    'arn': 'arn-%1$s', 'id': 'id-of-%1$s', 'name': 'acme-queue-%1$s', 'delay_seconds': 0,
                    'visibility_timeout_seconds': %2$d, 'kms_master_key_id': 'key-of-%1$s', 'tags': %4$s}},
                  {'mode': 'managed', 'type': 'aws_security_group', 'name': 'group_%1$s', 'values': {
                    'id': 'sg-%1$s', 'ingress': %3$s}},
                  {'mode': 'data', 'type': 'aws_caller_identity', 'name': 'account', 'values': {'id': '%1$s'}}%5$s]}}}
                """.formatted(suffix, visibility, ingress, tags, more));
    }

    private static JsonNode sound(String suffix) {
        return shown(
                suffix,
                300,
                "[{'from_port': 443, 'protocol': 'tcp', 'self': false}, {'from_port': 5432, 'protocol': 'tcp'}]",
                "{'Name': 'acme-queue-%s'}".formatted(suffix),
                "");
    }

    private static String policy(String actions, String resource) {
        return "{\"Statement\":[{\"Sid\":\"Send\",\"Effect\":\"Allow\",\"Action\":%s,\"Resource\":\"%s\"}]}"
                .formatted(actions, resource);
    }

    private static String text(String value) {
        return JsonNodeFactory.instance.textNode(value).toString();
    }

    /** What Terraform shows of an environment whose policy is this one. */
    private static JsonNode with(String suffix, String policy) {
        return shown(
                suffix,
                300,
                "[{'from_port': 443, 'protocol': 'tcp'}, {'from_port': 5432, 'protocol': 'tcp'}]",
                "{'Name': 'acme-queue-%s'}".formatted(suffix),
                ", {'mode': 'managed', 'type': 'aws_iam_policy', 'name': 'policy_%s', 'values': {'policy': %s}}"
                        .formatted(suffix, text(policy)));
    }

    private static List<String> differences(JsonNode dev, JsonNode prod) {
        Map<String, JsonNode> shown = new LinkedHashMap<>();
        shown.put("dev-eu-west-1", dev);
        shown.put("prod-us-east-1", prod);
        return Consistency.differences(LiveProgram.of(SYNTHESIZED, shown, ENVIRONMENTS), ENVIRONMENTS).stream()
                .map(Difference::toString)
                .toList();
    }

    /** Two empty states are alike. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'format_version': '1.0'}",
                "{'format_version': '1.0', 'values': {'root_module': {}}}",
                "{'format_version': '1.0', 'values': {'root_module': {'resources': [{'mode': 'data', 'type': 'x', 'name': 'y'}]}}}"
            })
    void aStateWithoutResourcesIsNamed(String empty) {
        Map<String, JsonNode> shown = Map.of("dev-eu-west-1", Json.of(empty), "prod-us-east-1", sound("prod"));

        assertThat(LiveProgram.withoutResources(SYNTHESIZED, shown, ENVIRONMENTS))
                .containsExactly("dev-eu-west-1");
    }

    @Test
    void whatAwsMakesUpIsNoDifference() {
        assertThat(differences(sound("dev"), sound("prod"))).isEmpty();
    }

    /** A set has no order. */
    @Test
    void theOrderOfBlocksIsNoDifference() {
        JsonNode turned = shown(
                "prod",
                300,
                "[{'from_port': 5432, 'protocol': 'tcp'}, {'from_port': 443, 'protocol': 'tcp'}]",
                "{'Name': 'acme-queue-prod'}",
                "");

        assertThat(differences(sound("dev"), turned)).isEmpty();
    }

    @Test
    void aValueThatWasChangedByHandIsFoundWithItsPath() {
        JsonNode changed = shown(
                "prod",
                30,
                "[{'from_port': 443, 'protocol': 'tcp'}, {'from_port': 5432, 'protocol': 'tcp'}]",
                "{'Name': 'acme-queue-prod'}",
                "");

        assertThat(differences(sound("dev"), changed))
                .containsExactly(
                        "region-1  aws_sqs_queue/queue: visibility_timeout_seconds" + "  dev = 300, prod = 30");
    }

    @Test
    void whatWasAddedByHandIsFound() {
        JsonNode added = shown(
                "prod",
                300,
                "[{'from_port': 443, 'protocol': 'tcp'}, {'from_port': 22, 'protocol': 'tcp'},"
                        + " {'from_port': 5432, 'protocol': 'tcp'}]",
                "{'Name': 'acme-queue-prod', 'by': 'hand'}",
                ", {'mode': 'managed', 'type': 'aws_sqs_queue', 'name': 'other', 'values': {}}");

        assertThat(differences(sound("dev"), added))
                .anySatisfy(line -> assertThat(line).contains("aws_security_group", "ingress.2", "\"from_port\":22"))
                .anySatisfy(line -> assertThat(line).contains("tags.by", "prod = hand"))
                .anySatisfy(line -> assertThat(line).contains("aws_sqs_queue/other", "prod = present"))
                .hasSize(3);
    }

    @Test
    void whatIsGoneIsFound() {
        JsonNode empty = Json.of("{'format_version': '1.0'}");

        assertThat(differences(sound("dev"), empty)).hasSize(2).allSatisfy(line -> assertThat(line)
                .contains("dev = present, prod = absent"));
    }

    /** The account number is what an expression became; the rest is as it was written, in whatever order AWS shows it. */
    @Test
    void anUnchangedPolicyIsNoDifference() {
        assertThat(differences(
                        with("dev", policy("\"sqs:SendMessage\"", "arn:aws:sqs:*:111111111111:queue")),
                        with(
                                "prod",
                                "{\"Statement\":{\"Resource\":[\"arn:aws:sqs:*:222222222222:queue\"],\"Sid\":\"Send\","
                                        + "\"Action\":[\"sqs:SendMessage\"],\"Effect\":\"Allow\"}}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'[\"sqs:SendMessage\",\"sqs:PurgeQueue\"]'; arn:aws:sqs:*:2:queue; Statement.0.Action; sqs:PurgeQueue",
                "'\"sqs:*\"'; arn:aws:sqs:*:2:queue; Statement.0.Action; sqs:*",
                "'\"sqs:SendMessage\"'; *; Statement.0.Resource; prod = *",
                "'\"sqs:SendMessage\"'; arn:aws:sqs:*:2:other; Statement.0.Resource; arn:aws:sqs:*:2:other"
            })
    void aWidenedPolicyIsFoundWithThePart(String actions, String resource, String part, String value) {
        assertThat(differences(
                        with("dev", policy("\"sqs:SendMessage\"", "arn:aws:sqs:*:111111111111:queue")),
                        with("prod", policy(actions, resource))))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("aws_iam_policy/policy: policy." + part))
                .anySatisfy(line -> assertThat(line).contains(value));
    }

    @Test
    void anAddedStatementIsFound() {
        String sound = policy("\"sqs:SendMessage\"", "arn:aws:sqs:*:222222222222:queue");
        String added = sound.replace("}]}", "},{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}");

        assertThat(differences(with("dev", sound), with("prod", added)))
                .contains("region-1  aws_iam_policy/policy: policy.Statement.1.Action" + "  dev = (absent), prod = *");
    }

    /** A plan says what would be; its refreshed state says what is. */
    @Test
    void ofAPlanTheRefreshedStateCounts() {
        JsonNode plan = Json.parsed(
                "{\"prior_state\": %s, \"planned_values\": {\"root_module\": {}}}".formatted(sound("prod")));

        assertThat(differences(sound("dev"), plan)).isEmpty();
    }

    @Test
    void whatIsNoPlanAndNoStateIsRefused() {
        assertThatThrownBy(() -> differences(sound("dev"), Json.of("{'resource': {}}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prod-us-east-1: this is not what 'terraform show -json' writes")
                .hasMessageContaining("[resource]");
        assertThatThrownBy(() -> LiveProgram.of(SYNTHESIZED, Map.of("dev-eu-west-1", sound("dev")), ENVIRONMENTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prod-us-east-1 is not shown");
    }
}
