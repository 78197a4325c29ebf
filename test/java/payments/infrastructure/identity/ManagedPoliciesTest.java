package payments.infrastructure.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.naming.Names;
import payments.infrastructure.terraform.Placement;
import payments.testing.Placements;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** {@link ManagedPolicies}: no document is longer than AWS stores, however many regions it names. */
class ManagedPoliciesTest {
    /** AWS: IAM quotas; characters without white space. */
    private static final int LONGEST_POLICY = 6144;

    private static final int LONGEST_TRUST = 2048;

    private static SynthesizedStack role(PolicyDocument document) {
        return Testing.synthPlaced((scope, placement) -> new ServiceRole(
                        scope,
                        "role",
                        placement,
                        "acme-worker-test",
                        ServicePrincipal.LAMBDA.trust(Placements.ACCOUNT),
                        new PermissionBoundary(
                                scope,
                                "boundary",
                                new RoleContext(
                                        placement,
                                        Samples.environment(
                                                Samples.withWorkers(DatabaseCopy.NONE), AwsRegion.EU_WEST_1))))
                .allow(document));
    }

    /** A statement of about 1,000 characters. */
    private static Statement statement(int number) {
        return Statement.allow("Read" + number, "s3:GetObject")
                .on(IntStream.range(0, 9)
                        .mapToObj(bucket -> "arn:aws:s3:::%s-%d-%d".formatted("b".repeat(85), number, bucket))
                        .toList());
    }

    private static PolicyDocument statements(int count) {
        return new PolicyDocument(IntStream.range(0, count)
                .mapToObj(ManagedPoliciesTest::statement)
                .toList());
    }

    private static List<SynthesizedResource> policies(SynthesizedStack stack) {
        return stack.resources("aws_iam_policy").stream()
                .filter(policy -> policy.path().contains("/role/"))
                .sorted(Comparator.comparing(policy -> policy.at("name").asText()))
                .toList();
    }

    private static int length(String document) {
        return document.replaceAll("\\s", "").length();
    }

    @Test
    void whatFitsIsOnePolicyNamedLikeTheRole() {
        SynthesizedStack stack = role(statements(5));

        assertThat(policies(stack)).singleElement().satisfies(policy -> policy.has("name", "acme-worker-test")
                .hasNo("depends_on"));
        stack.resource("aws_iam_role_policy_attachment", "/role/policy-attachment");
    }

    @Test
    void whatDoesNotFitIsSaidByMorePoliciesEachOfWhichIsAttached() {
        SynthesizedStack stack = role(statements(13));

        List<SynthesizedResource> policies = policies(stack);
        assertThat(policies)
                .extracting(policy -> policy.at("name").asText())
                .containsExactly("acme-worker-test", "acme-worker-test-2", "acme-worker-test-3");
        assertThat(policies)
                .allSatisfy(policy ->
                        assertThat(length(policy.at("policy").asText())).isLessThanOrEqualTo(LONGEST_POLICY));
        List<String> sids = new ArrayList<>();
        policies.forEach(policy -> policy.document("policy")
                .path("Statement")
                .forEach(one -> sids.add(one.path("Sid").asText())));
        assertThat(sids)
                .containsExactlyElementsOf(IntStream.range(0, 13)
                        .mapToObj(number -> "Read" + number)
                        .toList());
        assertThat(stack.resources("aws_iam_role_policy_attachment"))
                .extracting(attachment -> attachment.at("policy_arn").asText())
                .containsExactlyInAnyOrderElementsOf(
                        policies.stream().map(policy -> policy.ref("arn")).toList());
    }

    /** Else a region that is added would take rights away until the next policy is attached. */
    @Test
    void theNextPolicyIsAttachedBeforeTheOneBeforeItLosesStatements() {
        SynthesizedStack stack = role(statements(13));

        policies(stack)
                .get(0)
                .has(
                        "depends_on",
                        List.of(stack.resource("aws_iam_role_policy_attachment", "/role/policy-attachment-2")
                                .address()));
    }

