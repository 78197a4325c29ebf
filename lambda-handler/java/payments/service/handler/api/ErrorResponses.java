package payments.service.handler.api;

import payments.service.domain.Rejection;
import payments.service.http.HttpResponse;
import payments.service.http.Problem;
import payments.service.observability.Metric;
import payments.service.observability.Metrics;

/** The responses to requests that are not fulfilled, each counted by its reason. */
final class ErrorResponses {
    private final ApiDialect dialect;
    private final Metrics metrics;

    ErrorResponses(ApiDialect dialect, Metrics metrics) {
        this.dialect = dialect;
        this.metrics = metrics;
    }

    /** A mistake in what was sent, with the status code of the dialect. */
    HttpResponse of(Rejection rejection) {
        if (rejection == Rejection.CARD_NUMBER || rejection == Rejection.CARD_SECURITY_DATA) {
            metrics.count(Metric.CARD_DATA);
        }
        int status = rejection == Rejection.AMOUNT_NOT_POSITIVE ? dialect.notPositiveStatus() : rejection.status();
        return of(Problem.of(rejection, status));
    }

    /** Any other. */
    HttpResponse of(Problem problem) {
        metrics.count(Metric.REJECTED, problem.slug());
        return HttpResponse.problem(problem);
    }
}
