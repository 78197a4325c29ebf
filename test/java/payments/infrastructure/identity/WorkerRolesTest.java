package payments.infrastructure.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.Settings;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class WorkerRolesTest {
    private static final SynthesizedStack STACK = synth(Samples.withWorkers(DatabaseCopy.BACKUPS));

    /** What every function of a network may do, which {@link EnvironmentRolesTest} tests. */
    private static final Set<String> OF_NETWORK = Set.of("AttachToNetwork", "KeepCodeOffTheNetworkInterfaces");

    private static SynthesizedStack synth(Settings settings) {
        return Testing.synthPlaced((scope, placement) -> Samples.roles(
                scope, placement, Samples.environment(settings, AwsRegion.US_EAST_1, AwsRegion.EU_WEST_1)));
    }

    private static SynthesizedResource policy(String role) {
        return STACK.resource("aws_iam_policy", "/worker-roles/%s/policy".formatted(role));
    }

    private static List<String> actions(String role) {
        List<String> actions = new ArrayList<>();
        policy(role).document("policy").path("Statement").forEach(statement -> {
            if (OF_NETWORK.contains(statement.path("Sid").asText())) {
                return;
            }
            JsonNode action = statement.path("Action");
            if (action.isArray()) {
                action.forEach(one -> actions.add(one.asText()));
            } else {
                actions.add(action.asText());
            }
        });
        return actions;
    }

    @Test
    @Requirement("D4")
    void theProcessorTakesFromItsQueueAndChangesPaymentsAndNothingElse() {
        assertThat(actions("queue-processor-execution"))
                .containsExactlyInAnyOrder(
                        "dynamodb:GetItem",
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem",
                        "dynamodb:ConditionCheckItem",
                        "dynamodb:PutItem",
                        "sqs:ReceiveMessage",
                        "sqs:DeleteMessage",
                        "sqs:ChangeMessageVisibility",
                        "sqs:GetQueueAttributes",
                        "logs:CreateLogStream",
                        "logs:PutLogEvents",
                        "xray:PutTraceSegments",
                        "xray:PutTelemetryRecords");
        assertThat(policy("queue-processor-execution")
                        .statement("policy", "TakeFromQueue")
                        .path("Resource"))
                .isEqualTo(Json.of("""
                ['arn:aws:sqs:us-east-1:000000000000:acme-payments-test',
                 'arn:aws:sqs:eu-west-1:000000000000:acme-payments-test']
                """));
    }

    @Test
    @Requirement("D4")
    void theBatchFunctionReadsUploadsAndWritesElsewhere() {
        SynthesizedResource batch = policy("batch-execution");

        assertThat(batch.statement("policy", "ReadUploads").path("Resource").toString())
                .contains("acme-uploads-test-us-east-1-000000000000/*");
        assertThat(batch.statement("policy", "WriteReports").path("Resource").toString())
                .contains("acme-reports-test-us-east-1-000000000000/batch-reports/*")
                .doesNotContain("uploads");
        assertThat(actions("batch-execution"))
                .doesNotContain("s3:ListBucket", "dynamodb:GetItem", "sqs:ReceiveMessage");
    }

    /** A version with card data must go, which nobody else may do to any version. */
    @Test
    void theBoundaryLetsTheBatchFunctionAloneForgetVersions() {
        JsonNode denial = STACK.resource("aws_iam_policy", "/boundary").statement("policy", "NeverForgetVersions");

        assertThat(denial.path("Action").asText()).isEqualTo("s3:DeleteObjectVersion");
        assertThat(denial.path("Condition"))
                .isEqualTo(
                        Json.of(
                                "{'ArnNotEquals': {'aws:PrincipalArn': 'arn:aws:iam::000000000000:role/acme-batch-execution-test'}}"));
    }

    @Test
    @Requirement("D5")
    void theWorkflowCallsTheLiveVersionsOfItsFourStepsOnly() {
        JsonNode callees = policy("payment-workflow-execution")
                .statement("policy", "CallSteps")
                .path("Resource");

        assertThat(callees).hasSize(8);
        callees.forEach(callee -> assertThat(callee.asText())
                .matches("arn:aws:lambda:(us-east-1|eu-west-1):000000000000:function:"
                        + "acme-step-(validate|process|notify|fail)-test:live"));
    }

    /** Known mistake M25: a machine that may not deliver its log does not start. */
    @ParameterizedTest
    @CsvSource({"payment-workflow-execution", "large-files-execution"})
    @Requirement("D5")
    void machinesMayDeliverTheirLogsAndActForThisAccountOnly(String machine) {
        assertThat(actions(machine)).contains("logs:CreateLogDelivery", "logs:DescribeResourcePolicies");
        assertThat(STACK.resource("aws_iam_role", "/worker-roles/" + machine)
                        .document("assume_role_policy")
                        .path("Statement")
                        .path(0)
                        .path("Condition"))
                .isEqualTo(Json.of("{'StringEquals': {'aws:SourceAccount': '000000000000'}}"));
    }

    @Test
    void theMigrationReadsTheSecretOfThisDatabaseAlone() {
        assertThat(policy("database-migration-execution")
                        .statement("policy", "ReadManagedPassword")
                        .path("Condition"))
                .isEqualTo(Json.of("""
                {'StringEquals': {'secretsmanager:ResourceTag/aws:rds:primaryDBInstanceArn':
                    ['arn:aws:rds:us-east-1:000000000000:db:acme-database-test',
                     'arn:aws:rds:eu-west-1:000000000000:db:acme-database-test']}}
                """));
    }

    @Test
    void whatIsNotWantedHasNoRole() {
        assertThat(workers(synth(Samples.settings(DatabaseCopy.NONE)))).isEmpty();
        assertThat(workers(STACK)).hasSize(11);
    }

    private static List<SynthesizedResource> workers(SynthesizedStack stack) {
        return stack.resources("aws_iam_role").stream()
                .filter(role -> role.path().contains("/worker-roles/"))
                .toList();
    }
}