    @Test
    void aStatementThatIsTooLongAloneIsGivenForPartsOfItsResources() {
        List<String> arns = IntStream.range(0, 100)
                .mapToObj(number -> "arn:aws:s3:::%s-%03d".formatted("b".repeat(85), number))
                .toList();
        SynthesizedStack stack =
                role(PolicyDocument.of(Statement.allow("Read", "s3:GetObject").on(arns)));

        List<String> given = new ArrayList<>();
        policies(stack).forEach(policy -> {
            JsonNode statement = policy.document("policy").at("/Statement/0");
            assertThat(statement.path("Action").asText()).isEqualTo("s3:GetObject");
            statement.path("Resource").forEach(arn -> given.add(arn.asText()));
        });
        assertThat(given).containsExactlyElementsOf(arns);
    }

    @Test
    void aRoleHasAtMostTenPolicies() {
        assertThatThrownBy(() -> role(statements(56)))
                .hasMessageContaining("role 'acme-worker-test' needs 11 policies of 6,144 characters")
                .hasMessageContaining("at most 10: name fewer regions");
    }

    /** The account's number is known at plan time only; any other expression may become a long ARN. */
    @Test
    void expressionsCountAsWhatTheyBecome() {
        PolicySize size = new PolicySize("${data.account.id}");

        int fixed = size.of(PolicyDocument.of(
                Statement.allow("Read", "s3:GetObject").on("arn:aws:sqs:eu-west-1:%s:q".formatted("1".repeat(12)))));
        int account = size.of(PolicyDocument.of(
                Statement.allow("Read", "s3:GetObject").on("arn:aws:sqs:eu-west-1:${data.account.id}:q")));
        int other = size.of(
                PolicyDocument.of(Statement.allow("Read", "s3:GetObject").on("${aws_sqs_queue.q.arn}")));

        assertThat(account).isEqualTo(fixed);
        assertThat(other).isGreaterThan(fixed);
    }

    /** Issue 14: with five regions the policy of the batch function had 6,429 characters, with six 7,352. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 6})
    void everyRoleOfEveryCapabilityFitsWithTheLongestNames(int regions) {
        AwsRegion[] longest = Arrays.stream(AwsRegion.values())
                .sorted(Comparator.comparingInt(region -> -region.code().length()))
                .limit(regions)
                .toArray(AwsRegion[]::new);
        List<String> codes = Arrays.stream(longest).map(AwsRegion::code).toList();
        String suffix = "x".repeat(Names.longestSuffix("acme", codes));
        SynthesizedStack stack = Testing.synthPlaced((scope, placement) -> Samples.roles(
                scope,
                new Placement(
                        placement.region(),
                        placement.provider(),
                        Placements.ACCOUNT,
                        new Names("acme", suffix, Placements.ACCOUNT),
                        Map.of()),
                Samples.environment(Samples.withWorkers(DatabaseCopy.BACKUPS), longest)));

        Map<String, Integer> policies = lengths(stack, "aws_iam_policy", "policy");
        assertThat(policies).as("documents that AWS would refuse").allSatisfy((path, length) -> assertThat(length)
                .isLessThanOrEqualTo(LONGEST_POLICY));
        assertThat(lengths(stack, "aws_iam_role", "assume_role_policy"))
                .allSatisfy((path, length) -> assertThat(length).isLessThanOrEqualTo(LONGEST_TRUST));
        assertThat(policies.keySet().stream().anyMatch(path -> path.endsWith("/policy-2")))
                .as("whether a role needs a second policy, of %s", policies)
                .isEqualTo(regions > 2);
    }

    private static Map<String, Integer> lengths(SynthesizedStack stack, String type, String attribute) {
        Map<String, Integer> lengths = new TreeMap<>();
        stack.resources(type)
                .forEach(resource -> lengths.put(
                        resource.path(), length(resource.at(attribute).asText())));
        return lengths;
    }
}
