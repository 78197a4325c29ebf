package payments.service.handler.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.contract.FunctionVariable;
import payments.service.batch.DynamoDbBatchStatuses;
import payments.service.handler.Invocation;
import payments.service.handler.ServiceParts;
import payments.service.handler.ServiceSettings;
import payments.service.json.JsonText;
import payments.service.json.JsonValue;
import payments.service.messaging.AwsClients;
import payments.service.messaging.MessageProcessor;
import payments.service.messaging.Postponement;
import payments.service.messaging.QueueConsumer;
import payments.service.messaging.QueueEvent;
import payments.service.messaging.RejectionStore;
import payments.service.messaging.SqsPostponement;
import payments.service.resilience.Deadline;
import payments.service.workflow.Captures;
import payments.service.workflow.StepFunctionsStarter;
import payments.service.workflow.WorkflowStarter;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The Lambda function behind the payment queue. Connect it with {@code ReportBatchItemFailures}: its answer names the
 * messages that stay in the queue. It also processes the items of the distributed map for large files, which come as
 * {@code {"Items": [...]}}.
 *
 * <p>Variables: those of {@link ServiceSettings}; STATUS_TABLE, the table of batch status records; and the optional
 * QUEUE_WORKFLOW_ARN, the state machine that captures each payment, and PAYMENT_QUEUE_URL, the queue in which messages are put
 * off.
 */
public final class QueueProcessorHandler implements RequestStreamHandler {
    private final QueueConsumer consumer;

    /** Reads the environment; the constructor that Lambda calls. */
    public QueueProcessorHandler() {
        this(FunctionEnvironment.of(FunctionContract.QUEUE_PROCESSOR));
    }

    /** Reads this environment. */
    public QueueProcessorHandler(FunctionEnvironment environment) {
        this(environment, ServiceParts.of(ServiceSettings.from(environment)));
    }

    private QueueProcessorHandler(FunctionEnvironment environment, ServiceParts parts) {
        this(
                parts,
                new DynamoDbBatchStatuses(
                        AwsClients.of(DynamoDbClient.builder(), parts.settings().region()),
                        environment.required(FunctionVariable.STATUS_TABLE),
                        parts.clock()),
                environment
                        .optional(FunctionVariable.QUEUE_WORKFLOW_ARN)
                        .map(arn -> new StepFunctionsStarter(
                                () -> AwsClients.of(
                                        SfnClient.builder(), parts.settings().region()),
                                arn)),
                environment
                        .optional(FunctionVariable.PAYMENT_QUEUE_URL)
                        .<Postponement>map(url -> new SqsPostponement(
                                () -> AwsClients.of(
                                        SqsClient.builder(), parts.settings().region()),
                                url))
                        .orElse(Postponement.NONE));
    }

    /**
     * Takes the collaborators.
     *
     * @param workflow what captures each payment; empty where payments wait for a request
     * @param postponement puts messages off that cannot be processed now
     */
    public QueueProcessorHandler(
            ServiceParts parts,
            RejectionStore rejections,
            Optional<? extends WorkflowStarter> workflow,
            Postponement postponement) {
        this.consumer = new QueueConsumer(
                new MessageProcessor(
                        parts.payments(),
                        workflow.map(starter -> new Captures(
                                parts.payments(),
                                parts.fence(),
                                parts.settings().region(),
                                starter))),
                rejections,
                postponement,
                parts.events(),
                parts.metrics());
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Invocation.run(input, output, context, this::answer);
    }

    private String answer(JsonValue event, Deadline deadline) {
        JsonValue.Obj fields = event.asObject();
        JsonValue.Arr items = fields == null ? null : fields.array("Items");
        if (items != null) {
            consumer.consumeItems(items.items(), deadline);
            return JsonText.of(Map.of("items", items.items().size()));
        }
        QueueEvent messages = QueueEvent.read(event);
        return QueueEvent.answer(consumer.consume(messages.deliveries(), messages.fifo(), deadline));
    }
}
