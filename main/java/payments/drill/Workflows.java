package payments.drill;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import payments.service.domain.PaymentId;
import payments.service.json.JsonValue;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.workflow.PaymentRefusedException;
import payments.service.workflow.PaymentWorkflow;
import payments.service.workflow.StepUnavailableException;
import payments.service.workflow.WorkflowStarter;

/** A region's executions of the workflow that captures. They stand still while the region is away. */
final class Workflows implements WorkflowStarter {
    /** The function that takes the money, and publishes that it is taken. */
    static final String STEP = "ProcessStepHandler";

    private static final Duration TO_THE_STEP = Duration.ofMillis(150);
    private static final Duration STANDSTILL = Duration.ofSeconds(1);

    private final Site site;
    private final Timeline timeline;
    private final Wire states;
    private final PaymentWorkflow workflow;
    private final Set<String> begun = new HashSet<>();
    private int running;
    private int undecided;

    Workflows(Site site, Timeline timeline, Wire states, PaymentWorkflow workflow) {
        this.site = site;
        this.timeline = timeline;
        this.states = states;
        this.workflow = workflow;
    }

    @Override
    public void start(PaymentId id, Deadline deadline) {
        states.through("start", () -> {
            if (begun.add(id.value())) {
                running++;
                timeline.in(TO_THE_STEP, () -> step(id, 0));
            }
        });
    }

    private void step(PaymentId id, int failures) {
        if (site.isAway(timeline.instant())) {
            timeline.in(STANDSTILL, () -> step(id, failures));
            return;
        }
        Optional<Boolean> done = site.invoke(STEP, deadline -> taken(id, deadline));
        if (done.orElse(false)) {
            running--;
        } else if (failures < site.facts().retry().attempts()) {
            double factor = Math.pow(site.facts().retry().rate(), failures);
            long pause = (long) (site.facts().retry().interval().toMillis() * factor);
            timeline.in(Duration.ofMillis(pause), () -> step(id, failures + 1));
        } else {
            // Undecided: an alarm is raised, and the same request starts it again.
            running--;
            undecided++;
            begun.remove(id.value());
            site.measurements().add(Measurements.series("AWS/States", "ExecutionsFailed", site.workflowName()), 1);
        }
    }

    private boolean taken(PaymentId id, Deadline deadline) {
        JsonValue input = new JsonValue.Obj(Map.of("payment_id", new JsonValue.Text(id.value())));
        try {
            var processed = workflow.process(input, deadline);
            var published = workflow.publish(input, deadline);
            return processed.valid() && published.valid();
        } catch (PaymentRefusedException e) {
            return true;
        } catch (StepUnavailableException | UnavailableException e) {
            return false;
        }
    }

    int running() {
        return running;
    }

    int undecided() {
        return undecided;
    }
}
