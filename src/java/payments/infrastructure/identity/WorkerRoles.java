package payments.infrastructure.identity;

import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.config.DatabaseEngine;
import payments.infrastructure.config.Settings;
import payments.infrastructure.naming.ResourceName;
import software.constructs.Construct;

/**
 * The roles of the functions and state machines behind the API, one for each, with exactly the resources that it works on.
 * Keys are not named: each key's own policy lets this account use it through the service that it is for.
 */
public final class WorkerRoles extends Construct {
    private final RoleContext context;
    private final Settings settings;

    /**
     * Defines the roles of the capabilities that the settings want.
     *
     * @param settings which capabilities the environment has
     */
    public WorkerRoles(Construct scope, String id, RoleContext context, Settings settings) {
        super(scope, id);
        this.context = context;
        this.settings = settings;
        if (settings.queue() != null) {
            queueProcessor();
        }
        if (settings.events() != null) {
            outboxRelay();
        }
        if (settings.ledger() != null) {
            migration();
            reconciliation();
        }
        if (settings.workflow() != null) {
            workflow();
        }
        if (settings.batch() != null) {
            batch(settings.batch().largeFiles());
        }
    }

    private void queueProcessor() {
        function(
                ResourceName.QUEUE_PROCESSOR,
                ResourceName.QUEUE_PROCESSOR_ROLE,
                changePayments(
                        Statement.allow("NoteRefusedRows", "dynamodb:PutItem").on(context.statusTables()),
                        Statement.allow(
                                        "TakeFromQueue",
                                        "sqs:ReceiveMessage",
                                        "sqs:DeleteMessage",
                                        "sqs:ChangeMessageVisibility",
                                        "sqs:GetQueueAttributes")
                                .on(queues(ResourceName.PAYMENT_QUEUE))));
    }

    private void outboxRelay() {
        List<Statement> own = new ArrayList<>(tellEvents());
        own.addAll(List.of(
                Statement.allow("FindEvents", "dynamodb:Query")
                        .on(context.paymentTables().stream()
                                .map(table -> table + "/index/outbox")
                                .toList()),
                Statement.allow(
                                "ReadStream",
                                "dynamodb:DescribeStream",
                                "dynamodb:GetRecords",
                                "dynamodb:GetShardIterator",
                                "dynamodb:ListStreams")
                        .on(context.paymentTables().stream()
                                .map(table -> table + "/stream/*")
                                .toList()),
                keepFailures()));
        function(ResourceName.OUTBOX_RELAY, ResourceName.OUTBOX_RELAY_ROLE, own);
    }

    private void migration() {
        function(
                ResourceName.MIGRATION,
                ResourceName.MIGRATION_ROLE,
                List.of( // RDS names its secret by an id of its own, and marks whose it is (RDS guide, "Password
                        // management").
                        Statement.allow("ReadManagedPassword", "secretsmanager:GetSecretValue")
                                .on(context.inEachRegion(
                                        region -> context.arns().secret(region, "rds!db-*")))
                                .when(
                                        "StringEquals",
                                        isCluster()
                                                ? "secretsmanager:ResourceTag/aws:rds:primaryDBClusterArn"
                                                : "secretsmanager:ResourceTag/aws:rds:primaryDBInstanceArn",
                                        context.inEachRegion(this::database).toArray(String[]::new)),
                        Statement.allow("ReadOwnPassword", "secretsmanager:GetSecretValue")
                                .on(context.inEachRegion(region -> context.arns()
                                        .secret(region, context.name(ResourceName.DATABASE_SECRET) + "-*")))));
    }

    private boolean isCluster() {
        return settings.database() != null && settings.database().engine() == DatabaseEngine.AURORA_POSTGRESQL;
    }

    private String database(String region) {
        String name = context.name(ResourceName.DATABASE);
        return isCluster()
                ? context.arns().databaseCluster(region, name)
                : context.arns().database(region, name);
    }

