package payments.infrastructure.ledger;

import java.util.Map;
import payments.contract.FunctionContract;
import payments.contract.FunctionMetric;
import payments.contract.FunctionVariable;
import payments.infrastructure.compute.FunctionSpec;
import payments.infrastructure.compute.Schedule;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.compute.Worker;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.LedgerSettings;
import payments.infrastructure.config.deployment.WorkerSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.Periods;
import payments.infrastructure.observability.ServiceAlarms;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** The function that compares payments with the ledger on a schedule, and the alarms on what it finds. */
public final class LedgerReconciliation extends Construct {
    /** It reads every payment; what it does not reach is reported in its log, and one at a time is enough. */
    private static final WorkerSettings SIZE = new WorkerSettings(1024, 900, 1);

    private static final Map<String, FunctionMetric> FINDINGS = Map.of(
            "missing", FunctionMetric.RECONCILIATION_MISSING,
            "extra", FunctionMetric.RECONCILIATION_EXTRA,
            "differing", FunctionMetric.RECONCILIATION_DIFFERING,
            "contradictions", FunctionMetric.RECONCILIATION_CONTRADICTIONS,
            "incomplete", FunctionMetric.RECONCILIATION_INCOMPLETE);

    private final Worker worker;

    /** Defines the function, its schedule and its alarms. */
    public LedgerReconciliation(
            Construct scope,
            String id,
            Placement placement,
            WorkerHost host,
            LedgerSettings settings,
            Map<FunctionVariable, String> variables) {
        super(scope, id);
        this.worker = new Worker(
                this,
                "worker",
                placement,
                host,
                new FunctionSpec(
                        ResourceName.RECONCILIATION,
                        FunctionContract.RECONCILIATION,
                        "Compares payments with the books",
                        SIZE,
                        variables));
        new Schedule(this, "schedule", placement, host, everyHours(settings.reconciliationHours()), worker);
        FINDINGS.forEach((what, metric) -> new Alarm(
                this,
                "reconciliation-" + what,
                placement,
                host.alertsArn(),
                "Payments and books (%s): what was found, and where to go on, is in the function's log".formatted(what),
                ServiceAlarms.metric(placement, metric, "Maximum"),
                new Alarm.Above(0, Periods.ofFiveMinutes(1))));
        new Alarm(this, placement, host.alertsArn(), ServiceAlarms.ofLongestWait(placement));
    }

    /** The function. */
    public ServiceFunction function() {
        return worker.function();
    }

    /** EventBridge refuses the plural of one. */
    private static String everyHours(int hours) {
        return hours == 1 ? "rate(1 hour)" : "rate(%d hours)".formatted(hours);
    }
}
