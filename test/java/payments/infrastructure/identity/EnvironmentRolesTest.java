package payments.infrastructure.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** {@link EnvironmentRoles} and, through it, {@link ServiceRole}. */
class EnvironmentRolesTest {
    private static final SynthesizedStack STACK =
            synth(AwsRegion.US_EAST_1, AwsRegion.EU_WEST_1, AwsRegion.EU_CENTRAL_2);

    private static SynthesizedStack synth(AwsRegion... regions) {
        return Testing.synthPlaced((scope, placement) -> Samples.roles(
                scope,
                placement,
                Samples.deployment(DatabaseCopy.BACKUPS, regions).environments().get(0)));
    }

    /** All but the boundary, which grants nothing. */
    private static List<SynthesizedResource> rolePolicies() {
        return STACK.resources("aws_iam_policy").stream()
                .filter(policy -> !policy.path().endsWith("/boundary"))
                .toList();
    }

    private static SynthesizedResource role(String role) {
        return STACK.resource("aws_iam_role", "/roles/" + role);
    }

    private static SynthesizedResource policy(String role) {
        return STACK.resource("aws_iam_policy", "/roles/%s/policy".formatted(role));
    }

    @ParameterizedTest
    @Requirement("A5")
    @CsvSource({
        "flow-log-delivery, vpc-flow-logs.amazonaws.com",
        "database-monitoring, monitoring.rds.amazonaws.com",
        "drift-check-execution, scheduler.amazonaws.com"
    })
    void aServiceThatSendsItsAccountMayActForThisOneOnly(String role, String service) {
        role(role).has("name", "acme-%s-test".formatted(role));
        assertThat(role(role).document("assume_role_policy").path("Statement"))
                .isEqualTo(Json.of("""
                [{'Sid': 'Assume', 'Effect': 'Allow', 'Principal': {'Service': '%s'}, 'Action': 'sts:AssumeRole',
                  'Condition': {'StringEquals': {'aws:SourceAccount': '000000000000'}}}]
                """.formatted(service)));
    }

    @ParameterizedTest
    @Requirement("A5")
    @CsvSource({
        "api-handler-execution, lambda.amazonaws.com",
        "api-gateway-logging, apigateway.amazonaws.com",
        "documents-replication, s3.amazonaws.com"
    })
    void aServiceThatSendsNoAccountIsNotLockedOutByAConditionOnIt(String role, String service) {
        role(role).has("name", "acme-%s-test".formatted(role));
        assertThat(role(role).document("assume_role_policy").path("Statement"))
                .isEqualTo(Json.of("""
                [{'Sid': 'Assume', 'Effect': 'Allow', 'Principal': {'Service': '%s'}, 'Action': 'sts:AssumeRole'}]
                """.formatted(service)));
    }

    @Test
    void thereAreNoOtherRolesAndWithoutReplicationNotItsRoleEither() {
        assertThat(STACK.resources("aws_iam_role")).hasSize(7);
        assertThat(synth(AwsRegion.US_EAST_1).resources("aws_iam_role"))
                .hasSize(5)
                .noneMatch(role ->
                        role.path().contains("replication") || role.path().contains("audit-copy"));
    }

    /** Known mistake M20: a role that nothing is attached to. */
    @Test
    void everyRoleHasExactlyOnePolicy() {
        List<String> roles = new ArrayList<>();
        STACK.resources("aws_iam_role_policy_attachment")
                .forEach(attachment -> roles.add(attachment.at("role").asText()));

        assertThat(roles)
                .containsExactlyInAnyOrderElementsOf(STACK.resources("aws_iam_role").stream()
                        .map(role -> role.ref("name"))
                        .toList());
        rolePolicies().forEach(policy -> STACK.resource("aws_iam_role_policy_attachment", policy.path() + "-attachment")
                .has("policy_arn", policy.ref("arn")));
    }

    @Test
    @Requirement("A5")
    void servicesThatInsistOnAnAwsPolicyGetIt() {
        STACK.resource("aws_iam_role_policy_attachment", "/api-gateway-logging/managed-policy-attachment")
                .has("policy_arn", "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs");
        STACK.resource("aws_iam_role_policy_attachment", "/database-monitoring/managed-policy-attachment")
                .has("policy_arn", "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole");
    }

