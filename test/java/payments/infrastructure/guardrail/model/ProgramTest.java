package payments.infrastructure.guardrail.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.Requirement;

/** References are followed as Terraform will follow them; what nobody can know stays visibly open. */
@Requirement("X3")
class ProgramTest {
    private static final String PROVIDER = """
            "provider": {"aws": [{"alias": "home", "region": "eu-west-1",
              "default_tags": [{"tags": {"Environment": "dev", "Team": "payments"}}]}]}""";

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aReferenceLeadsToTheResourceThatItNames() {
        Resource bucket = only("""
                {"aws_kms_key": {"documents": {"provider": "aws.home"}},
                 "aws_s3_bucket": {"b": {"provider": "aws.home", "key": "${aws_kms_key.documents.arn}"}}}""", "aws_s3_bucket");

        Value key = bucket.attribute("key");

        assertThat(key.target().map(Resource::address)).contains("aws_kms_key.documents");
        assertThat(key.isKnown()).as("an ARN of a key is made by AWS").isFalse();
        assertThat(key.isUnknown()).as("but it is known whose it is").isFalse();
    }

    @Test
    void aReferenceToALiteralIsThatLiteral() {
        Resource alias = only("""
                {"aws_lambda_function": {"f": {"provider": "aws.home", "function_name": "payments"}},
                 "aws_lambda_alias": {"a": {"provider": "aws.home", "name": "live",
                   "function_name": "${aws_lambda_function.f.function_name}"}}}""", "aws_lambda_alias");

        assertThat(alias.attribute("function_name").is("payments")).isTrue();
        assertThat(Identity.arn(alias)).isEqualTo("arn:aws:lambda:eu-west-1:${account}:function:payments:live");
    }

    @Test
    void aNameSpelledByRuleMeansTheSameAsAReference() {
        Program program = program("""
                {"aws_dynamodb_table": {"t": {"provider": "aws.home", "name": "payments-table"}},
                 "aws_x": {"byArn": {"provider": "aws.home",
                   "table": "arn:aws:dynamodb:eu-west-1:${data.aws_caller_identity.me.account_id}:table/payments-table"}}}""");

        Resource table = program.resources("aws_dynamodb_table").get(0);

        assertThat(program.resources("aws_x").get(0).attribute("table").refersTo(table))
                .isTrue();
        assertThat(table.referrers("aws_x", "table")).hasSize(1);
    }

    @Test
    void aPolicyInsideAnExpressionIsRead() {
        Resource role = only("""
                {"aws_sqs_queue": {"q": {"provider": "aws.home", "name": "jobs"}},
                 "aws_iam_role": {"r": {"provider": "aws.home", "policy":
                   "${jsonencode({\\"Version\\" = \\"2012-10-17\\", \\"Statement\\" = [{\\"Resource\\" = aws_sqs_queue.q.arn}]})}"}}}""", "aws_iam_role");

        assertThat(role.attribute("policy").text()).isEqualTo("""
                {"Version":"2012-10-17","Statement":[{"Resource":"arn:aws:sqs:eu-west-1:${account}:jobs"}]}""");
    }

    @Test
    void anOutputOfAnotherStackIsFollowedThroughItsState() {
        Program program =
                Program.of(stacks(Map.of("network", """
                {%s, "terraform": {"backend": {"s3": {"bucket": "states", "key": "network"}}},
                 "resource": {"aws_vpc": {"v": {"provider": "aws.home", "cidr_block": "10.0.0.0/16"}}},
                 "output": {"vpc": {"value": "${aws_vpc.v.id}"}, "cidrs": {"value": ["${aws_vpc.v.cidr_block}"]}}}""".formatted(PROVIDER), "functions", """
                {%s, "data": {"terraform_remote_state": {"n": {"backend": "s3", "config": {"bucket": "states", "key": "network"}}}},
                 "resource": {"aws_x": {"x": {"provider": "aws.home",
                   "vpc": "${data.terraform_remote_state.n.outputs.vpc}",
                   "cidr": "${data.terraform_remote_state.n.outputs.cidrs[0]}",
                   "lost": "${data.terraform_remote_state.n.outputs.nothing}"}}}}""".formatted(PROVIDER))));

        Resource reader = program.resources("aws_x").get(0);

        assertThat(reader.attribute("vpc").target("aws_vpc")).isPresent();
        assertThat(reader.attribute("cidr").is("10.0.0.0/16")).isTrue();
        assertThat(reader.attribute("lost").isUnknown()).isTrue();
        assertThat(reader.references().stream().filter(Reference::dangling).map(Reference::text))
                .containsExactly("data.terraform_remote_state.n.outputs.nothing");
    }

    @Test
    void aCircleOfReferencesEndsAndIsUnknown() {
        Resource one = only("""
                {"aws_x": {"one": {"provider": "aws.home", "a": "${aws_y.two.b}"}},
                 "aws_y": {"two": {"provider": "aws.home", "b": "${aws_x.one.a}"}}}""", "aws_x");

        assertThat(one.attribute("a").isKnown()).isFalse();
    }

    @Test
    void whatIsNotUnderstoodStaysOpenWithItsReferences() {
        Program program = program("""
                {"aws_y": {"y": {"provider": "aws.home"}},
                 "aws_x": {"x": {"provider": "aws.home", "a": "${length(aws_y.y.list) > 0 ? aws_y.y.id : null}"}}}""");

        Resource odd = program.resources("aws_x").get(0);

        assertThat(odd.attribute("a").isUnknown()).isTrue();
        assertThat(program.resources("aws_y").get(0).referrers()).containsExactly(odd);
    }

    @Test
    void regionAndTagsComeFromTheProvider() {
        Resource key = only("""
                {"aws_kms_key": {"k": {"provider": "aws.home", "tags": {"Team": "ledger", "Name": "key"}}}}""", "aws_kms_key");

        assertThat(key.region()).isEqualTo("eu-west-1");
        assertThat(key.tags())
                .containsOnly(Map.entry("Environment", "dev"), Map.entry("Team", "ledger"), Map.entry("Name", "key"));
        assertThat(key.isProduction()).as("without a class, whatever its name").isTrue();
    }

    @Test
    void blocksAreTheSameWrittenAsObjectAndAsList() {
        Program program = program("""
                {"aws_x": {
                  "object": {"provider": "aws.home", "rule": {"apply": {"algorithm": "aws:kms"}}},
                  "list": {"provider": "aws.home", "rule": [{"apply": [{"algorithm": "aws:kms"}]}]}}}""");

        assertThat(program.resources("aws_x"))
                .hasSize(2)
                .allMatch(resource -> resource.attribute("rule.apply.algorithm").is("aws:kms"))
                .allMatch(resource -> resource.blocks("rule.apply").size() == 1);
    }

    private static Resource only(String resources, String type) {
        return program(resources).resources(type).get(0);
    }

    private static Program program(String resources) {
        return Program.of(stacks(Map.of("only", """
                {%s, "data": {"aws_caller_identity": {"me": {"provider": "aws.home"}}}, "resource": %s}""".formatted(PROVIDER, resources))));
    }

    private static Map<String, JsonNode> stacks(Map<String, String> texts) {
        Map<String, JsonNode> stacks = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            try {
                stacks.put(name, JSON.readTree(text));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(text, e);
            }
        });
        return stacks;
    }
}