    private void reconciliation() {
        function(
                ResourceName.RECONCILIATION,
                ResourceName.RECONCILIATION_ROLE,
                List.of(
                        Statement.allow("ReadPayments", "dynamodb:Scan", "dynamodb:GetItem")
                                .on(context.paymentTables()),
                        Statement.allow("FindEvents", "dynamodb:Query")
                                .on(context.paymentTables().stream()
                                        .map(table -> table + "/index/outbox")
                                        .toList()),
                        keepBooks(),
                        keepFailures()));
    }

    private void workflow() {
        Statement read = Statement.allow("ReadPayments", "dynamodb:GetItem").on(context.paymentTables());
        function(ResourceName.VALIDATE_STEP, ResourceName.VALIDATE_STEP_ROLE, List.of(read));
        function(ResourceName.PROCESS_STEP, ResourceName.PROCESS_STEP_ROLE, changePayments());
        function(ResourceName.NOTIFY_STEP, ResourceName.NOTIFY_STEP_ROLE, tellEvents());
        function(ResourceName.FAIL_STEP, ResourceName.FAIL_STEP_ROLE, changePayments());
        stateMachine(
                ResourceName.PAYMENT_WORKFLOW_ROLE,
                Statement.allow("CallSteps", "lambda:InvokeFunction")
                        .on(List.of(
                                        ResourceName.VALIDATE_STEP,
                                        ResourceName.PROCESS_STEP,
                                        ResourceName.NOTIFY_STEP,
                                        ResourceName.FAIL_STEP)
                                .stream()
                                .flatMap(step -> context.aliases(step).stream())
                                .toList()));
    }

    private void batch(boolean largeFiles) {
        List<Statement> own = new ArrayList<>(List.of(
                Statement.allow("ReadUploads", "s3:GetObject", "s3:GetObjectVersion")
                        .on(context.buckets(ResourceName.UPLOADS_BUCKET, "/*")),
                // Only what holds card data is taken away, after it was copied to the quarantine.
                Statement.allow("TakeCardDataAway", "s3:DeleteObject", "s3:DeleteObjectVersion")
                        .on(context.buckets(ResourceName.UPLOADS_BUCKET, "/*")),
                Statement.allow("WriteReports", "s3:PutObject", "s3:AbortMultipartUpload")
                        .on(context.buckets(ResourceName.REPORTS_BUCKET, "/batch-reports/*")),
                Statement.allow("Quarantine", "s3:PutObject").on(context.buckets(ResourceName.QUARANTINE_BUCKET, "/*")),
                Statement.allow("SendPayments", "sqs:SendMessage").on(queues(ResourceName.PAYMENT_QUEUE)),
                Statement.allow("NoteStatus", "dynamodb:UpdateItem").on(context.statusTables()),
                Statement.allow("ContinueItself", "lambda:InvokeFunction")
                        .on(context.aliases(ResourceName.BATCH_FUNCTION)),
                keepFailures()));
        if (largeFiles) {
            own.add(Statement.allow("StartLargeFiles", "states:StartExecution")
                    .on(context.stateMachines(ResourceName.LARGE_FILE_WORKFLOW)));
            own.add(Statement.allow("AskForLargeFiles", "states:DescribeExecution")
                    .on(largeFileExecutions()));
            largeFileWorkflow();
        }
        function(ResourceName.BATCH_FUNCTION, ResourceName.BATCH_FUNCTION_ROLE, own);
    }

    private List<String> largeFileExecutions() {
        return context.inEachRegion(
                region -> context.arns().executions(region, context.name(ResourceName.LARGE_FILE_WORKFLOW)));
    }

