package payments.service.handler.database;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.contract.FunctionContract;
import payments.contract.FunctionEnvironment;
import payments.contract.FunctionMetric;
import payments.service.database.DatabaseSettings;
import payments.service.database.Databases;
import payments.service.handler.Invocation;
import payments.service.handler.ServiceParts;
import payments.service.handler.ServiceSettings;
import payments.service.json.JsonText;
import payments.service.json.JsonValue;
import payments.service.ledger.LedgerReader;
import payments.service.ledger.PaymentTotals;
import payments.service.observability.Events;
import payments.service.observability.Metrics;
import payments.service.reconciliation.Difference;
import payments.service.reconciliation.Reconciliation;
import payments.service.reconciliation.ReconciliationReport;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.DynamoDbClients;
import payments.service.store.DynamoDbPaymentScan;

/**
 * The Lambda function that compares payments with the ledger. Connect it to a schedule, and call it by hand after a
 * failover or a restore. The event is {@code {}}, or {@code {"next":"..."}} with the place that an answer named because the
 * time ran out. The answer is the report as JSON; it changes nothing.
 *
 * <p>Variables: those of {@link ServiceSettings} and {@link DatabaseSettings}. The role may Scan and GetItem the table.
 */
public final class ReconciliationHandler implements RequestStreamHandler {

    /** A line of a log is for a person to begin with; the answer has more. */
    private static final int NAMED_IN_THE_LOG = 20;

    private final Reconciliation reconciliation;
    private final Events events;
    private final Metrics metrics;

    /** Reads the environment; the constructor that Lambda calls. */
    public ReconciliationHandler() {
        this(FunctionEnvironment.of(FunctionContract.RECONCILIATION));
    }

    /** Reads this environment. */
    public ReconciliationHandler(FunctionEnvironment environment) {
        this(ServiceParts.of(ServiceSettings.from(environment)), environment);
    }

    ReconciliationHandler(ServiceParts parts, FunctionEnvironment environment) {
        this(reconciliation(parts, DatabaseSettings.required(environment)), parts.events(), parts.metrics());
    }

    /** Takes the collaborators. */
    public ReconciliationHandler(Reconciliation reconciliation, Events events, Metrics metrics) {
        this.reconciliation = reconciliation;
        this.events = events;
        this.metrics = metrics;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Invocation.run(input, output, context, this::answer);
    }

    String answer(JsonValue event, Deadline deadline) {
        ReconciliationReport report = reconciliation.run(next(event), deadline);
        metrics.record(
                FunctionMetric.RECONCILIATION_MISSING, (double) report.missing().count(), Map.of());
        metrics.record(
                FunctionMetric.RECONCILIATION_EXTRA, (double) report.extra().count(), Map.of());
        metrics.record(
                FunctionMetric.RECONCILIATION_DIFFERING,
                (double) report.differing().count() + report.unreadable().count() + (report.isHeldUp() ? 1 : 0),
                Map.of());
        metrics.record(
                FunctionMetric.RECONCILIATION_CONTRADICTIONS,
                report.contradictions().size(),
                Map.of());
        metrics.record(FunctionMetric.RECONCILIATION_INCOMPLETE, report.next().isPresent() ? 1 : 0, Map.of());
        metrics.record(
                FunctionMetric.RECONCILIATION_LONGEST_WAIT,
                (double) report.longestWait().toMillis(),
                Map.of());
        Map<String, Object> summary = summary(report);
        log(report, summary);
        Map<String, Object> answer = new LinkedHashMap<>(summary);
        answer.put("missing_ids", report.missing().items());
        answer.put("extra_ids", report.extra().items());
        answer.put("unreadable_ids", report.unreadable().items());
        answer.put(
                "differences",
                report.differing().items().stream()
                        .map(ReconciliationHandler::difference)
                        .toList());
        answer.put("contradiction_list", report.contradictions());
        report.next().ifPresent(next -> answer.put("next", next));
        return JsonText.of(answer);
    }

    /** A schedule discards the answer: what an operator needs to begin, and the place to continue, must be in the log. */
    private void log(ReconciliationReport report, Map<String, Object> summary) {
        Map<String, Object> fields = new LinkedHashMap<>(summary);
        report.next().ifPresent(next -> fields.put("next", next));
        if (report.agrees()) {
            events.info("ledger-agrees", fields);
            return;
        }
        fields.put("missing_ids", first(report.missing().items()));
        fields.put("extra_ids", first(report.extra().items()));
        fields.put("unreadable_ids", first(report.unreadable().items()));
        fields.put(
                "differing_ids",
                first(report.differing().items().stream()
                        .map(Difference::paymentId)
                        .toList()));
        fields.put("contradiction_list", first(report.contradictions()));
        events.warn("ledger-disagrees", fields);
    }

    private static List<String> first(List<String> all) {
        return all.subList(0, Math.min(all.size(), NAMED_IN_THE_LOG));
    }

    private static Optional<String> next(JsonValue event) {
        JsonValue.Obj fields = event.asObject();
        return fields == null ? Optional.empty() : Optional.ofNullable(fields.text("next"));
    }

    private static Map<String, Object> summary(ReconciliationReport report) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("agrees", report.agrees());
        summary.put("complete", report.next().isEmpty());
        summary.put("payments", report.payments());
        summary.put("ledger_payments", report.ledgerPayments());
        summary.put("waiting", report.waiting());
        summary.put("longest_wait_seconds", report.longestWait().toSeconds());
        summary.put("missing", report.missing().count());
        summary.put("extra", report.extra().count());
        summary.put("differing", report.differing().count());
        summary.put("held_up", report.isHeldUp());
        summary.put("unreadable", report.unreadable().count());
        summary.put("contradictions", report.contradictions().size());
        return summary;
    }

    private static Map<String, Object> difference(Difference difference) {
        return Map.of(
                "payment_id", difference.paymentId(),
                "expected", totals(difference.expected()),
                "actual", totals(difference.actual()));
    }

    private static List<Map<String, Object>> totals(List<PaymentTotals> totals) {
        return totals.stream()
                .map(total -> Map.<String, Object>of(
                        "currency", total.currency(),
                        "authorised", total.authorised(),
                        "captured", total.captured(),
                        "refunded", total.refunded(),
                        "released", total.released()))
                .toList();
    }

    private static Reconciliation reconciliation(ServiceParts parts, DatabaseSettings database) {
        ServiceSettings settings = parts.settings();
        return new Reconciliation(
                new DynamoDbPaymentScan(
                        DynamoDbClients.at(settings.region(), settings.dynamoDbEndpoint()),
                        settings.table(),
                        new Backoff()),
                // The ledger follows the region's table, and the table the log.
                parts.local(),
                parts.outbox(),
                new LedgerReader(Databases.at(database, parts.clock())),
                parts.clock());
    }
}
