package payments.infrastructure.config.deployment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.constraint.Constraints;
import payments.infrastructure.config.constraint.Contradictions;
import payments.testing.ApiSample;
import payments.testing.Samples;

class CapabilityChecksTest {
    private static final ApiSettings API = ApiSample.DEFAULT.settings();
    private static final WorkerSettings WORKER = new WorkerSettings(1024, 30, 5);
    private static final QueueSettings QUEUE =
            new QueueSettings(180, 6, 4, 14, 5, 10, 0, 5, QueueCapture.BY_REQUEST, WORKER);
    private static final EventSettings EVENTS = new EventSettings(WORKER, 5, List.of());
    private static final WorkflowSettings WORKFLOW = new WorkflowSettings(WORKER, 900);
    private static final LedgerSettings LEDGER = new LedgerSettings(24);
    private static final BatchSettings BATCH = new BatchSettings(1024, 300, null, BucketEncryption.KMS, 5, 1024, true);

    @Test
    void aWorkflowNeedsTheQueueAndTheEvents() {
        assertThatThrownBy(() -> check(API, null, null, null, EVENTS, null, WORKFLOW, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("workflow is given, but queue is not")
                .hasMessageContaining("add the section queue, or leave workflow out");
        assertThatThrownBy(() -> check(API, null, null, QUEUE, null, null, WORKFLOW, null))
                .hasMessageContaining("workflow is given, but events is not");
    }

    @Test
    void aRouteThatCapturesNeedsTheWorkflow() {
        ApiSettings captures = ApiSample.DEFAULT.withCaptures().settings();

        assertThatThrownBy(() -> check(captures, null, null, QUEUE, EVENTS, null, null, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("api.captureRoute is given, but workflow is not")
                .hasMessageContaining("add the section workflow, or leave api.captureRoute out");
    }

    /** The API's function calls Step Functions, and a network whose endpoints leave that out has no way there. */
    @Test
    void aRouteThatCapturesNeedsAWayToStepFunctions() {
        ApiSettings captures = ApiSample.DEFAULT.withCaptures().settings();

        assertThatThrownBy(() -> check(captures, Samples.NETWORK, null, QUEUE, EVENTS, null, WORKFLOW, null))
                .hasMessageContaining("network.interfaceEndpoints has no states")
                .hasMessageContaining("add states");
        assertThatCode(() -> check(captures, null, null, QUEUE, EVENTS, null, WORKFLOW, null))
                .doesNotThrowAnyException();
    }

    @Test
    @Requirement("K41")
    void aQueueThatCapturesNeedsTheWorkflowAndAWayToIt() {
        QueueSettings automatic = new QueueSettings(180, 6, 4, 14, 5, 10, 0, 5, QueueCapture.AUTOMATIC, WORKER);

        assertThatThrownBy(() -> check(API, null, null, automatic, EVENTS, null, null, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("queue.capture: automatic is given, but workflow is not")
                .hasMessageContaining("the processor starts it for each payment")
                .hasMessageContaining("add the section workflow, or leave queue.capture: automatic out");
        assertThatThrownBy(() -> check(API, Samples.NETWORK, null, automatic, EVENTS, null, WORKFLOW, null))
                .hasMessageContaining("queue.capture is given, but network.interfaceEndpoints has no states")
                .hasMessageContaining("the queue's processor must start the workflow");
        assertThatCode(() -> check(API, null, null, automatic, EVENTS, null, WORKFLOW, null))
                .doesNotThrowAnyException();
    }

    @Test
    void filesNeedTheQueue() {
        assertThatThrownBy(() -> check(API, null, null, null, EVENTS, null, null, BATCH))
                .hasMessageContaining("batch is given, but queue is not");
    }

    /** The batch function calls itself, and a network whose endpoints leave Lambda out has no way there. */
    @Test
    void filesNeedAWayToLambda() {
        assertThatThrownBy(() -> check(API, Samples.NETWORK, null, QUEUE, null, null, null, BATCH))
                .hasMessageContaining("network.interfaceEndpoints has no lambda");
        assertThatCode(() -> check(API, null, null, QUEUE, null, null, null, BATCH))
                .doesNotThrowAnyException();
    }

    @Test
    void aLedgerNeedsADatabaseAndARelay() {
        assertThatThrownBy(() -> check(API, null, null, null, EVENTS, LEDGER, null, null))
                .hasMessageContaining("ledger is given, but database is not");
        assertThatThrownBy(() -> check(API, null, Samples.DATABASE, null, null, LEDGER, null, null))
                .hasMessageContaining("ledger is given, but events is not");
    }

    @Test
    void aLogOfEffectsNeedsTheRelay() {
        Contradictions contradictions = new Contradictions();

        CapabilityChecks.check(
                contradictions,
                API,
                null,
                null,
                null,
                null,
                new EffectLogSettings(null, 1024, 60, null),
                null,
                null,
                null);

        assertThatThrownBy(contradictions::throwIfAny).hasMessageContaining("effectLog is given, but events is not");
    }

    @Test
    void aListenerIsReachedAsItsProtocolSays() {
        assertThatThrownBy(() -> Constraints.requireValid(new SubscriptionSettings(
                        "ledger", SubscriptionSettings.Protocol.HTTPS, "http://ledger.example.com", List.of())))
                .hasMessageContaining("endpoint of 'ledger' is 'http://ledger.example.com'")
                .hasMessageContaining("a URL that starts with https://");
    }

    private static void check(
            ApiSettings api,
            @Nullable NetworkSettings network,
            @Nullable DatabaseSettings database,
            @Nullable QueueSettings queue,
            @Nullable EventSettings events,
            @Nullable LedgerSettings ledger,
            @Nullable WorkflowSettings workflow,
            @Nullable BatchSettings batch) {
        Contradictions contradictions = new Contradictions();
        CapabilityChecks.check(contradictions, api, network, database, queue, events, null, ledger, workflow, batch);
        contradictions.throwIfAny();
    }
}
