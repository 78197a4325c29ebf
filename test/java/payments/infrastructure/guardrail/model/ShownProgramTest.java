package payments.infrastructure.guardrail.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.infrastructure.guardrail.Guardrails;
import payments.infrastructure.guardrail.Report;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Verdict;

/**
 * Plans and states are judged as the program that they are of. The files were written by Terraform 1.11 with provider 5.100 from
 * the program beside them, and from one of the same kind in HCL; the state stood on an emulator.
 */
@Requirement("X3")
class ShownProgramTest {
    private static final Path PLANS = Path.of("test/resources/plans");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void aPlanOfJsonFailsWhereItsProgramFails() {
        assertThat(failures(check(plan("json.json"))))
                .containsExactlyInAnyOrderElementsOf(failures(check(PLANS.resolve("program"))))
                .anyMatch(failure -> failure.startsWith("s3-access-logging module.m[\"a\"].aws_s3_bucket.b"))
                .noneMatch(failure -> failure.startsWith("s3-versioning"));
    }

    @Test
    void instancesAndModulesHaveTheAddressesOfTerraform() {
        Stack stack = Program.read(plan("json.json")).stacks().iterator().next();

        assertThat(stack.resources().stream().map(Resource::address))
                .contains("aws_s3_bucket.b[\"a\"]", "aws_s3_bucket.c[1]", "module.m[\"b\"].aws_sns_topic.t");
        assertThat(stack.resource("module.m[\"b\"].aws_sns_topic.t").map(Resource::region))
                .contains("us-east-1");
    }

    @Test
    void whatIsUnknownLeadsToWhatTheExpressionNames() {
        Stack stack = Program.read(plan("json.json")).stacks().iterator().next();

        assertThat(follow(stack, "module.m[\"a\"].aws_sns_topic.t", "kms_master_key_id", "aws_kms_key"))
                .isEqualTo("aws_kms_key.k");
        assertThat(follow(stack, "aws_s3_bucket_versioning.b[\"a\"]", "bucket", "aws_s3_bucket"))
                .isEqualTo("aws_s3_bucket.b[\"a\"]");
        assertThat(stack.output("topic").target().map(Resource::address)).contains("module.m[\"a\"].aws_sns_topic.t");
    }

    @Test
    void aPlanOfHclLinksOnlyWhatIsOneNameOfOneThing() {
        Stack stack = Program.read(plan("hcl.json")).stacks().iterator().next();

        assertThat(follow(stack, "aws_s3_bucket_versioning.b[\"b\"]", "bucket", "aws_s3_bucket"))
                .isEqualTo("aws_s3_bucket.b[\"b\"]");
        assertThat(follow(stack, "aws_s3_bucket_versioning.b2[\"b\"]", "bucket", "aws_s3_bucket"))
                .isEqualTo("aws_s3_bucket.b[\"b\"]");
        assertThat(follow(stack, "aws_s3_bucket_versioning.c0", "bucket", "aws_s3_bucket"))
                .isEqualTo("aws_s3_bucket.c[0]");
        assertThat(follow(stack, "module.m[\"a\"].aws_sns_topic.t", "kms_master_key_id", "aws_kms_key"))
                .isEqualTo("aws_kms_key.k");
        // A text that is made of a name is not that name.
        assertThat(attribute(stack, "aws_sqs_queue.q", "redrive_policy").isUnknown())
                .isTrue();
        assertThat(attribute(stack, "aws_s3_bucket_versioning.l", "bucket").isUnknown())
                .isTrue();
    }

    @Test
    void aDynamicBlockThatThePlanKnowsIsJudged() {
        assertThat(failures(check(plan("hcl.json"))))
                .anyMatch(failure -> failure.startsWith("sg-no-open-ingress aws_security_group.dynu"))
                .noneMatch(failure -> failure.startsWith("sg-no-open-ingress aws_security_group.dyn "));
    }

    @Test
    void aStateIsLinkedByWhatAwsCallsThings() {
        Stack stack = Program.read(plan("state.json")).stacks().iterator().next();

        assertThat(follow(stack, "module.m[\"a\"].aws_sns_topic.t", "kms_master_key_id", "aws_kms_key"))
                .isEqualTo("aws_kms_key.k");
        assertThat(stack.resource("aws_sqs_queue.q").map(Resource::region)).contains("eu-west-1");
        assertThat(stack.resource("aws_sqs_queue.q").map(Resource::account)).contains("123456789012");
        assertThat(failures(check(plan("state.json"))))
                .noneMatch(failure -> failure.startsWith("s3-versioning"))
                .noneMatch(failure -> failure.startsWith("sqs-cmk aws_sqs_queue.q"))
                .anyMatch(failure -> failure.startsWith("sqs-cmk aws_sqs_queue.dead"));
    }

