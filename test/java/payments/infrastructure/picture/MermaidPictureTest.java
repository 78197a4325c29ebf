package payments.infrastructure.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.guardrail.model.Program;
import payments.testing.Json;

/** Boxes and arrows, from Terraform JSON that was written by hand. */
@Requirement("X8")
class MermaidPictureTest {
    private static final String PROVIDER =
            "'provider': {'aws': [{'alias': 'home', 'region': '%s', 'default_tags': [{'tags': {'Environment': '%s'}}]}]}";

    private static JsonNode stack(String region, String environment, String resources) {
        return Json.of("{%s, 'resource': {%s}}".formatted(PROVIDER.formatted(region, environment), resources));
    }

    private static String draw(Map<String, JsonNode> stacks) {
        return MermaidPicture.of(Program.of(stacks)).draw();
    }

    private static String box(String picture, String text) {
        return Arrays.stream(picture.split("\n", -1))
                .map(String::strip)
                .filter(line -> line.matches("n\\d+[^ ].*") && line.contains(text))
                .findFirst()
                .map(line -> line.replaceAll("^(n\\d+).*", "$1"))
                .orElseThrow(() -> new AssertionError("no box with '%s' in%n%s".formatted(text, picture)));
    }

    @Test
    void aMessageGoesFromItsQueueThroughTheAliasToTheFunctionAndOnToTheTable() {
        String picture = draw(Map.of("one", stack("eu-west-1", "dev", """
                'aws_sqs_queue': {'q': {'provider': 'aws.home', 'name': 'incoming',
                    'redrive_policy': '{\\"deadLetterTargetArn\\":\\"${aws_sqs_queue.d.arn}\\"}'},
                  'd': {'provider': 'aws.home', 'name': 'dead'}},
                'aws_lambda_function': {'f': {'provider': 'aws.home', 'function_name': 'worker', 'runtime': 'java21',
                    'memory_size': 512, 'environment': {'variables': {'T': '${aws_dynamodb_table.t.name}'}}}},
                'aws_lambda_alias': {'live': {'provider': 'aws.home', 'name': 'live',
                    'function_name': '${aws_lambda_function.f.function_name}'}},
                'aws_lambda_event_source_mapping': {'m': {'provider': 'aws.home',
                    'event_source_arn': '${aws_sqs_queue.q.arn}', 'function_name': '${aws_lambda_alias.live.arn}'}},
                'aws_dynamodb_table': {'t': {'provider': 'aws.home', 'name': 'records', 'hash_key': 'id'}}""")));

        assertThat(picture).contains("(\"Function<br/>worker<br/>java21, 512 MB\")");
        assertThat(picture.lines().map(String::strip))
                .contains(
                        "%s -->|feeds| %s".formatted(box(picture, "incoming"), box(picture, "worker")),
                        "%s -->|given up| %s".formatted(box(picture, "incoming"), box(picture, "dead")),
                        "%s --> %s".formatted(box(picture, "worker"), box(picture, "records")));
    }

    @Test
    @Requirement({"K10", "K30"})
    void theArrowOfAnEntryThatAsksNobodySaysSo() {
        String resources = """
                'aws_api_gateway_rest_api': {'a': {'provider': 'aws.home', 'name': 'pay'}},
                'aws_api_gateway_resource': {'p': {'provider': 'aws.home', 'path_part': 'payment',
                    'rest_api_id': '${aws_api_gateway_rest_api.a.id}',
                    'parent_id': '${aws_api_gateway_rest_api.a.root_resource_id}'}},
                'aws_api_gateway_method': {'m': {'provider': 'aws.home', 'rest_api_id': '${aws_api_gateway_rest_api.a.id}',
                    'resource_id': '${aws_api_gateway_resource.p.id}', 'http_method': 'POST', 'authorization': '%s'}},
                'aws_api_gateway_integration': {'i': {'provider': 'aws.home',
                    'rest_api_id': '${aws_api_gateway_rest_api.a.id}', 'uri': '${aws_lambda_function.f.invoke_arn}'}},
                'aws_lambda_function': {'f': {'provider': 'aws.home', 'function_name': 'worker'}}""";

        String open = draw(Map.of("one", stack("eu-west-1", "dev", resources.formatted("NONE"))));
        String closed = draw(Map.of("one", stack("eu-west-1", "dev", resources.formatted("AWS_IAM"))));

        assertThat(open.lines().map(String::strip))
                .contains("%s -->|calls, open to anyone| %s".formatted(box(open, "pay"), box(open, "worker")));
        assertThat(closed).contains("|calls|").doesNotContain("open to anyone");
    }