    /** Step Functions guide, "IAM policies for using Distributed Map states". */
    private void largeFileWorkflow() {
        stateMachine(
                ResourceName.LARGE_FILE_WORKFLOW_ROLE,
                Statement.allow("CarryOutRows", "lambda:InvokeFunction")
                        .on(context.aliases(ResourceName.QUEUE_PROCESSOR)),
                Statement.allow("StartChildren", "states:StartExecution")
                        .on(context.stateMachines(ResourceName.LARGE_FILE_WORKFLOW)),
                Statement.allow("FollowChildren", "states:DescribeExecution", "states:StopExecution")
                        .on(largeFileExecutions()),
                Statement.allow("ReadRows", "s3:GetObject")
                        .on(context.buckets(ResourceName.REPORTS_BUCKET, "/batch-reports/*")),
                Statement.allow(
                                "WriteResults",
                                "s3:PutObject",
                                "s3:GetObject",
                                "s3:ListMultipartUploadParts",
                                "s3:AbortMultipartUpload")
                        .on(context.buckets(ResourceName.REPORTS_BUCKET, "/large-files/*")),
                Statement.allow("NoteStatus", "dynamodb:UpdateItem").on(context.statusTables()));
    }

    /** A transaction needs the actions of its parts: DynamoDB developer guide, "Transactions: IAM". */
    private List<Statement> changePayments(Statement... more) {
        List<Statement> statements = new ArrayList<>(List.of(Statement.allow(
                        "ChangePayments",
                        "dynamodb:GetItem",
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem",
                        "dynamodb:ConditionCheckItem")
                .on(context.paymentTables())));
        if (settings.table().auditTable() != null) {
            statements.add(
                    Statement.allow("WriteAuditRecords", "dynamodb:PutItem").on(context.auditTables()));
        }
        statements.addAll(List.of(more));
        return statements;
    }

    /** Whoever tells an event posts it to the books where they are kept, and marks it as told. */
    private List<Statement> tellEvents() {
        List<Statement> statements = new ArrayList<>(List.of(
                Statement.allow("MarkEvents", "dynamodb:GetItem", "dynamodb:UpdateItem")
                        .on(context.paymentTables()),
                Statement.allow("PublishEvents", "sns:Publish").on(context.eventTopics())));
        if (settings.ledger() != null) {
            statements.add(keepBooks());
        }
        return statements;
    }

    private Statement keepBooks() {
        return Statement.allow("KeepBooks", "rds-db:connect").on(context.databaseUsers());
    }

    private Statement keepFailures() {
        return Statement.allow("KeepFailures", "sqs:SendMessage").on(context.failureQueues());
    }

    private List<String> queues(ResourceName queue) {
        return context.inEachRegion(region -> context.arns().queue(region, context.name(queue)));
    }

    private void function(ResourceName function, ResourceName role, List<Statement> own) {
        role(role, ServicePrincipal.LAMBDA).allow(FunctionPolicy.of(context, function, own));
    }

    /** The delivery of logs knows no resources (Step Functions guide, "Using CloudWatch Logs", IAM policies). */
    private void stateMachine(ResourceName role, Statement... own) {
        List<Statement> statements = new ArrayList<>(List.of(own));
        statements.add(Statement.allow(
                        "DeliverLogs",
                        "logs:CreateLogDelivery",
                        "logs:GetLogDelivery",
                        "logs:UpdateLogDelivery",
                        "logs:DeleteLogDelivery",
                        "logs:ListLogDeliveries",
                        "logs:PutResourcePolicy",
                        "logs:DescribeResourcePolicies",
                        "logs:DescribeLogGroups")
                .on("*"));
        statements.add(Statement.allow(
                        "SendTraces",
                        "xray:PutTraceSegments",
                        "xray:PutTelemetryRecords",
                        "xray:GetSamplingRules",
                        "xray:GetSamplingTargets")
                .on("*"));
        role(role, ServicePrincipal.STATE_MACHINE).allow(new PolicyDocument(statements));
    }

    private ServiceRole role(ResourceName name, ServicePrincipal service) {
        return new ServiceRole(this, name.role(), context.placement(), context.name(name), service, context.boundary());
    }
}