    @Test
    @Requirement("A5")
    void theFunctionLogsInToTheDatabasesAsTheApplicationAlone() {
        assertThat(policy("api-handler-execution").statement("policy", "AskDatabase"))
                .isEqualTo(Json.of("""
                {'Sid': 'AskDatabase', 'Effect': 'Allow', 'Action': 'rds-db:connect',
                 'Resource': ['arn:aws:rds-db:us-east-1:000000000000:dbuser:*/payments_app',
                              'arn:aws:rds-db:eu-west-1:000000000000:dbuser:*/payments_app',
                              'arn:aws:rds-db:eu-central-2:000000000000:dbuser:*/payments_app']}
                """));
    }

    @Test
    @Requirement({"A5", "B9"})
    void theFunctionReadsAndWritesThePaymentsOfEachRegionAndDeletesNone() {
        assertThat(policy("api-handler-execution").statement("policy", "StoreAndReadPayments"))
                .isEqualTo(Json.of("""
                {'Sid': 'StoreAndReadPayments', 'Effect': 'Allow',
                 'Action': ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:ConditionCheckItem'],
                 'Resource': ['arn:aws:dynamodb:us-east-1:000000000000:table/acme-transactions-test',
                              'arn:aws:dynamodb:eu-west-1:000000000000:table/acme-transactions-test',
                              'arn:aws:dynamodb:eu-central-2:000000000000:table/acme-transactions-test']}
                """));
    }

    @Test
    @Requirement("B9")
    void theFunctionIsDeniedToDeleteWhateverElseWouldAllowIt() {
        assertThat(policy("api-handler-execution").statement("policy", "NeverDelete"))
                .isEqualTo(Json.of("""
                {'Sid': 'NeverDelete', 'Effect': 'Deny',
                 'Action': ['dynamodb:DeleteTable', 'dynamodb:DeleteItem', 's3:DeleteBucket'],
                 'Resource': ['arn:aws:dynamodb:us-east-1:000000000000:table/acme-transactions-test',
                              'arn:aws:dynamodb:eu-west-1:000000000000:table/acme-transactions-test',
                              'arn:aws:dynamodb:eu-central-2:000000000000:table/acme-transactions-test',
                              'arn:aws:s3:::acme-documents-test-us-east-1-000000000000',
                              'arn:aws:s3:::acme-documents-test-eu-west-1-000000000000',
                              'arn:aws:s3:::acme-documents-test-eu-central-2-000000000000']}
                """));
    }

    @Test
    @Requirement("A5")
    void theFunctionWritesItsOwnLogsOnlyAndCannotMakeGroups() {
        assertThat(policy("api-handler-execution").statement("policy", "WriteOwnLogs"))
                .isEqualTo(Json.of("""
                {'Sid': 'WriteOwnLogs', 'Effect': 'Allow', 'Action': ['logs:CreateLogStream', 'logs:PutLogEvents'],
                 'Resource': ['arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/acme-api-handler-test:*',
                              'arn:aws:logs:eu-west-1:000000000000:log-group:/aws/lambda/acme-api-handler-test:*',
                              'arn:aws:logs:eu-central-2:000000000000:log-group:/aws/lambda/acme-api-handler-test:*']}
                """));
    }

    @Test
    @Requirement("A5")
    void lambdaAttachesTheFunctionToTheNetworkButTheFunctionsCodeCannot() {
        JsonNode attach = policy("api-handler-execution").statement("policy", "AttachToNetwork");
        JsonNode deny = policy("api-handler-execution").statement("policy", "KeepCodeOffTheNetworkInterfaces");

        assertThat(texts(attach.path("Action")))
                .contains("ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface");
        assertThat(deny.path("Effect").asText()).isEqualTo("Deny");
        assertThat(texts(deny.path("Action"))).containsAll(texts(attach.path("Action")));
        assertThat(deny.path("Condition")).isEqualTo(Json.of("""
                {'ArnEquals': {'lambda:SourceFunctionArn': [
                  'arn:aws:lambda:us-east-1:000000000000:function:acme-api-handler-test',
                  'arn:aws:lambda:eu-west-1:000000000000:function:acme-api-handler-test',
                  'arn:aws:lambda:eu-central-2:000000000000:function:acme-api-handler-test']}}
                """));
    }

