package payments.service.handler.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import payments.contract.FunctionMetric;
import payments.service.card.CardNumbers;
import payments.service.domain.Origin;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.domain.RejectedException;
import payments.service.domain.Rejection;
import payments.service.http.Body;
import payments.service.http.CrossOrigin;
import payments.service.http.HeaderRules;
import payments.service.http.HttpRequest;
import payments.service.http.HttpResponse;
import payments.service.http.Problem;
import payments.service.observability.Metrics;
import payments.service.payment.CreateOutcome;
import payments.service.payment.PaymentCommand;
import payments.service.payment.PaymentService;
import payments.service.resilience.Deadline;
import payments.service.store.Reading;
import payments.service.store.UnreadablePaymentException;

/**
 * The routes of a dialect: POST /path, GET /path/{id} where it can be read, POST /path/{id}/capture where a workflow
 * captures, GET /health and GET /health/deep.
 */
final class PaymentRoutes {
    private static final String RETRY_AFTER_SECONDS = "2";

    private final ApiDialect dialect;
    private final boolean anonymousRead;
    private final PaymentRequestReader reader;
    private final PaymentAnswer answer;
    private final PaymentService payments;
    private final Optional<CaptureRoute> capture;
    private final Health health;
    private final Optional<CrossOrigin> crossOrigin;
    private final Metrics metrics;
    private final ErrorResponses errors;

    PaymentRoutes(
            ApiSettings settings,
            PaymentRequestReader reader,
            PaymentAnswer answer,
            PaymentService payments,
            Optional<CaptureRoute> capture,
            Health health,
            Metrics metrics,
            ErrorResponses errors) {
        this.dialect = settings.dialect();
        this.anonymousRead = settings.anonymousRead();
        this.reader = reader;
        this.answer = answer;
        this.payments = payments;
        this.capture = capture;
        this.health = health;
        this.crossOrigin = settings.crossOrigin();
        this.metrics = metrics;
        this.errors = errors;
    }

    /** Answers, or throws what is not the caller's mistake. */
    HttpResponse answer(HttpRequest request, RequestScope scope) {
        try {
            HeaderRules.check(request.headers());
            refuseCardNumbersOutsideTheBody(request);
            return route(request, scope);
        } catch (UnreadablePaymentException e) {
            scope.events().error("payment-unreadable", e, Map.of());
            return errors.of(Problem.UNREADABLE_PAYMENT);
        } catch (RejectedException e) {
            return errors.of(e.rejection());
        } catch (Body.TooLargeException e) {
            return errors.of(Problem.TOO_LARGE);
        } catch (HeaderRules.TooLargeException e) {
            return errors.of(Problem.HEADERS_TOO_LARGE);
        }
    }

    /** Path and query are logged everywhere; other headers are not read. */
    private static void refuseCardNumbersOutsideTheBody(HttpRequest request) {
        if (Stream.concat(request.path().stream(), request.query().stream()).anyMatch(CardNumbers::areIn)) {
            throw new RejectedException(Rejection.CARD_NUMBER);
        }
    }

    private HttpResponse route(HttpRequest request, RequestScope scope) {
        List<String> path = request.path();
        if (path.equals(List.of("health"))) {
            return onlyGet(request).orElseGet(() -> health.shallow(scope.deadline()));
        }
        if (path.equals(List.of("health", "deep"))) {
            return onlyGet(request).orElseGet(() -> health.deep(scope.deadline(), scope.events()));
        }
        if (request.caller().equals(Origin.UNNAMED) && !request.method().equals("OPTIONS")) {
            return errors.of(Problem.UNNAMED_CALLER);
        }
        if (path.equals(List.of(dialect.path()))) {
            return switch (request.method()) {
                case "POST" -> create(request, scope);
                case "OPTIONS" -> preflight(request, "POST,OPTIONS");
                default -> wrongMethod("POST");
            };
        }
        if (dialect.readable() && path.size() == 2 && path.get(0).equals(dialect.path())) {
            return switch (request.method()) {
                case "GET" -> refused(request).orElseGet(() -> find(path.get(1), request.caller(), scope.deadline()));
                case "OPTIONS" -> preflight(request, "GET,OPTIONS");
                default -> wrongMethod("GET");
            };
        }
        if (capture.isPresent()
                && path.size() == 3
                && path.get(0).equals(dialect.path())
                && path.get(2).equals(CaptureRoute.NAME)) {
            return switch (request.method()) {
                case "POST" -> refused(request).orElseGet(() -> capture(path.get(1), capture.get(), request, scope));
                case "OPTIONS" -> preflight(request, "POST,OPTIONS");
                default -> wrongMethod("POST");
            };
        }
        return errors.of(Problem.UNKNOWN_PATH);
    }

