package payments.infrastructure.stack;

import com.hashicorp.cdktf.ITerraformDependable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.batch.BatchBuckets;
import payments.infrastructure.batch.BatchIntake;
import payments.infrastructure.batch.BatchStatusTable;
import payments.infrastructure.compute.FunctionHost;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.BatchSettings;
import payments.infrastructure.config.BucketEncryption;
import payments.infrastructure.config.EventSettings;
import payments.infrastructure.config.LedgerSettings;
import payments.infrastructure.config.QueueSettings;
import payments.infrastructure.config.Settings;
import payments.infrastructure.config.WorkflowSettings;
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
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.storage.AccessLogBucket;
import payments.infrastructure.terraform.Placement;
import payments.infrastructure.workflow.LargeFileWorkflow;
import payments.infrastructure.workflow.PaymentWorkflow;
import payments.infrastructure.workflow.WorkflowHost;
import software.constructs.Construct;

/**
 * What works behind the API of a region, as far as the settings want it: the queue and its processor, the events and their
 * relay, the books, the workflow, and files of payments. The stack itself is the scope.
 */
final class Workers {
    private final Construct stack;
    private final Placement placement;
    private final Settings settings;
    private final Surroundings around;
    private final Map<String, EncryptedLogGroup> logs = new TreeMap<>();
    private final Map<String, String> outputs = new TreeMap<>();

    /**
     * What the workers work with.
     *
     * @param functions where functions run
     * @param keys the region's keys
     * @param accessLogs where requests to buckets are logged
     * @param streamArn the stream of the payments table
     * @param alertsArn the topic of alarms
     * @param service variables of every function of the service
     * @param database variables of the database; empty where there is none
     * @param databaseOwner the user that owns the database; null where there is none
     * @param databaseSecretArn the secret with its password; null where there is none
     */
    record Surroundings(
            FunctionHost functions,
            RegionKeys keys,
            AccessLogBucket accessLogs,
            String streamArn,
            String alertsArn,
            Map<String, String> service,
            Map<String, String> database,
            @Nullable String databaseOwner,
            @Nullable String databaseSecretArn) {}

    Workers(Construct stack, Placement placement, Settings settings, Surroundings around) {
        this.stack = stack;
        this.placement = placement;
        this.settings = settings;
        this.around = around;
        QueueSettings queue = settings.queue();
        EventSettings events = settings.events();
        if (queue == null && events == null) {
            return;
        }
        MessageHost messages = new MessageHost(around.keys().arn(KeyPurpose.PAYMENT_MESSAGES), around.alertsArn());
        FailedInvocations failures =
                new FailedInvocations(stack, "failed-invocations", placement, messages, scheduled());
        WorkerHost host = new WorkerHost(around.functions(), around.alertsArn(), failures.arn());
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

    /** What is told about them outside. */
    Map<String, String> outputs() {
        return outputs;
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
                around.keys().arn(KeyPurpose.TABLE),
                around.alertsArn());
        QueueProcessor processor = new QueueProcessor(
                stack, "queue-processor", placement, host, queue, payments, around.service(), statuses.name());
        keepLog("queue-processor", processor.function());
        outputs.put("payment_queue_url", payments.url());
        outputs.put("batch_status_table_name", statuses.name());
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
                batch.encryption() == BucketEncryption.KMS ? around.keys().arn(KeyPurpose.DOCUMENTS) : null,
                around.accessLogs());
        String largeFiles = batch.largeFiles()
                ? new LargeFileWorkflow(
                                stack,
                                "large-files",
                                placement,
                                workflows(),
                                processor,
                                queue.processor().timeoutSeconds(),
                                queue.maximumConcurrency(),
                                statuses.name(),
                                buckets.reports().name())
                        .arn()
                : null;
        BatchIntake intake = new BatchIntake(
                stack,
                "batch",
                placement,
                host,
                batch,
                new BatchIntake.Surroundings(buckets, payments.url(), statuses.name(), largeFiles));
        keepLog("batch", intake.function());
        outputs.put("payment_files_bucket_name", buckets.uploads().name());
    }

    private void announce(EventSettings events, MessageHost messages, WorkerHost host) {
        EventTopic topic = new EventTopic(stack, "payment-events", placement, messages, events.subscriptions());
        outputs.put("sns_topic_arn", topic.arn());
        Map<String, String> variables = new TreeMap<>(around.service());
        List<ITerraformDependable> before = new ArrayList<>();
        LedgerSettings ledger = settings.ledger();
        if (ledger != null) {
            variables.putAll(around.database());
            before.add(keepBooks(ledger, variables, host));
        }
        OutboxRelay relay = new OutboxRelay(
                stack, "outbox-relay", placement, host, events, around.streamArn(), topic.arn(), variables, before);
        keepLog("outbox-relay", relay.function());
        WorkflowSettings workflow = settings.workflow();
        if (workflow != null) {
            PaymentWorkflow machine = new PaymentWorkflow(
                    stack, "payment-workflow", placement, host, workflows(), workflow, around.service(), topic.arn());
            machine.functions().forEach(this::keepLog);
            outputs.put("payment_workflow_arn", machine.arn());
        }
    }

    private ITerraformDependable keepBooks(LedgerSettings ledger, Map<String, String> variables, WorkerHost host) {
        if (around.databaseOwner() == null || around.databaseSecretArn() == null) {
            throw new IllegalStateException("books are wanted, but there is no database to keep them in");
        }
        LedgerMigration migration = new LedgerMigration(
                stack,
                "database-migration",
                placement,
                host,
                variables,
                around.databaseOwner(),
                around.databaseSecretArn());
        keepLog("database-migration", migration.function());
        LedgerReconciliation reconciliation =
                new LedgerReconciliation(stack, "reconciliation", placement, host, ledger, variables);
        keepLog("reconciliation", reconciliation.function());
        return migration.done();
    }

    private WorkflowHost workflows() {
        return new WorkflowHost(settings.logs(), around.keys().arn(KeyPurpose.LOGS), around.alertsArn());
    }

    private void keepLog(String name, ServiceFunction function) {
        logs.put(name, function.logGroup());
    }
}
