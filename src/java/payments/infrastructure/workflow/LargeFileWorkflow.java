package payments.infrastructure.workflow;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.data.BatchStatusTable;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.storage.PaymentFilesBucket;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The state machine for files with too many rows for one function (Step Functions guide, "Using Map state in Distributed
 * mode"). It reads the rows that the batch function has checked and written as JSON lines, never the upload itself, and
 * hands them to the queue's processor, many at a time. Then it completes the batch's record.
 *
 * <p>Its children end after five minutes, and a version of the processor that was not called for long takes minutes to be ready:
 * so it is called once without rows before the map.
 *
 * <p>Its input is {@code batch_id}, {@code bucket} and {@code key}. No row may fail for good: the processor notes rows that
 * can never be processed by itself, so what fails here was unavailable, and the file can be run again, because each row
 * has its effect once. That is also why its children may be express workflows, which may run twice.
 */
public final class LargeFileWorkflow extends Construct {
    private static final String PREPARE = "PrepareProcessor";
    private static final String CARRY_OUT = "CarryOut";
    private static final String COMPLETE = "Complete";
    private static final String NOTE_FAILURE = "NoteFailure";
    private static final String FAILED = "Failed";

    /** A million rows take minutes; twelve hours is a bound, not an expectation. */
    private static final int LONGEST_SECONDS = 43_200;

    private static final int ROWS_IN_A_CALL = 50;

    private final StateMachine machine;

    /**
     * The function that processes rows.
     *
     * @param timeout of one call
     * @param mostCalls most calls at once; below what the function may run, so that the queue goes on
     */
    public record Processor(ServiceFunction function, Duration timeout, int mostCalls) {}

    /**
     * Defines the machine.
     *
     * @param statuses the table of batch records
     * @param reports where the rows lie and the map's results go
     */
    public LargeFileWorkflow(
            Construct scope,
            String id,
            Placement placement,
            WorkflowHost host,
            Processor processor,
            BatchStatusTable statuses,
            PaymentFilesBucket reports) {
        super(scope, id);
        String statusTable = statuses.name();
        Map<String, Object> states = new LinkedHashMap<>();
        states.put(PREPARE, States.then(prepare(processor), CARRY_OUT));
        states.put(CARRY_OUT, States.then(map(processor, reports.name()), COMPLETE));
        states.put(COMPLETE, States.last(note(statusTable, "completed", FAILED)));
        states.put(NOTE_FAILURE, States.then(note(statusTable, "failed", FAILED), FAILED));
        states.put(
                FAILED,
                States.fail("LargeFileFailed", "Rows could not be carried out; start it again with the same input"));
        this.machine = new StateMachine(
                this,
                "machine",
                placement,
                host,
                new StateMachine.Spec(
                        ResourceName.LARGE_FILE_WORKFLOW,
                        ResourceName.LARGE_FILE_WORKFLOW_ROLE,
                        States.machine("Carries out a large file of payments", PREPARE, LONGEST_SECONDS, states)));
    }

    /** The group of the machine's log. */
    public EncryptedLogGroup log() {
        return machine.log();
    }

    /** The machine's ARN. */
    public String arn() {
        return machine.arn();
    }

    private static Map<String, Object> prepare(Processor processor) {
        Map<String, Object> call = States.ordered(
                "Type",
                "Task",
                "Resource",
                "arn:aws:states:::lambda:invoke",
                "Parameters",
                States.ordered(
                        "FunctionName",
                        processor.function().alias().arn(),
                        "Payload",
                        States.ordered("Items", List.of())),
                "ResultPath",
                "$.prepared",
                "TimeoutSeconds",
                processor.timeout().toSeconds());
        return States.caught(call, NOTE_FAILURE);
    }

    private static Map<String, Object> map(Processor processor, String reportBucket) {
        int timeout = (int) Math.min(processor.timeout().toSeconds(), States.LONGEST_EXPRESS_CALL_SECONDS);
        Map<String, Object> call = States.ordered(
                "Type",
                "Task",
                "Resource",
                "arn:aws:states:::lambda:invoke",
                "Parameters",
                States.ordered("FunctionName", processor.function().alias().arn(), "Payload.$", "$"),
                "OutputPath",
                "$.Payload",
                "TimeoutSeconds",
                timeout);
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("Call", States.last(States.caughtInExpress(call, timeout, "RowsFailed")));
        inner.put("RowsFailed", States.fail("RowsFailed", "The processor could not carry out these rows"));
        Map<String, Object> map = States.ordered(
                "Type",
                "Map",
                "ItemReader",
                States.ordered(
                        "Resource",
                        "arn:aws:states:::s3:getObject",
                        "ReaderConfig",
                        States.ordered("InputType", "JSONL"),
                        "Parameters",
                        States.ordered("Bucket.$", "$.bucket", "Key.$", "$.key")),
                "ItemBatcher",
                States.ordered("MaxItemsPerBatch", ROWS_IN_A_CALL),
                "MaxConcurrency",
                processor.mostCalls(),
                "ToleratedFailurePercentage",
                0,
                "ItemProcessor",
                States.ordered(
                        "ProcessorConfig",
                        States.ordered("Mode", "DISTRIBUTED", "ExecutionType", "EXPRESS"),
                        "StartAt",
                        "Call",
                        "States",
                        inner),
                "ResultWriter",
                States.ordered(
                        "Resource",
                        "arn:aws:states:::s3:putObject",
                        "Parameters",
                        States.ordered("Bucket", reportBucket, "Prefix", "large-files")),
                "ResultPath",
                "$.results");
        map.put(
                "Catch",
                List.of(States.ordered(
                        "ErrorEquals", List.of("States.ALL"), "ResultPath", "$.failure", "Next", NOTE_FAILURE)));
        return map;
    }

    /** Writes the batch's end into its record, in the words of the batch function. */
    private static Map<String, Object> note(String statusTable, String status, String onFailure) {
        Map<String, Object> values = States.ordered(
                ":status", States.ordered("S", status), ":time", States.ordered("S.$", "$$.State.EnteredTime"));
        String reason = "";
        if (status.equals("failed")) {
            values.put(":reason", States.ordered("S", "large-file-failed"));
            reason = ", reason = :reason";
        }
        Map<String, Object> state = States.ordered(
                "Type",
                "Task",
                "Resource",
                "arn:aws:states:::dynamodb:updateItem",
                "Parameters",
                States.ordered(
                        "TableName",
                        statusTable,
                        "Key",
                        States.ordered("batch_id", States.ordered("S.$", "$.batch_id")),
                        "UpdateExpression",
                        "SET #status = :status, updated_at = :time" + reason,
                        "ExpressionAttributeNames",
                        States.ordered("#status", "status"),
                        "ExpressionAttributeValues",
                        values),
                "ResultPath",
                "$.noted");
        // The same values again are the same record, so every failure of the table may be tried again.
        return States.caught(state, List.of("States.TaskFailed"), onFailure);
    }
}
