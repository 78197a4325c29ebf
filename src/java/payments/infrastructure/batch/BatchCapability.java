package payments.infrastructure.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.FunctionVariables;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.BatchSettings;
import payments.infrastructure.config.deployment.BucketEncryption;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.QueueSettings;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.data.BatchStatusTable;
import payments.infrastructure.data.PaymentRights;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.RoleSpec;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.messaging.QueueCapability;
import payments.infrastructure.messaging.QueueProcessor;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.storage.AccessLogBucket;
import payments.infrastructure.workflow.LargeFileWorkflow;
import payments.infrastructure.workflow.WorkflowCapability;

/** Files of payments: their buckets, the function that reads them, and the state machine for large ones. */
public final class BatchCapability implements Capability {
    private static final String REPORT_PREFIX = "batch-reports/";
    private static final long BYTES_OF_A_MEBIBYTE = 1024L * 1024;

    @Override
    public boolean isWanted(Environment environment) {
        return environment.settings().batch() != null;
    }

    @Override
    public Set<KeyPurpose> keys(Settings settings) {
        return isEncrypted(settings) ? Set.of(KeyPurpose.DOCUMENTS) : Set.of();
    }

    @Override
    public List<ResourceName> auditedBuckets() {
        return ResourceName.PAYMENT_FILES;
    }

    @Override
    public List<ResourceName> loggedBuckets(RegionContext region) {
        return ResourceName.PAYMENT_FILES;
    }

    @Override
    public List<RoleSpec> roles(RoleContext context) {
        List<Statement> own = new ArrayList<>(List.of(
                Statement.allow("ReadUploads", "s3:GetObject", "s3:GetObjectVersion")
                        .on(context.objects(ResourceName.UPLOADS_BUCKET, "/*")),
                // Only what holds card data is taken away, after it was copied to the quarantine.
                Statement.allow("TakeCardDataAway", "s3:DeleteObject", "s3:DeleteObjectVersion")
                        .on(context.objects(ResourceName.UPLOADS_BUCKET, "/*")),
                Statement.allow("WriteReports", "s3:PutObject", "s3:AbortMultipartUpload")
                        .on(reports(context)),
                Statement.allow("Quarantine", "s3:PutObject").on(context.objects(ResourceName.QUARANTINE_BUCKET, "/*")),
                QueueCapability.send(context),
                PaymentRights.noteBatchStatus(context),
                Statement.allow("ContinueItself", "lambda:InvokeFunction")
                        .on(context.aliases(ResourceName.BATCH_FUNCTION)),
                WorkerHost.keepFailures(context)));
        List<RoleSpec> roles = new ArrayList<>();
        if (settings(context.settings()).largeFiles()) {
            own.add(Statement.allow("StartLargeFiles", "states:StartExecution")
                    .on(context.stateMachines(ResourceName.LARGE_FILE_WORKFLOW)));
            own.add(Statement.allow("AskForLargeFiles", "states:DescribeExecution")
                    .on(context.executionsWithMaps(ResourceName.LARGE_FILE_WORKFLOW)));
            roles.add(largeFileWorkflow(context));
        }
        roles.add(RoleSpec.worker(context, ResourceName.BATCH_FUNCTION, own));
        return roles;
    }

    /** Step Functions guide, "IAM policies for using Distributed Map states". */
    private static RoleSpec largeFileWorkflow(RoleContext context) {
        return RoleSpec.stateMachine(
                ResourceName.LARGE_FILE_WORKFLOW,
                Statement.allow("CarryOutRows", "lambda:InvokeFunction")
                        .on(context.aliases(ResourceName.QUEUE_PROCESSOR)),
                Statement.allow("StartChildren", "states:StartExecution")
                        .on(context.stateMachines(ResourceName.LARGE_FILE_WORKFLOW)),
                Statement.allow("FollowChildren", "states:DescribeExecution", "states:StopExecution")
                        .on(context.executionsWithMaps(ResourceName.LARGE_FILE_WORKFLOW)),
                Statement.allow("ReadRows", "s3:GetObject").on(reports(context)),
                Statement.allow(
                                "WriteResults",
                                "s3:PutObject",
                                "s3:GetObject",
                                "s3:ListMultipartUploadParts",
                                "s3:AbortMultipartUpload")
                        .on(context.objects(ResourceName.REPORTS_BUCKET, "/large-files/*")),
                PaymentRights.noteBatchStatus(context));
    }

