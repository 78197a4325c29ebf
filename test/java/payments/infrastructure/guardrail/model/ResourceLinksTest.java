package payments.infrastructure.guardrail.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which resource means which: by reference, by ARN, by name. */
class ResourceLinksTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String FUNCTION_AND_PERMISSION = """
            {"provider": {"aws": [{"region": "%s"}]},
             "resource": {
               "aws_lambda_function": {"f": {"function_name": "api"}},
               "aws_lambda_permission": {"p": {"function_name": "%s"}}}}""";

    @Test
    void aNameMeansTheResourceOfTheSameRegion() {
        Program program = program(Map.of(
                "a", FUNCTION_AND_PERMISSION.formatted("us-east-1", "api"),
                "b", FUNCTION_AND_PERMISSION.formatted("us-east-2", "api")));

        assertThat(permissionsOf(program, "a")).containsExactly("a/aws_lambda_permission.p");
        assertThat(permissionsOf(program, "b")).containsExactly("b/aws_lambda_permission.p");
    }

    @Test
    void aReferenceMeansOneResourceEvenWhenAnotherHasTheSameName() {
        String reference = "${aws_lambda_function.f.function_name}";
        Program program = program(Map.of(
                "a", FUNCTION_AND_PERMISSION.formatted("us-east-1", reference),
                "b", FUNCTION_AND_PERMISSION.formatted("us-east-1", reference)));

        assertThat(permissionsOf(program, "a")).containsExactly("a/aws_lambda_permission.p");
        Resource other = resource(program, "b", "aws_lambda_function.f");
        assertThat(resource(program, "a", "aws_lambda_permission.p")
                        .attribute("function_name")
                        .refersTo(other))
                .isFalse();
    }

    @Test
    void anArnMeansTheResourceOfItsRegion() {
        String arn = "arn:aws:lambda:us-east-1:${data.aws_caller_identity.me.account_id}:function:api";
        Program program = program(Map.of(
                "a", FUNCTION_AND_PERMISSION.formatted("us-east-1", "other"),
                "b",
                        FUNCTION_AND_PERMISSION
                                .formatted("us-east-2", arn)
                                .replace(
                                        "\"resource\"",
                                        "\"data\": {\"aws_caller_identity\": {\"me\": {}}}, \"resource\"")));

        assertThat(permissionsOf(program, "a")).containsExactly("b/aws_lambda_permission.p");
    }

    @Test
    void aStageOfAnApiIsKnownByItsArn() {
        Program program = program(Map.of("a", """
                {"provider": {"aws": {"region": "us-east-1"}},
                 "resource": {
                   "aws_api_gateway_rest_api": {"api": {"name": "api"}},
                   "aws_api_gateway_stage": {"s": {"rest_api_id": "${aws_api_gateway_rest_api.api.id}", "stage_name": "v1"}},
                   "aws_wafv2_web_acl_association": {
                     "spelled": {"resource_arn": "arn:aws:apigateway:us-east-1::/restapis/${aws_api_gateway_rest_api.api.id}/stages/v1"},
                     "referred": {"resource_arn": "${aws_api_gateway_stage.s.arn}"},
                     "another": {"resource_arn": "arn:aws:apigateway:us-east-1::/restapis/${aws_api_gateway_rest_api.api.id}/stages/v2"}}}}"""));

        assertThat(resource(program, "a", "aws_api_gateway_stage.s")
                        .referrers("aws_wafv2_web_acl_association", "resource_arn"))
                .extracting(Resource::name)
                .containsExactlyInAnyOrder("referred", "spelled");
    }

    @Test
    void orderFollowsReferencesAndDependsOn() {
        Program program = program(Map.of("a", """
                {"resource": {
                   "aws_a_one": {"x": {}},
                   "aws_a_two": {"x": {"name": "${aws_a_one.x.id}"}},
                   "aws_a_three": {"x": {"depends_on": ["aws_a_two.x"]}}}}"""));
        Resource first = resource(program, "a", "aws_a_one.x");
        Resource last = resource(program, "a", "aws_a_three.x");

        assertThat(last.isMadeAfter(first)).isTrue();
        assertThat(first.isMadeAfter(last)).isFalse();
    }

    @Test
    void aReferenceThroughAnotherResourceMeansTheLastOneToo() {
        Program program = program(Map.of("a", """
                {"resource": {
                   "aws_vpc": {"v": {}},
                   "aws_subnet": {"s": {"vpc_id": "${aws_vpc.v.id}"}},
                   "aws_route_table": {"t": {"vpc_id": "${aws_subnet.s.vpc_id}"}}}}"""));
        Value vpc = resource(program, "a", "aws_route_table.t").attribute("vpc_id");

        assertThat(vpc.target("aws_vpc")).contains(resource(program, "a", "aws_vpc.v"));
        assertThat(vpc.target("aws_subnet")).contains(resource(program, "a", "aws_subnet.s"));
        assertThat(vpc.target("aws_instance")).isEmpty();
    }

    @Test
    void aNameIsFoundBesideWhoSaysIt() {
        Program program = program(Map.of(
                "a", FUNCTION_AND_PERMISSION.formatted("us-east-1", "api"),
                "b", FUNCTION_AND_PERMISSION.formatted("us-east-2", "api")));
        Resource permission = resource(program, "b", "aws_lambda_permission.p");

        assertThat(permission.find("aws_lambda_function", permission.attribute("function_name")))
                .contains(resource(program, "b", "aws_lambda_function.f"));
        assertThat(program.saying("aws_lambda_permission", "function_name", "api"))
                .hasSize(2);
        assertThat(permission.alike("function_name")).hasSize(2);
    }

    @Test
    void aListIsUnknownOnlyWhenAnElementIs() {
        Program program = program(Map.of("a", """
                {"resource": {
                   "aws_subnet": {"s": {}},
                   "aws_db_subnet_group": {
                     "known": {"subnet_ids": ["${aws_subnet.s.id}", "subnet-1"]},
                     "unknown": {"subnet_ids": ["${aws_subnet.s.id}", "${var.subnet}"]}}}}"""));

        assertThat(resource(program, "a", "aws_db_subnet_group.known")
                        .attribute("subnet_ids")
                        .isUnknown())
                .isFalse();
        assertThat(resource(program, "a", "aws_db_subnet_group.unknown")
                        .attribute("subnet_ids")
                        .isUnknown())
                .isTrue();
    }

    @Test
    void aStackReadFromAFolderKnowsIt(@TempDir Path folder) throws IOException {
        Path stack = Files.createDirectories(folder.resolve("stacks/one"));
        Files.writeString(stack.resolve("cdk.tf.json"), "{\"resource\": {\"aws_sqs_queue\": {\"q\": {}}}}");

        assertThat(Program.read(folder).stack("one").flatMap(Stack::folder)).contains(stack);
        assertThat(program(Map.of("one", "{}")).stack("one").flatMap(Stack::folder))
                .isEmpty();
    }

    private static List<String> permissionsOf(Program program, String stack) {
        return resource(program, stack, "aws_lambda_function.f")
                .referrers("aws_lambda_permission", "function_name")
                .stream()
                .map(found -> found.stack().name() + "/" + found.address())
                .toList();
    }

    private static Resource resource(Program program, String stack, String address) {
        return program.stack(stack).flatMap(found -> found.resource(address)).orElseThrow();
    }

    private static Program program(Map<String, String> stacks) {
        Map<String, JsonNode> parsed = new LinkedHashMap<>();
        stacks.forEach((name, text) -> parsed.put(name, json(text)));
        return Program.of(parsed);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the test's own JSON is wrong: " + text, e);
        }
    }
}