    /** Where the other thing is made later, its ARN is composed by name. */
    @Test
    void aFunctionLeadsToWhatItReceivesByArn() {
        String picture = draw(Map.of("one", stack("eu-west-1", "dev", """
                'aws_lambda_function': {'f': {'provider': 'aws.home', 'function_name': 'worker', 'runtime': 'java21',
                    'memory_size': 512, 'environment': {'variables': {
                        'OPTIONS': '-Xshare:auto', 'FILES': 'arn:aws:s3:::files'}}}},
                'aws_s3_bucket': {'b': {'provider': 'aws.home', 'bucket': 'files'}}""")));

        assertThat(picture.lines().map(String::strip))
                .contains("%s --> %s".formatted(box(picture, "worker"), box(picture, "files")));
    }

    @Test
    void aThickArrowJoinsRegionsAndNamesFromAnotherStackAreFollowed() {
        Map<String, JsonNode> stacks = new LinkedHashMap<>();
        stacks.put(
                "standby",
                stack("eu-central-1", "dev", "'aws_s3_bucket': {'b': {'provider': 'aws.home', 'bucket': 'copy'}}"));
        stacks.put("primary", stack("eu-west-1", "dev", """
                'aws_s3_bucket': {'b': {'provider': 'aws.home', 'bucket': 'original'}},
                'aws_s3_bucket_replication_configuration': {'r': {'provider': 'aws.home',
                    'bucket': '${aws_s3_bucket.b.id}', 'rule': [{'destination': {'bucket': 'arn:aws:s3:::copy'}}]}}"""));

        String picture = draw(stacks);

        assertThat(picture).contains("subgraph dev_eu_central_1 [\"eu-central-1\"]", "subgraph dev_eu_west_1");
        assertThat(picture).contains("%s ==>|replicated| %s".formatted(box(picture, "original"), box(picture, "copy")));
    }

    @Test
    void environmentsStandSideBySideAndOneCanBeDrawnAlone() {
        Map<String, JsonNode> stacks = new LinkedHashMap<>();
        stacks.put("d", stack("eu-west-1", "dev", "'aws_sqs_queue': {'q': {'provider': 'aws.home', 'name': 'small'}}"));
        stacks.put(
                "p", stack("us-east-1", "prod", "'aws_sqs_queue': {'q': {'provider': 'aws.home', 'name': 'large'}}"));

        MermaidPicture picture = MermaidPicture.of(Program.of(stacks));

        assertThat(picture.environments()).containsExactly("dev", "prod");
        assertThat(picture.draw()).contains("small", "large");
        assertThat(picture.only(List.of("prod")).draw()).contains("large").doesNotContain("small", "dev");
    }

    @Test
    void whatHoldsOnlyLogsAndWhatMerelyConnectsHasNoBox() {
        String picture = draw(Map.of("one", stack("eu-west-1", "dev", """
                'aws_s3_bucket': {'b': {'provider': 'aws.home', 'bucket': 'papers'},
                  'l': {'provider': 'aws.home', 'bucket': 'accesses'}},
                'aws_s3_bucket_logging': {'g': {'provider': 'aws.home', 'bucket': '${aws_s3_bucket.b.id}',
                    'target_bucket': '${aws_s3_bucket.l.id}'}}""")));

        assertThat(picture).contains("papers").doesNotContain("accesses", "logging");
    }

    @Test
    void aNameCannotBreakOutOfItsBox() {
        String picture = draw(Map.of(
                "one",
                stack(
                        "eu-west-1",
                        "dev",
                        "'aws_sqs_queue': {'q': {'provider': 'aws.home', 'name': 'a\\\"]<script>'}}")));

        assertThat(picture).contains("a#quot;]#lt;script#gt;").doesNotContain("<script>");
    }
}
