package payments.service.handler.api;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import payments.contract.FunctionMetric;
import payments.service.domain.Rejection;
import payments.service.http.HttpResponse;
import payments.service.http.Problem;
import payments.service.observability.Metrics;

/** The responses to requests that are not fulfilled, in the words of the dialect. */
final class ErrorResponses {
    private final ApiDialect dialect;
    private final Metrics metrics;
    private final Clock clock;

    /** @param clock for dialects whose errors say when */
    ErrorResponses(ApiDialect dialect, Metrics metrics, Clock clock) {
        this.dialect = dialect;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** A mistake in what was sent, with the status code of the dialect; counted by its reason. */
    HttpResponse of(Rejection rejection) {
        if (rejection == Rejection.CARD_NUMBER || rejection == Rejection.CARD_SECURITY_DATA) {
            metrics.count(FunctionMetric.CARD_DATA);
        }
        int status = rejection == Rejection.AMOUNT_NOT_POSITIVE ? dialect.notPositiveStatus() : rejection.status();
        return of(Problem.of(rejection, status));
    }

    /** Any other refusal, counted by its reason. */
    HttpResponse of(Problem problem) {
        metrics.count(FunctionMetric.REJECTED, problem.slug());
        return failed(problem);
    }

    /** Not the caller's mistake, so no refusal that counts. */
    HttpResponse failed(Problem problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String member : dialect.answers().errorMembers()) {
            members.put(member, value(member, problem));
        }
        return members.isEmpty() ? HttpResponse.problem(problem) : HttpResponse.problemBeside(members, problem);
    }

    private Object value(String member, Problem problem) {
        return switch (member) {
            case "error", "message" -> problem.detail();
            case "timestamp" -> dialect.answers().times().of(clock.instant());
            default ->
                throw new IllegalStateException("no error has a member \"%s\"; correct the dialect".formatted(member));
        };
    }
}