    @Test
    void whatIsSensitiveIsJudgedAndNeverShown() {
        for (String file : Set.of("json.json", "hcl.json", "state.json")) {
            Report report = check(plan(file));

            assertThat(report.toString()).doesNotContain("hunter2");
            assertThat(failures(report)).anyMatch(failure -> failure.startsWith("rds-no-literal-password"));
        }
    }

    @Test
    void aSensitiveAttributeIsHiddenWhateverItsNameIs() throws IOException {
        ObjectNode queue = resource("aws_kms_key", "k", "{\"enable_key_rotation\": false}");
        queue.set("sensitive_values", JSON.readTree("{\"enable_key_rotation\": true}"));

        Report report = check(write(queue));

        assertThat(report.results())
                .filteredOn(result -> result.attribute().equals("enable_key_rotation"))
                .extracting(Result::value)
                .containsExactly("(sensitive)");
    }

    @Test
    void whatIsKnownIsNoExpression() throws IOException {
        Path file = write(resource("aws_sqs_queue", "q", "{\"name\": \"a\", \"policy\": \"${aws:username}\"}"));

        Stack stack = Program.read(file).stacks().iterator().next();

        assertThat(attribute(stack, "aws_sqs_queue.q", "policy").text()).isEqualTo("${aws:username}");
    }

    @Test
    void anotherFormatAndAFailedPlanAreRefusedWithWhatToDo() throws IOException {
        Path other = Files.writeString(folder.resolve("p.json"), "{\"format_version\": \"2.0\", \"values\": {}}");
        Path failed = Files.writeString(
                folder.resolve("f.json"), "{\"format_version\": \"1.2\", \"planned_values\": {}, \"errored\": true}");

        assertThatThrownBy(() -> Program.read(other))
                .isInstanceOf(UnreadableProgramException.class)
                .hasMessageContainingAll("p.json", "\"2.0\"", "1.x");
        assertThatThrownBy(() -> Program.read(failed))
                .isInstanceOf(UnreadableProgramException.class)
                .hasMessageContainingAll("f.json", "errored", "plan again");
    }

    /** Reading is linear: 40,000 in the time that the machine needs for a file of 10 MB. */
    @Test
    void fortyThousandResourcesAreReadInSeconds() throws IOException {
        ObjectNode[] resources = new ObjectNode[40_000];
        for (int at = 0; at < resources.length; at++) {
            resources[at] = resource("aws_sqs_queue", "q" + at, "{\"name\": \"q%d\"}".formatted(at));
        }
        Path file = write(resources);

        long start = System.nanoTime();
        Program program = Program.read(file);

        assertThat(program.resources()).hasSize(40_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    private static Path plan(String name) {
        return PLANS.resolve(name);
    }

    private static Report check(Path file) {
        return new Guardrails().check(Program.read(file), List.of(), LocalDate.of(2026, 11, 30));
    }

    /** The findings, without what no plan shows. */
    private static Set<String> failures(Report report) {
        return report.results().stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .filter(result -> !result.attribute().startsWith("lifecycle."))
                .map(result -> "%s %s %s %s"
                        .formatted(
                                result.rule().id(), result.subject().address(), result.qualifier(), result.attribute()))
                .collect(Collectors.toSet());
    }

    private static Value attribute(Stack stack, String address, String attribute) {
        return stack.resource(address).orElseThrow().attribute(attribute);
    }

    private static String follow(Stack stack, String address, String attribute, String type) {
        return stack.resource(address)
                .orElseThrow()
                .follow(attribute, type)
                .map(Resource::address)
                .orElse("");
    }

    private static ObjectNode resource(String type, String name, String values) throws IOException {
        ObjectNode resource = JSON.createObjectNode();
        resource.put("address", type + "." + name)
                .put("mode", "managed")
                .put("type", type)
                .put("name", name)
                .put("provider_name", "registry.terraform.io/hashicorp/aws");
        resource.set("values", JSON.readTree(values));
        return resource;
    }

    private Path write(ObjectNode... resources) throws IOException {
        ObjectNode plan = JSON.createObjectNode();
        plan.put("format_version", "1.2");
        ArrayNode list =
                plan.putObject("planned_values").putObject("root_module").putArray("resources");
        for (ObjectNode resource : resources) {
            list.add(resource);
        }
        Path file = folder.resolve("plan.json");
        JSON.writeValue(file.toFile(), plan);
        return file;
    }
}
