package payments.infrastructure.stack;

import com.hashicorp.cdktf.ITerraformDependable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import payments.contract.FunctionVariable;
import payments.infrastructure.batch.BatchBuckets;
import payments.infrastructure.batch.BatchIntake;
import payments.infrastructure.batch.BatchStatusTable;
import payments.infrastructure.compute.FunctionHost;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.BatchSettings;
import payments.infrastructure.config.BucketEncryption;
import payments.infrastructure.config.DatabaseSettings;
import payments.infrastructure.config.EventSettings;
import payments.infrastructure.config.LedgerSettings;
import payments.infrastructure.config.QueueSettings;
import payments.infrastructure.config.Settings;
import payments.infrastructure.config.WorkflowSettings;
import payments.infrastructure.data.Database;
import payments.infrastructure.ledger.LedgerMigration;
import payments.infrastructure.ledger.LedgerReconciliation;
import payments.infrastructure.messaging.EventTopic;
import payments.infrastructure.messaging.FailedInvocations;
import payments.infrastructure.messaging.MessageHost;
import payments.infrastructure.messaging.OutboxRelay;
import payments.infrastructure.messaging.PaymentQueue;
import payments.infrastructure.messaging.QueueProcessor;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.terraform.Placement;
import payments.infrastructure.workflow.LargeFileWorkflow;
import payments.infrastructure.workflow.PaymentWorkflow;
import payments.infrastructure.workflow.WorkflowHost;

/**
 * What works behind the API of a region, as far as the settings want it: the queue and its processor, the events and their
 * relay, the books, the workflow, and files of payments.
 */
final class RegionWorkers {
    private final RegionContext context;
    private final RegionStack stack;
    private final Placement placement;
    private final Settings settings;
    private final RegionFoundation foundation;
    private final RegionLedger ledger;
    private final Map<String, EncryptedLogGroup> logs = new TreeMap<>();

    RegionWorkers(RegionContext context, RegionFoundation foundation, RegionLedger ledger, FunctionHost functions) {
        this.context = context;
        this.stack = context.stack();
        this.placement = context.placement();
        this.settings = context.settings();
        this.foundation = foundation;
        this.ledger = ledger;
        QueueSettings queue = settings.queue();
        EventSettings events = settings.events();
        if (queue == null && events == null) {
            return;
        }
        MessageHost messages = new MessageHost(
                foundation.keys().arn(KeyPurpose.PAYMENT_MESSAGES),
                foundation.alerts().arn());
        WorkerHost host = new WorkerHost(functions, foundation.alerts().arn(), failures(messages));
        if (queue != null) {
            carryOut(queue, messages, host);
        }
        if (events != null) {
            announce(events, messages, host);
        }
    }

    /** What the workers log, by a name for each. */
    Map<String, EncryptedLogGroup> logs() {
        return logs;
    }

    /** Only what a schedule, a stream or S3 calls can fail without a trace: a queue keeps its own dead letters. */
    private @Nullable String failures(MessageHost messages) {
        return settings.events() == null && settings.batch() == null
                ? null
                : new FailedInvocations(stack, "failed-invocations", placement, messages, scheduled()).arn();
    }

    private List<ResourceName> scheduled() {
        List<ResourceName> scheduled = new ArrayList<>();
        if (settings.events() != null) {
            scheduled.add(ResourceName.OUTBOX_RELAY);
        }
        if (settings.ledger() != null) {
            scheduled.add(ResourceName.RECONCILIATION);
        }
        return scheduled;
    }

    private void carryOut(QueueSettings queue, MessageHost messages, WorkerHost host) {
        PaymentQueue payments = new PaymentQueue(stack, "payment-queue", placement, messages, queue);
        BatchStatusTable statuses = new BatchStatusTable(
                stack,
                "batch-status",
                placement,
                settings.protection(),
                foundation.keys().arn(KeyPurpose.TABLE),
                foundation.alerts().arn());
        QueueProcessor processor = new QueueProcessor(
                stack, "queue-processor", placement, host, queue, payments, ledger.serviceVariables(), statuses.name());
        keepLog("queue-processor", processor.function());
        context.output("payment_queue_url", payments.url());
        context.output("batch_status_table_name", statuses.name());
        BatchSettings batch = settings.batch();
        if (batch != null) {
            takeFiles(batch, queue, payments, statuses, processor.function(), host);
        }
    }

