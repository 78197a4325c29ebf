package payments.service.handler.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.contract.FunctionMetric;
import payments.service.handler.ServiceParts;
import payments.service.handler.ServiceSettings;
import payments.service.http.CrossOrigin;
import payments.service.http.EventReader;
import payments.service.http.HttpRequest;
import payments.service.http.HttpResponse;
import payments.service.http.Problem;
import payments.service.http.ResponseWriter;
import payments.service.json.InvalidJsonException;
import payments.service.json.JsonReader;
import payments.service.messaging.AwsClients;
import payments.service.observability.Events;
import payments.service.observability.Failures;
import payments.service.payment.TimeOrderedIds;
import payments.service.resilience.Deadline;
import payments.service.resilience.HealthProbe;
import payments.service.resilience.UnavailableException;
import payments.service.workflow.Captures;
import payments.service.workflow.StepFunctionsStarter;
import payments.service.workflow.WorkflowStarter;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The Lambda function behind the payments API. Its variables are described at {@link ServiceSettings} and
 * {@link ApiSettings}; those of {@link payments.service.database.DatabaseSettings} are for the deep health check, and so is
 * the role's permission {@code rds-db:connect}.
 *
 * <p>A stream handler: the event is parsed by our own small reader, so the function carries no event classes.
 */
public final class PaymentsApiHandler implements RequestStreamHandler {
    private static final String RETRY_AFTER_SECONDS = "2";

    private final ServiceParts parts;
    private final PaymentRoutes routes;
    private final Optional<CrossOrigin> crossOrigin;
    private final ErrorResponses errors;

    /** Reads the environment; the constructor that Lambda calls. */
    public PaymentsApiHandler() {
        this(FunctionEnvironment.of(FunctionContract.PAYMENTS_API));
    }

    /** Reads this environment, and prepares the snapshot. */
    public PaymentsApiHandler(FunctionEnvironment environment) {
        this(
                environment,
                ServiceParts.of(ServiceSettings.from(environment)).forCallers(),
                DatabaseHealth.of(environment, Clock.systemUTC()));
        Snapshot.prime(new FirstPayment(environment, parts.settings()), parts.events());
    }

    /**
     * Takes the collaborators.
     *
     * @param environment for what concerns the API alone
     * @param probes dependencies besides the table that the deep health check asks
     */
    public PaymentsApiHandler(FunctionEnvironment environment, ServiceParts parts, List<HealthProbe> probes) {
        this(
                environment,
                parts,
                probes,
                arn -> new StepFunctionsStarter(
                        () -> AwsClients.of(
                                SfnClient.builder(), parts.settings().region()),
                        arn));
    }

    /**
     * Takes the collaborators.
     *
     * @param workflows what starts the state machine of an ARN; asked where there is one
     */
    public PaymentsApiHandler(
            FunctionEnvironment environment,
            ServiceParts parts,
            List<HealthProbe> probes,
            Function<String, WorkflowStarter> workflows) {
        ApiSettings settings = ApiSettings.from(environment);
        List<HealthProbe> all = new ArrayList<>(parts.probes());
        all.addAll(probes);
        this.parts = parts;
        this.crossOrigin = settings.crossOrigin();
        PaymentAnswer answer = new PaymentAnswer(
                settings.dialect(),
                settings.environment().orElse(parts.settings().environment()));
        this.errors = new ErrorResponses(settings.dialect(), parts.metrics(), parts.clock());
        this.routes = new PaymentRoutes(
                settings,
                new PaymentRequestReader(settings.dialect(), new TimeOrderedIds(parts.clock())),
                answer,
                parts.payments(),
                settings.workflowArn()
                        .map(workflows)
                        .map(workflow -> new CaptureRoute(captures(parts, workflow), answer, errors)),
                new Health(
                        parts.settings().region(),
                        all,
                        parts.log().map(log -> log.standing(parts.settings().region(), parts.clock()))),
                parts.metrics(),
                errors);
    }

    private static Captures captures(ServiceParts parts, WorkflowStarter workflow) {
        return new Captures(parts.payments(), parts.fence(), parts.settings().region(), workflow);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        handleRequest(input, output, context.getAwsRequestId(), Deadline.ofMillis(context::getRemainingTimeInMillis));
    }

    void handleRequest(InputStream input, OutputStream output, String id, Deadline deadline) throws IOException {
        long start = System.nanoTime();
        Events events = parts.events().with("request_id", id);
        HttpResponse response;
        boolean multiValueHeaders = false;
        try {
            HttpRequest request = EventReader.read(JsonReader.read(input));
            multiValueHeaders = request.multiValueHeaders();
            Events bound = events.with("front_door_request_id", request.frontDoorRequestId());
            response = answer(request, new RequestScope(id, deadline, bound));
        } catch (InvalidJsonException | RuntimeException e) {
            events.error("event-unreadable", e, Map.of());
            response = errors.failed(Problem.INTERNAL);
        }
        report(response, Duration.ofNanos(System.nanoTime() - start), events);
        ResponseWriter.write(response, multiValueHeaders, output);
    }

    private HttpResponse answer(HttpRequest request, RequestScope scope) {
        HttpResponse response = guarded(request, scope);
        return crossOrigin.map(allowed -> allowed.on(response, request)).orElse(response);
    }

    private HttpResponse guarded(HttpRequest request, RequestScope scope) {
        try {
            return routes.answer(request, scope);
        } catch (UnavailableException e) {
            parts.metrics().count(FunctionMetric.UNAVAILABLE);
            scope.events().warn("dependency-unavailable", Map.of("exceptions", Failures.classes(e)));
            return errors.failed(Problem.UNAVAILABLE).with("Retry-After", RETRY_AFTER_SECONDS);
        } catch (RuntimeException | StackOverflowError e) {
            scope.events().error("request-failed", e, Map.of());
            return errors.failed(Problem.INTERNAL);
        }
    }

    /** Neither path nor body: a path can hold what a client should not have sent. */
    private void report(HttpResponse response, Duration duration, Events events) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", response.status());
        fields.put("duration_ms", duration.toMillis());
        if (response.body().get("type") instanceof String problem) {
            fields.put("problem", problem);
        }
        events.info("request-answered", fields);
        parts.metrics().record(FunctionMetric.LATENCY, duration.toNanos() / 1e6, Map.of());
    }
}
