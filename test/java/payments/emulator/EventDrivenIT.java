package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** System D: files, queue, workflow and API over tables, without a network of its own. */
class EventDrivenIT extends DeploymentContract {
    private static final String REGION = "us-east-1";

    EventDrivenIT() {
        super("event-driven", "payments", "dev", List.of(REGION));
    }

    @Test
    @Requirement("D3")
    void theQueueHasTheTimesOfSystemDAndIsConsumed() {
        try (var sqs = deployed().in(REGION).sqs();
                var lambda = deployed().in(REGION).lambda()) {
            String url = sqs.getQueueUrl(request -> request.queueName("payments-payments-dev"))
                    .queueUrl();
            var attributes = sqs.getQueueAttributes(
                            request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                    .attributes();

            assertThat(attributes)
                    .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "300")
                    .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "345600");
            assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY))
                    .contains("payments-payments-dead-letters-dev", "3");
            assertThat(lambda.listEventSourceMappings(
                                    request -> request.eventSourceArn(attributes.get(QueueAttributeName.QUEUE_ARN)))
                            .eventSourceMappings())
                    .singleElement()
                    .satisfies(mapping -> assertThat(mapping.functionResponseTypesAsStrings())
                            .containsExactly("ReportBatchItemFailures"));
        }
    }

    @Test
    @Requirement("D2")
    void paymentsStatusAndAuditHaveTablesWithTheirIndexes() {
        assertThat(indexes("payments-transactions-dev")).contains("timestamp-index", "status-index");
        assertThat(indexes("payments-batch-status-dev")).contains("created-at-index");
        assertThat(indexes("payments-audit-log-dev")).contains("timestamp-index");
    }

    @Test
    @Requirement("D1")
    void everyNewCsvStartsTheBatchFunction() {
        try (var s3 = deployed().in(REGION).s3()) {
            var started = s3.getBucketNotificationConfiguration(
                            request -> request.bucket("payments-uploads-dev-%s-%s".formatted(REGION, Emulator.ACCOUNT)))
                    .lambdaFunctionConfigurations();

            assertThat(started)
                    .allSatisfy(notification ->
                            assertThat(notification.lambdaFunctionArn()).endsWith(":function:payments-batch-dev:live"))
                    .flatExtracting(notification -> notification.filter().key().filterRules())
                    .extracting(rule -> rule.value())
                    .containsExactlyInAnyOrder(".csv", ".CSV", ".csv.gz", ".CSV.GZ");
        }
    }

    @Test
    @Requirement("D5")
    void theWorkflowCallsTheStepsByTheirAlias() {
        try (var sfn = deployed().in(REGION).sfn()) {
            String arn = "arn:aws:states:%s:%s:stateMachine:payments-payment-workflow-dev"
                    .formatted(REGION, Emulator.ACCOUNT);

            assertThat(sfn.describeStateMachine(request -> request.stateMachineArn(arn))
                            .definition())
                    .contains("payments-step-validate-dev:live", "payments-step-process-dev:live")
                    .contains("payments-step-notify-dev:live", "payments-step-fail-dev:live");
        }
    }

    private List<String> indexes(String table) {
        try (var dynamoDb = deployed().in(REGION).dynamoDb()) {
            return dynamoDb.describeTable(request -> request.tableName(table)).table().globalSecondaryIndexes().stream()
                    .map(GlobalSecondaryIndexDescription::indexName)
                    .toList();
        }
    }
}
