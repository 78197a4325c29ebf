package payments.service.handler;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import payments.contract.RegionRole;
import payments.service.domain.PaymentId;
import payments.service.observability.EmbeddedMetrics;
import payments.service.observability.Events;
import payments.service.observability.JsonLines;
import payments.service.observability.Metrics;
import payments.service.observability.StandardOutput;
import payments.service.outbox.EventPublisher;
import payments.service.outbox.LedgerPosting;
import payments.service.outbox.OutboxRelay;
import payments.service.payment.PaymentService;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.HealthProbe;
import payments.service.store.DynamoDbClients;
import payments.service.store.DynamoDbOutboxStore;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.DynamoDbRegionFence;
import payments.service.store.PaymentStore;
import payments.service.store.RegionFence;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The parts that every function is made of, put together once at start and, under SnapStart, part of the snapshot.
 *
 * @param settings the environment
 * @param clock UTC; asked at each use, so nothing of it is in a snapshot
 * @param store payments
 * @param outbox events on their way out
 * @param fence which region may write; empty where each may
 * @param payments the use cases
 * @param events the log
 * @param metrics numbers
 */
public record ServiceParts(
        ServiceSettings settings,
        Clock clock,
        PaymentStore store,
        DynamoDbOutboxStore outbox,
        Optional<RegionFence> fence,
        PaymentService payments,
        Events events,
        Metrics metrics) {

    /** Puts the parts together over DynamoDB as the settings name it. */
    public static ServiceParts of(ServiceSettings settings) {
        return of(
                settings,
                DynamoDbClients.at(settings.region(), settings.dynamoDbEndpoint()),
                Clock.systemUTC(),
                new Backoff(),
                StandardOutput::print);
    }

    /**
     * Puts the parts together over a client.
     *
     * @param lines gets the lines of log and metrics
     */
    public static ServiceParts of(
            ServiceSettings settings, DynamoDbClient client, Clock clock, Backoff backoff, Consumer<String> lines) {
        Optional<DynamoDbRegionFence> fence = settings.role()
                .map(role -> new DynamoDbRegionFence(
                        client,
                        settings.table(),
                        backoff,
                        role == RegionRole.HOME ? Optional.of(settings.region()) : Optional.empty()));
        PaymentStore store = new DynamoDbPaymentStore(client, settings.table(), settings.region(), fence, backoff);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("environment", settings.environment());
        fields.put("region", settings.region());
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put("Environment", settings.environment());
        dimensions.put("Region", settings.region());
        return new ServiceParts(
                settings,
                clock,
                store,
                new DynamoDbOutboxStore(client, settings.table(), backoff),
                fence.map(RegionFence.class::cast),
                new PaymentService(store, clock, settings.region()),
                new JsonLines(lines, clock, fields),
                new EmbeddedMetrics(lines, clock, dimensions));
    }

    /** The same parts over another store, for tests with failures. */
    public ServiceParts over(PaymentStore other) {
        return new ServiceParts(
                settings,
                clock,
                other,
                outbox,
                fence,
                new PaymentService(other, clock, settings.region()),
                events,
                metrics);
    }

    /** The relay of the outbox, with this ledger and this topic. */
    public OutboxRelay relay(LedgerPosting ledger, EventPublisher publisher) {
        return new OutboxRelay(outbox, ledger, publisher, clock, events, metrics);
    }

    /** Whether the table answers: reads a payment that does not exist. */
    public HealthProbe tableProbe() {
        PaymentId absent = new PaymentId("health-probe");
        return new HealthProbe() {
            @Override
            public String name() {
                return "table";
            }

            @Override
            public void probe(Deadline deadline) {
                payments.find(absent, deadline);
            }
        };
    }
}