    private static List<String> reports(RoleContext context) {
        return context.objects(ResourceName.REPORTS_BUCKET, "/%s*".formatted(REPORT_PREFIX));
    }

    @Override
    public void addVariables(RegionContext region, FunctionVariables variables) {
        BatchSettings settings = settings(region.settings());
        variables
                .put(
                        FunctionVariable.REPORT_BUCKET,
                        () -> region.get(BatchBuckets.class).reports().name())
                .put(FunctionVariable.REPORT_PREFIX, REPORT_PREFIX)
                .put(
                        FunctionVariable.QUARANTINE_BUCKET,
                        () -> region.get(BatchBuckets.class).quarantine().name())
                // By name and not by reference: a function cannot wait for itself.
                .put(
                        FunctionVariable.BATCH_FUNCTION,
                        region.placement().name(ResourceName.BATCH_FUNCTION) + ":" + ServiceFunction.ALIAS)
                .put(FunctionVariable.TOLERATED_REJECT_PERCENT, Integer.toString(settings.toleratedRejectPercent()))
                .put(FunctionVariable.MAX_FILE_BYTES, Long.toString(settings.maxFileMegabytes() * BYTES_OF_A_MEBIBYTE));
        if (settings.largeFiles()) {
            variables.put(FunctionVariable.LARGE_FILE_MACHINE_ARN, () -> region.get(LargeFileWorkflow.class)
                    .arn());
        }
    }

    @Override
    public void build(RegionContext region) {
        BatchSettings settings = settings(region.settings());
        BatchBuckets buckets = new BatchBuckets(
                region.stack(),
                "payment-files",
                region.placement(),
                region.settings().protection(),
                isEncrypted(region.settings()) ? region.get(RegionKeys.class).arn(KeyPurpose.DOCUMENTS) : null,
                region.get(AccessLogBucket.class));
        region.add(BatchBuckets.class, buckets);
        if (settings.largeFiles()) {
            region.add(LargeFileWorkflow.class, largeFiles(region, buckets));
        }
        BatchIntake intake = new BatchIntake(
                region.stack(),
                "batch",
                region.placement(),
                region.get(WorkerHost.class),
                settings,
                buckets.uploads(),
                region.variables(FunctionContract.BATCH_FILE));
        region.addRequestLog("batch", intake.function().logGroup());
        region.output("payment_files_bucket_name", buckets.uploads().name());
    }

    private static LargeFileWorkflow largeFiles(RegionContext region, BatchBuckets buckets) {
        QueueSettings queue = Objects.requireNonNull(region.settings().queue(), "settings of the queue");
        LargeFileWorkflow machine = new LargeFileWorkflow(
                region.stack(),
                "large-files",
                region.placement(),
                WorkflowCapability.host(region),
                new LargeFileWorkflow.Processor(
                        region.get(QueueProcessor.class).function(),
                        Duration.ofSeconds(queue.processor().timeoutSeconds()),
                        queue.maximumConcurrency()),
                region.get(BatchStatusTable.class),
                buckets.reports());
        region.addRequestLog("large-files", machine.log());
        return machine;
    }

    private static BatchSettings settings(Settings settings) {
        return Objects.requireNonNull(settings.batch(), "settings of files of payments");
    }

    private static boolean isEncrypted(Settings settings) {
        return settings(settings).encryption() == BucketEncryption.KMS;
    }
}
