package payments.service.handler.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.service.database.DatabaseRefusedException;
import payments.service.handler.Invocation;
import payments.service.handler.ServiceParts;
import payments.service.handler.ServiceSettings;
import payments.service.json.JsonText;
import payments.service.json.JsonValue;
import payments.service.ledger.LedgerConflictException;
import payments.service.observability.Events;
import payments.service.outbox.OutboxRelay;
import payments.service.outbox.PaymentEvent;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.EventItems;
import payments.service.store.StreamImage;

/**
 * The Lambda function that publishes the events of the outbox. Connect it to the table's stream (with {@code ReportBatchItemFailures}, and a
 * filter on {@code kind = event} to save calls) and to a schedule, which finds what the stream lost.
 *
 * <p>Variables: those of {@link Relays}.
 */
public final class OutboxRelayHandler implements RequestStreamHandler {
    /** The schedule begins the next one after a minute. */
    private static final Duration LONGEST_SWEEP = Duration.ofSeconds(55);

    private final EventItems items;
    private final OutboxRelay relay;
    private final Events events;

    /** Reads the environment; the constructor that Lambda calls. */
    public OutboxRelayHandler() {
        this(FunctionEnvironment.of(FunctionContract.OUTBOX_RELAY));
    }

    /** Reads this environment. */
    public OutboxRelayHandler(FunctionEnvironment environment) {
        this(environment, ServiceParts.of(ServiceSettings.from(environment)));
    }

    private OutboxRelayHandler(FunctionEnvironment environment, ServiceParts parts) {
        this(parts, Relays.of(environment, parts));
    }

    /** Takes the collaborators. */
    public OutboxRelayHandler(ServiceParts parts, OutboxRelay relay) {
        this.items = new EventItems(parts.settings().table());
        this.events = parts.events();
        this.relay = relay;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Invocation.run(input, output, context, this::answer);
    }

    private String answer(JsonValue json, Deadline deadline) {
        JsonValue.Obj event = json.asObject();
        if (event == null) {
            throw new IllegalArgumentException("the event is no object; connect a DynamoDB stream or a schedule");
        }
        JsonValue.Arr records = event.array("Records");
        if (records != null) {
            return JsonText.of(
                    Map.of("batchItemFailures", StreamRecords.failures(records, record -> succeeds(record, deadline))));
        }
        Deadline own = Deadline.in(LONGEST_SWEEP);
        OutboxRelay.Swept swept = relay.sweep(() -> shorter(own.remaining(), deadline.remaining()));
        Map<String, Object> counts = Map.of("sent", swept.sent(), "failed", swept.failed());
        events.info("outbox-swept", counts);
        return JsonText.of(counts);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private boolean succeeds(JsonValue.Obj record, Deadline deadline) {
        var image = StreamImage.item(record.object("dynamodb").object("NewImage"));
        if (!EventItems.isEvent(image)) {
            return true;
        }
        PaymentEvent event;
        try {
            event = items.entry(image).event();
        } catch (RuntimeException e) {
            // The item stays in the outbox; holding up the stream would only hold up the others.
            events.error("event-unreadable", e, Map.of());
            return true;
        }
        try {
            relay.relay(event.paymentId(), event.sequence(), deadline);
            return true;
        } catch (UnavailableException e) {
            relay.reportFailure(event, e);
            return false;
        } catch (DatabaseRefusedException | LedgerConflictException e) {
            // The ledger refuses it; it stays in the outbox, and those behind it in the stream need not wait for a
            // person.
            relay.reportFailure(event, e);
            return true;
        }
    }
}