    private HttpResponse capture(String id, CaptureRoute route, HttpRequest request, RequestScope scope) {
        return existing(id)
                .map(known -> route.answer(known, request, scope))
                .orElseGet(() -> errors.of(Problem.UNKNOWN_PAYMENT));
    }

    /**
     * All callers without identity are one caller, who would read and capture the payments of all others. The same answer
     * for every id, so nobody learns which exist.
     */
    private Optional<HttpResponse> refused(HttpRequest request) {
        return request.caller().equals(Origin.ANONYMOUS) && !anonymousRead
                ? Optional.of(errors.of(Problem.NO_IDENTITY))
                : Optional.empty();
    }

    private Optional<HttpResponse> onlyGet(HttpRequest request) {
        return request.method().equals("GET") ? Optional.empty() : Optional.of(wrongMethod("GET"));
    }

    private HttpResponse preflight(HttpRequest request, String methods) {
        return crossOrigin
                .map(allowed -> allowed.preflight(request, methods))
                .orElseGet(() -> wrongMethod(methods.substring(0, methods.indexOf(','))));
    }

    private HttpResponse create(HttpRequest request, RequestScope scope) {
        if (!dialect.isLenient() && !HeaderRules.declareJson(request)) {
            return errors.of(Problem.WRONG_MEDIA_TYPE);
        }
        PaymentCommand command = reader.read(request, scope.id());
        return payments.create(command, scope.deadline()).match(new CreateOutcome.Cases<>() {
            @Override
            public HttpResponse created(Payment payment) {
                metrics.count(FunctionMetric.ACCEPTED);
                scope.events().info("payment-created", named(payment));
                return answered(payment, payment);
            }

            /** As the first time, to the byte: a client that lost the first answer must not see another one. */
            @Override
            public HttpResponse replayed(Payment payment) {
                metrics.count(FunctionMetric.REPLAYED);
                scope.events().info("payment-replayed", named(payment));
                return answered(payment, payment.asCreated()).with("Idempotent-Replayed", "true");
            }

            private HttpResponse answered(Payment stored, Payment said) {
                PaymentId asked = command.requestedId().orElse(stored.id());
                return StoredAs.header(
                        HttpResponse.json(dialect.answers().createdStatus(), answer.ofCreation(said.shownAs(asked))),
                        asked,
                        stored);
            }

            @Override
            public HttpResponse keyReused() {
                return errors.of(Problem.KEY_REUSED);
            }

            @Override
            public HttpResponse idTaken() {
                return errors.of(Problem.ID_IN_USE);
            }

            @Override
            public HttpResponse inProgress() {
                return errors.of(Problem.IN_PROGRESS).with("Retry-After", RETRY_AFTER_SECONDS);
            }

            @Override
            public HttpResponse notOwner() {
                return errors.of(Problem.NOT_THE_WRITER).with("Retry-After", RETRY_AFTER_SECONDS);
            }
        });
    }

    private static Map<String, ?> named(Payment payment) {
        return Map.of(
                "payment_id", payment.id().value(),
                "possible_duplicate", payment.possibleDuplicate());
    }

    private HttpResponse find(String id, String caller, Deadline deadline) {
        return existing(id)
                .flatMap(asked -> payments.read(asked, caller, deadline).map(read -> found(asked, read)))
                .orElseGet(() -> errors.of(Problem.UNKNOWN_PAYMENT));
    }

    private HttpResponse found(PaymentId asked, Reading read) {
        HttpResponse response = StoredAs.header(
                HttpResponse.json(200, answer.of(read.payment().shownAs(asked))), asked, read.payment());
        return read.asOf()
                .map(at -> response.with(HttpResponse.AS_OF, at.toString()))
                .orElse(response);
    }

    /** A text that can be no id names no payment. */
    private static Optional<PaymentId> existing(String id) {
        try {
            return Optional.of(new PaymentId(id));
        } catch (RejectedException e) {
            return Optional.empty();
        }
    }

    private HttpResponse wrongMethod(String allowed) {
        return errors.of(Problem.WRONG_METHOD).with("Allow", allowed);
    }
}
