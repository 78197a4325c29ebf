package payments.infrastructure.config.deployment;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.contract.CalledService;
import payments.contract.FunctionVariable;

/**
 * The services of AWS that the code of the wanted functions calls, so that a network has a way to each of them and to no other.
 * Which service a call goes to, the contract of the functions says of the variable that names its target.
 */
public final class CalledServices {
    private final List<Call> calls;

    private CalledServices(List<Call> calls) {
        this.calls = List.copyOf(calls);
    }

    /**
     * One reason to call a service.
     *
     * @param variable the variable that names what is called
     * @param setting the setting that has the function call it
     * @param why what the function must do, for people
     */
    record Call(FunctionVariable variable, String setting, String why) {
        CalledService service() {
            return variable.calls().orElseThrow();
        }
    }

    /** What the code calls where these sections are given. */
    static CalledServices of(
            ApiSettings api,
            @Nullable QueueSettings queue,
            @Nullable EventSettings events,
            @Nullable LedgerSettings ledger,
            @Nullable BatchSettings batch) {
        List<Call> calls = new ArrayList<>();
        calls.add(new Call(FunctionVariable.DYNAMODB_TABLE, "table", "the API's function must store payments"));
        if (api.captureRoute()) {
            calls.add(new Call(
                    FunctionVariable.PAYMENT_WORKFLOW_ARN,
                    "api.captureRoute",
                    "the API's function must start the workflow"));
        }
        if (queue != null) {
            calls.add(new Call(
                    FunctionVariable.PAYMENT_QUEUE_URL,
                    "queue",
                    "the queue's processor must put off the messages that it cannot process yet"));
        }
        if (queue != null && queue.capture() == QueueCapture.AUTOMATIC) {
            calls.add(new Call(
                    FunctionVariable.QUEUE_WORKFLOW_ARN,
                    "queue.capture",
                    "the queue's processor must start the workflow"));
        }
        if (events != null) {
            calls.add(new Call(FunctionVariable.SNS_TOPIC_ARN, "events", "the relay must publish events"));
        }
        if (ledger != null) {
            calls.add(new Call(
                    FunctionVariable.DATABASE_SECRET_ARN,
                    "ledger",
                    "the migration must read the administrator's password"));
        }
        if (batch != null) {
            calls.add(new Call(FunctionVariable.REPORT_BUCKET, "batch", "the batch function must write reports"));
            calls.add(new Call(
                    FunctionVariable.PAYMENT_QUEUE_URL,
                    "batch",
                    "the batch function must send the payments of a file to the queue"));
            calls.add(new Call(
                    FunctionVariable.BATCH_FUNCTION,
                    "batch",
                    "the batch function must call itself to go on with a long file"));
            if (batch.largeFiles()) {
                calls.add(new Call(
                        FunctionVariable.LARGE_FILE_MACHINE_ARN,
                        "batch.largeFiles",
                        "the batch function must start the state machine of large files"));
            }
        }
        return new CalledServices(calls);
    }

    /** The reasons, in the order of the sections. */
    List<Call> calls() {
        return calls;
    }

    /** The services. */
    public Set<CalledService> services() {
        Set<CalledService> services = EnumSet.noneOf(CalledService.class);
        calls.forEach(call -> services.add(call.service()));
        return services;
    }

    /** Those that a network reaches through an interface endpoint; S3 and DynamoDB have gateways, which cost nothing. */
    public List<EndpointService> interfaceEndpoints() {
        return services().stream()
                .flatMap(service -> EndpointService.of(service).stream())
                .sorted()
                .toList();
    }
}
