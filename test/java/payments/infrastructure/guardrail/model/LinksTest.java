package payments.infrastructure.guardrail.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.Requirement;

/** Resources of several regions and environments carry the same names; a link must still lead to the right one. */
@Requirement("X3")
class LinksTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aReferenceMeansItsTargetAndNoNamesakeInAnotherRegion() {
        Program program = Program.of(Map.of("prod", stack("""
                {"resource": {
                  "aws_sns_topic": {
                    "a": {"name": "alerts", "provider": "aws.us-east-1"},
                    "b": {"name": "alerts", "provider": "aws.eu-west-1"}},
                  "aws_sns_topic_subscription": {
                    "s": {"topic_arn": "${aws_sns_topic.b.name}", "provider": "aws.eu-west-1"}}}}""")));

        assertThat(of(program, "aws_sns_topic.a").referrers("aws_sns_topic_subscription", "topic_arn"))
                .isEmpty();
        assertThat(of(program, "aws_sns_topic.b").referrers("aws_sns_topic_subscription", "topic_arn"))
                .containsExactly(of(program, "aws_sns_topic_subscription.s"));
    }

    @Test
    void aNameMeansWhatStandsBesideItInRegionAndEnvironment() {
        Map<String, JsonNode> stacks = new LinkedHashMap<>();
        for (String environment : List.of("dev", "prod")) {
            stacks.put(environment, stack("""
                    {"resource": {
                      "aws_dynamodb_table": {"t": {"name": "payments", "provider": "aws.us-east-1", "tags": {"Environment": "ENV"}}},
                      "aws_cloudwatch_metric_alarm": {
                        "near": {"dimensions": {"TableName": "payments"}, "provider": "aws.us-east-1", "tags": {"Environment": "ENV"}},
                        "far": {"dimensions": {"TableName": "payments"}, "provider": "aws.eu-west-1", "tags": {"Environment": "ENV"}}}}}""".replace("ENV", environment)));
        }
        Program program = Program.of(stacks);
        Resource table = program.stack("prod")
                .orElseThrow()
                .resource("aws_dynamodb_table.t")
                .orElseThrow();

        List<Resource> alarms = table.referrers("aws_cloudwatch_metric_alarm", "dimensions.TableName");

        assertThat(alarms).hasSize(1);
        assertThat(alarms.get(0).stack().name()).isEqualTo("prod");
        assertThat(alarms.get(0).name()).isEqualTo("near");
        assertThat(alarms.get(0).follow("dimensions.TableName", "aws_dynamodb_table"))
                .contains(table);
    }

    @Test
    void anArnMeansTheSameThingFromEverywhere() {
        Program program = Program.of(Map.of(
                "a", stack("""
                        {"resource": {"aws_sqs_queue": {"q": {"name": "orders", "provider": "aws.us-east-1"}}}}"""),
                "b", stack("""
                        {"data": {"aws_caller_identity": {"me": {"provider": "aws.eu-west-1"}}},
                         "resource": {"aws_lambda_event_source_mapping": {"m": {"provider": "aws.eu-west-1",
                           "event_source_arn": "arn:aws:sqs:us-east-1:${data.aws_caller_identity.me.account_id}:orders"}}}}""")));
        Resource queue =
                program.stack("a").orElseThrow().resource("aws_sqs_queue.q").orElseThrow();

        assertThat(queue.referrers("aws_lambda_event_source_mapping", "event_source_arn"))
                .hasSize(1);
    }

    @Test
    void valuesInRepeatedBlocksAreAllSeen() {
        Program program = Program.of(Map.of("prod", stack("""
                {"resource": {"aws_dynamodb_table": {"t": {"replica": [{"region_name": "a"}, {"region_name": "b"}]}}}}""")));

        assertThat(of(program, "aws_dynamodb_table.t").attributes("replica.region_name"))
                .extracting(Value::text)
                .containsExactly("a", "b");
    }

    @Test
    void aPathLeadsIntoJsonThatAnAttributeHoldsAsText() {
        Program program = Program.of(Map.of("prod", stack("""
                {"resource": {"aws_sqs_queue": {
                  "dead": {"name": "dead", "provider": "aws.us-east-1"},
                  "literal": {"redrive_policy": "{\\"deadLetterTargetArn\\": \\"${aws_sqs_queue.dead.arn}\\"}"},
                  "encoded": {"redrive_policy": "${jsonencode({\\"deadLetterTargetArn\\" = aws_sqs_queue.dead.arn})}"},
                  "other": {"redrive_policy": "no JSON"}}}}""")));

        assertThat(of(program, "aws_sqs_queue.dead").referrers("aws_sqs_queue", "redrive_policy.deadLetterTargetArn"))
                .containsExactlyInAnyOrder(of(program, "aws_sqs_queue.literal"), of(program, "aws_sqs_queue.encoded"));
        assertThat(of(program, "aws_sqs_queue.other").has("redrive_policy.deadLetterTargetArn"))
                .isFalse();
    }

    @Test
    void outputsMentionResourcesToo() {
        Program program = Program.of(Map.of("prod", stack("""
                {"output": {"key": {"value": "${aws_kms_key.gone.arn}"}}}""")));

        assertThat(program.stack("prod").orElseThrow().references())
                .extracting(Reference::text, Reference::dangling)
                .containsExactly(tuple("aws_kms_key.gone.arn", true));
    }

    @Test
    void stacksAreGroupedByAccountAndEnvironment() {
        String tagged = """
                {"provider": {"aws": {"alias": "x", "default_tags": {"tags": {"Environment": "ENV"}}}}}""";
        Map<String, JsonNode> stacks = new LinkedHashMap<>();
        stacks.put("prod-iam", stack(tagged.replace("ENV", "prod")));
        stacks.put("dev-iam", stack(tagged.replace("ENV", "dev")));
        stacks.put("prod-eu", stack(tagged.replace("ENV", "prod")));

        Program program = Program.of(stacks);

        assertThat(program.environments().keySet()).containsExactly("dev", "prod");
        assertThat(program.environments().get("prod")).extracting(Stack::name).containsExactly("prod-iam", "prod-eu");
    }

    private static Resource of(Program program, String address) {
        return program.stack("prod").orElseThrow().resource(address).orElseThrow();
    }

    private static JsonNode stack(String json) {
        try {
            ObjectNode stack = (ObjectNode) JSON.readTree(json);
            if (!stack.has("provider")) {
                stack.set("provider", JSON.readTree("""
                        {"aws": [{"alias": "us-east-1", "region": "us-east-1"}, {"alias": "eu-west-1", "region": "eu-west-1"}]}"""));
            }
            return stack;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
