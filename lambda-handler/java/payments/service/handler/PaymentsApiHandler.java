package payments.service.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Optional;
import payments.service.http.EventReader;
import payments.service.http.HttpRequest;
import payments.service.http.HttpResponse;
import payments.service.http.Problem;
import payments.service.http.ResponseWriter;
import payments.service.json.InvalidJsonException;
import payments.service.json.JsonReader;
import payments.service.payment.PaymentService;
import payments.service.payment.TimeOrderedIds;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.DynamoDbClients;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.PaymentStore;

/**
 * The Lambda function behind the payments API. Its variables are described at {@link ServiceSettings}.
 *
 * <p>A stream handler: the event is parsed by our own small reader, so the function carries no event classes.
 *
 * <p>SnapStart: the constructor makes the client, so loaded classes are in the snapshot. Nothing is primed with
 * a call: that would need a dependency for the hook, and a call to the table while a version is published.
 */
public final class PaymentsApiHandler implements RequestStreamHandler {
    private static final String RETRY_AFTER_SECONDS = "2";

    private final PaymentRoutes routes;
    private final FailureLog log;

    /** Reads the environment; the constructor that Lambda calls. */
    public PaymentsApiHandler() {
        this(ServiceSettings.from(System.getenv()));
    }

    private PaymentsApiHandler(ServiceSettings settings) {
        this(
                settings,
                new DynamoDbPaymentStore(
                        DynamoDbClients.at(settings.region(), settings.dynamoDbEndpoint()),
                        settings.table(),
                        settings.region(),
                        Optional.empty(),
                        new Backoff()),
                Clock.systemUTC());
    }

    /** Takes the collaborators. */
    public PaymentsApiHandler(ServiceSettings settings, PaymentStore store, Clock clock) {
        this.routes = new PaymentRoutes(
                new PaymentService(store, clock, settings.region()), new TimeOrderedIds(clock), settings.region());
        this.log = new FailureLog(settings.environment(), settings.region());
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        HttpResponse response;
        boolean multiValueHeaders = false;
        try {
            HttpRequest request = EventReader.read(JsonReader.read(input));
            multiValueHeaders = request.multiValueHeaders();
            response = routes.answer(request, Deadline.ofMillis(context::getRemainingTimeInMillis));
        } catch (UnavailableException e) {
            log.write("WARN", context.getAwsRequestId(), e);
            response = HttpResponse.problem(Problem.UNAVAILABLE).with("Retry-After", RETRY_AFTER_SECONDS);
        } catch (InvalidJsonException | RuntimeException e) {
            log.write("ERROR", context.getAwsRequestId(), e);
            response = HttpResponse.problem(Problem.INTERNAL);
        }
        ResponseWriter.write(response, multiValueHeaders, output);
    }
}
