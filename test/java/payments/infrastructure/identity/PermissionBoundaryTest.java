package payments.infrastructure.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.Settings;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** {@link PermissionBoundary} over the roles of a whole environment. */
@Requirement({"B9", "E7"})
class PermissionBoundaryTest {
    /** IAM quotas: characters of a managed policy, without white space. */
    private static final int LONGEST_POLICY = 6144;

    private static final SynthesizedStack STACK = roles();
    private static final SynthesizedResource BOUNDARY = STACK.resource("aws_iam_policy", "/boundary");
    private static final List<JsonNode> STATEMENTS = statements(BOUNDARY);

    private static SynthesizedStack roles() {
        Map<String, SynthesizedStack> stacks = Testing.synthPlatform(
                Samples.deployment(DatabaseCopy.BACKUPS, AwsRegion.US_EAST_1, AwsRegion.EU_WEST_1));
        return stacks.values().iterator().next();
    }

    @Test
    void everyRoleHasTheBoundary() {
        assertThat(STACK.resources("aws_iam_role"))
                .hasSize(8)
                .allSatisfy(role -> role.has("permissions_boundary", BOUNDARY.ref("arn")));
    }

    /** Threat J03, and what else would lose records or hide what happened. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dynamodb:DeleteTable",
                "dynamodb:DeleteItem",
                "dynamodb:BatchWriteItem",
                "dynamodb:UpdateContinuousBackups",
                "s3:DeleteBucket",
                "s3:DeleteBucketPolicy",
                "s3:DeleteObjectVersion",
                "s3:BypassGovernanceRetention",
                "s3:PutReplicationConfiguration",
                "rds:DeleteDBInstance",
                "rds:ModifyDBInstance",
                "kms:ScheduleKeyDeletion",
                "kms:DisableKey",
                "kms:DisableKeyRotation",
                "kms:PutKeyPolicy",
                "secretsmanager:DeleteSecret",
                "sqs:PurgeQueue",
                "sns:DeleteTopic",
                "logs:DeleteLogGroup",
                "logs:DeleteLogStream",
                "cloudtrail:StopLogging",
                "cloudtrail:DeleteTrail",
                "cloudtrail:UpdateTrail",
                "cloudtrail:PutEventSelectors",
                "config:StopConfigurationRecorder",
                "config:DeleteDeliveryChannel",
                "wafv2:DeleteWebACL",
                "lambda:UpdateFunctionCode",
                "iam:AttachRolePolicy",
                "organizations:LeaveOrganization",
                "sts:AssumeRole"
            })
    void whatIsForbiddenIsDeniedOnEverythingWithoutAnyCondition(String action) {
        assertThat(STATEMENTS).anySatisfy(statement -> {
            assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
            assertThat(statement.path("Resource").asText()).isEqualTo("*");
            assertThat(statement.has("Condition")).isFalse();
            assertThat(texts(statement.path("Action"))).anyMatch(pattern -> matches(pattern, action));
        });
        assertThat(STATEMENTS)
                .filteredOn(statement -> statement.path("Effect").asText().equals("Allow"))
                .noneMatch(statement -> texts(statement.path("Action")).stream().anyMatch(one -> matches(one, action)));
    }

    /** A boundary that a role needs more than is noticed when payments fail, and not before. */
    @Test
    void everythingThatARoleNeedsIsInsideTheBoundary() {
        List<String> outside = new ArrayList<>();
        for (SynthesizedResource policy : STACK.resources("aws_iam_policy")) {
            for (JsonNode statement : policy.equals(BOUNDARY) ? List.<JsonNode>of() : statements(policy)) {
                if (statement.path("Effect").asText().equals("Allow")) {
                    texts(statement.path("Action")).forEach(action -> texts(statement.path("Resource")).stream()
                            .filter(resource -> !allows(action, resource))
                            .forEach(resource -> outside.add(action + " on " + resource)));
                }
            }
        }

        assertThat(outside).as("what a policy allows and the boundary does not").isEmpty();
    }

    @Test
    void noRoleWorksOutsideTheRegionsOfItsEnvironment() {
        assertThat(STATEMENTS)
                .filteredOn(statement -> statement.path("Sid").asText().equals("StayInOwnRegions"))
                .singleElement()
                .satisfies(
                        statement -> assertThat(texts(statement.at("/Condition/StringNotEquals/aws:RequestedRegion")))
                                .containsExactly("us-east-1", "eu-west-1"));
    }

    @Test
    void onlyEnhancedMonitoringSaysHowLongItsOwnLogsAreRetained() {
        assertThat(STATEMENTS)
                .filteredOn(statement -> statement.path("Sid").asText().equals("NeverShortenLogs"))
                .singleElement()
                .satisfies(statement -> assertThat(statement
                                .at("/Condition/ArnNotEquals/aws:PrincipalArn")
                                .asText())
                        .endsWith(":role/acme-database-monitoring-test"));
    }

    /** Known mistake M50: a role is named that nobody makes. */
    @Test
    void withoutADatabaseLogsMayNotBeShortened() {
        SynthesizedStack without = boundary(Samples.withDatabase(null), AwsRegion.EU_WEST_1);

        assertThat(without.resource("aws_iam_policy").document("policy").path("Statement"))
                .filteredOn(statement -> statement.path("Sid").asText().equals("NeverShortenLogs"))
                .singleElement()
                .satisfies(statement ->
                        assertThat(statement.path("Condition").isMissingNode()).isTrue());
    }

    /** With the most regions, each of which is named once, and a real account number. */
    @Test
    void theBoundaryFitsIntoAPolicy() {
        SynthesizedStack widest = boundary(
                Samples.withWorkers(DatabaseCopy.BACKUPS),
                Arrays.stream(AwsRegion.values()).limit(6).toArray(AwsRegion[]::new));

        assertThat(widest.resource("aws_iam_policy").document("policy").toString())
                .hasSizeLessThanOrEqualTo(LONGEST_POLICY - 300);
    }

    private static SynthesizedStack boundary(Settings settings, AwsRegion... regions) {
        return Testing.synthPlaced((scope, placement) -> new PermissionBoundary(
                scope, "boundary", new RoleContext(placement, Samples.environment(settings, regions))));
    }

    private static boolean allows(String action, String resource) {
        return STATEMENTS.stream()
                        .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                        .anyMatch(statement ->
                                texts(statement.path("Action")).stream().anyMatch(pattern -> matches(pattern, action))
                                        && texts(statement.path("Resource")).stream()
                                                .anyMatch(pattern -> matches(pattern, resource)))
                && STATEMENTS.stream()
                        .filter(statement -> statement.path("Effect").asText().equals("Deny"))
                        .filter(statement -> !statement.has("Condition"))
                        .noneMatch(statement ->
                                texts(statement.path("Action")).stream().anyMatch(pattern -> matches(pattern, action)));
    }

    private static boolean matches(String pattern, String text) {
        return text.matches("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E");
    }

    private static List<JsonNode> statements(SynthesizedResource policy) {
        List<JsonNode> statements = new ArrayList<>();
        policy.document("policy").path("Statement").forEach(statements::add);
        return statements;
    }

    private static List<String> texts(JsonNode oneOrMany) {
        List<String> texts = new ArrayList<>();
        if (oneOrMany.isTextual()) {
            texts.add(oneOrMany.asText());
        }
        oneOrMany.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