    @Test
    @Requirement("E11")
    void theCheckForDriftStartsTheEnvironmentsOwnRulesAndStoresItsFailures() {
        SynthesizedResource policy = policy("drift-check-execution");

        assertThat(policy.sids("policy")).isEqualTo(List.of("EvaluateOwnRules", "KeepFailures"));
        assertThat(policy.statement("policy", "EvaluateOwnRules")).isEqualTo(Json.of("""
                {'Sid': 'EvaluateOwnRules', 'Effect': 'Allow', 'Action': 'config:StartConfigRulesEvaluation',
                 'Resource': ['arn:aws:config:us-east-1:000000000000:config-rule/*',
                              'arn:aws:config:eu-west-1:000000000000:config-rule/*',
                              'arn:aws:config:eu-central-2:000000000000:config-rule/*'],
                 'Condition': {'StringLike': {'aws:ResourceTag/Name': 'acme-*-test'}}}
                """));
        assertThat(policy.statement("policy", "KeepFailures")).isEqualTo(Json.of("""
                {'Sid': 'KeepFailures', 'Effect': 'Allow', 'Action': 'sqs:SendMessage',
                 'Resource': ['arn:aws:sqs:us-east-1:000000000000:acme-drift-check-failures-test',
                              'arn:aws:sqs:eu-west-1:000000000000:acme-drift-check-failures-test',
                              'arn:aws:sqs:eu-central-2:000000000000:acme-drift-check-failures-test']}
                """));
    }

    @Test
    @Requirement({"A5", "A6", "B7"})
    void replicationReadsThePrimarysBucketAndWritesTheOthers() {
        assertThat(policy("documents-replication").document("policy").path("Statement"))
                .isEqualTo(Json.of("""
                [{'Sid': 'ReadSourceBucket', 'Effect': 'Allow', 'Action': ['s3:GetReplicationConfiguration', 's3:ListBucket'],
                  'Resource': 'arn:aws:s3:::acme-documents-test-us-east-1-000000000000'},
                 {'Sid': 'ReadSourceVersions', 'Effect': 'Allow',
                  'Action': ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
                  'Resource': 'arn:aws:s3:::acme-documents-test-us-east-1-000000000000/*'},
                 {'Sid': 'WriteReplicas', 'Effect': 'Allow',
                  'Action': ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'],
                  'Resource': ['arn:aws:s3:::acme-documents-test-eu-west-1-000000000000/*',
                               'arn:aws:s3:::acme-documents-test-eu-central-2-000000000000/*']}]
                """));
    }

    @Test
    void flowLogsAreWrittenToTheirOwnGroupInEachRegion() {
        List<String> groups = new ArrayList<>();
        for (String region : List.of("us-east-1", "eu-west-1", "eu-central-2")) {
            String group = "arn:aws:logs:%s:000000000000:log-group:/aws/vpc/flow-logs/acme-vpc-test".formatted(region);
            groups.addAll(List.of(group, group + ":*"));
        }

        JsonNode write = policy("flow-log-delivery").statement("policy", "WriteFlowLogs");
        assertThat(texts(write.path("Resource"))).isEqualTo(groups);
        assertThat(texts(write.path("Action")))
                .containsExactly("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams");
    }

    /** IAM matches this action with all of a region's groups at once, never with one. */
    @Test
    void flowLogsFindTheirGroupAmongThoseOfTheRegion() {
        assertThat(policy("flow-log-delivery").statement("policy", "FindLogGroup"))
                .isEqualTo(Json.of("""
                {'Sid': 'FindLogGroup', 'Effect': 'Allow', 'Action': 'logs:DescribeLogGroups',
                 'Resource': ['arn:aws:logs:us-east-1:000000000000:log-group:*',
                              'arn:aws:logs:eu-west-1:000000000000:log-group:*',
                              'arn:aws:logs:eu-central-2:000000000000:log-group:*']}
                """));
    }

    @Test
    @Requirement("B9")
    void onlyActionsThatKnowNoResourcesAreAllowedOnAll() {
        List<String> sids = new ArrayList<>();
        for (SynthesizedResource policy : rolePolicies()) {
            for (JsonNode statement : policy.document("policy").path("Statement")) {
                if (statement.path("Effect").asText().equals("Allow")
                        && texts(statement.path("Resource")).contains("*")) {
                    sids.add(statement.path("Sid").asText());
                }
                assertThat(texts(statement.path("Action")))
                        .as("actions of %s", statement)
                        .noneMatch(action -> action.contains("*"));
            }
        }

        assertThat(sids).containsExactlyInAnyOrder("SendTraces", "AttachToNetwork");
    }

    /** Known mistake M20: DynamoDB has no such action; a transaction needs those of its items. */
    @Test
    void noPolicyNamesAnActionThatDoesNotExist() {
        assertThat(STACK.json().toString()).doesNotContain("TransactWriteItems").doesNotContain("TransactGetItems");
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