    private void takeFiles(
            BatchSettings batch,
            QueueSettings queue,
            PaymentQueue payments,
            BatchStatusTable statuses,
            ServiceFunction processor,
            WorkerHost host) {
        BatchBuckets buckets = new BatchBuckets(
                stack,
                "payment-files",
                placement,
                settings.protection(),
                batch.encryption() == BucketEncryption.KMS ? foundation.keys().arn(KeyPurpose.DOCUMENTS) : null,
                foundation.accessLogs());
        String largeFiles = batch.largeFiles() ? takeLargeFiles(queue, statuses, buckets, processor) : null;
        BatchIntake intake = new BatchIntake(
                stack,
                "batch",
                placement,
                host,
                batch,
                new BatchIntake.Surroundings(buckets, payments.url(), statuses.name(), largeFiles));
        keepLog("batch", intake.function());
        context.output("payment_files_bucket_name", buckets.uploads().name());
    }

    private String takeLargeFiles(
            QueueSettings queue, BatchStatusTable statuses, BatchBuckets buckets, ServiceFunction processor) {
        LargeFileWorkflow machine = new LargeFileWorkflow(
                stack,
                "large-files",
                placement,
                workflows(),
                processor,
                queue.processor().timeoutSeconds(),
                queue.maximumConcurrency(),
                statuses.name(),
                buckets.reports().name());
        logs.put("large-files", machine.log());
        return machine.arn();
    }

    private void announce(EventSettings events, MessageHost messages, WorkerHost host) {
        EventTopic topic = new EventTopic(stack, "payment-events", placement, messages, events.subscriptions());
        context.output("sns_topic_arn", topic.arn());
        Map<FunctionVariable, String> variables = new TreeMap<>(ledger.serviceVariables());
        List<ITerraformDependable> before = new ArrayList<>();
        LedgerSettings books = settings.ledger();
        if (books != null) {
            variables.putAll(ledger.databaseVariables());
            before.add(keepBooks(books, variables, host));
        }
        OutboxRelay relay = new OutboxRelay(
                stack,
                "outbox-relay",
                placement,
                host,
                events,
                ledger.table().streamArn(),
                topic.arn(),
                variables,
                before);
        keepLog("outbox-relay", relay.function());
        WorkflowSettings workflow = settings.workflow();
        if (workflow != null) {
            PaymentWorkflow machine = new PaymentWorkflow(
                    stack, "payment-workflow", placement, host, workflows(), workflow, variables, topic.arn());
            machine.functions().forEach(this::keepLog);
            logs.put("payment-workflow", machine.log());
            context.output("payment_workflow_arn", machine.arn());
        }
    }

    private ITerraformDependable keepBooks(
            LedgerSettings books, Map<FunctionVariable, String> variables, WorkerHost host) {
        DatabaseSettings owner = settings.database();
        Database database = ledger.database();
        if (owner == null || database == null) {
            throw new IllegalStateException("books are wanted, but there is no database to keep them in");
        }
        String secret = database.secretArn()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "books are wanted, but the administrator's password lies in no secret that the migration could read"));
        LedgerMigration migration = new LedgerMigration(
                stack, "database-migration", placement, host, ledger.databaseVariables(), owner.userName(), secret);
        keepLog("database-migration", migration.function());
        LedgerReconciliation reconciliation =
                new LedgerReconciliation(stack, "reconciliation", placement, host, books, variables);
        keepLog("reconciliation", reconciliation.function());
        return migration.done();
    }

    private WorkflowHost workflows() {
        return new WorkflowHost(
                settings.logs(),
                foundation.keys().arn(KeyPurpose.LOGS),
                foundation.alerts().arn());
    }

    private void keepLog(String name, ServiceFunction function) {
        logs.put(name, function.logGroup());
    }
}
