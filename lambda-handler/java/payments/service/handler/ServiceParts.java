package payments.service.handler;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import payments.contract.FunctionMetric;
import payments.contract.RegionRole;
import payments.service.domain.Payment;
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
import payments.service.store.DynamoDbProjection;
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
 * @param local payments as the region's own table has them; the same where there is no log of effects
 * @param outbox events on their way out
 * @param fence which region may write; empty where each may
 * @param log what the region shares with others; empty where it shares nothing
 * @param payments the use cases
 * @param events the log
 * @param metrics numbers
 */
public record ServiceParts(
        ServiceSettings settings,
        Clock clock,
        PaymentStore store,
        PaymentStore local,
        DynamoDbOutboxStore outbox,
        Optional<RegionFence> fence,
        Optional<LogParts> log,
        PaymentService payments,
        Events events,
        Metrics metrics) {

    /** Puts the parts together over DynamoDB as the settings name it. */
    public static ServiceParts of(ServiceSettings settings) {
        DynamoDbClient table = DynamoDbClients.at(settings.region(), settings.dynamoDbEndpoint());
        return of(
                settings,
                new Clients(
                        table,
                        settings.log()
                                .map(log -> DynamoDbClients.at(log.region(), log.endpoint()))
                                .orElse(table)),
                Clock.systemUTC(),
                new Backoff(),
                StandardOutput::print);
    }

    /** Puts the parts together over one client for everything. */
    public static ServiceParts of(
            ServiceSettings settings, DynamoDbClient client, Clock clock, Backoff backoff, Consumer<String> lines) {
        return of(settings, new Clients(client, client), clock, backoff, lines);
    }

    /**
     * The clients.
     *
     * @param table calls the table of payments
     * @param log calls the log of effects
     */
    public record Clients(DynamoDbClient table, DynamoDbClient log) {}

    /**
     * Puts the parts together over clients.
     *
     * @param lines gets the lines of log and metrics
     */
    public static ServiceParts of(
            ServiceSettings settings, Clients clients, Clock clock, Backoff backoff, Consumer<String> lines) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("environment", settings.environment());
        fields.put("region", settings.region());
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put(FunctionMetric.ENVIRONMENT, settings.environment());
        dimensions.put(FunctionMetric.REGION, settings.region());
        Events events = new JsonLines(lines, clock, fields);
        Optional<LogParts> log = settings.log()
                .map(shared -> LogParts.of(
                        shared.table(),
                        clients.log(),
                        new DynamoDbProjection(clients.table(), settings.table(), backoff),
                        clock,
                        backoff));
        Optional<DynamoDbRegionFence> fence =
                log.isPresent() ? Optional.empty() : fence(settings, clients.table(), backoff);
        PaymentStore local =
                new DynamoDbPaymentStore(clients.table(), settings.table(), settings.region(), fence, backoff);
        PaymentStore store =
                log.map(shared -> shared.begun(shared.over(local, events))).orElse(local);
        return new ServiceParts(
                settings,
                clock,
                store,
                local,
                new DynamoDbOutboxStore(clients.table(), settings.table(), backoff),
                fence.map(RegionFence.class::cast),
                log,
                new PaymentService(store, clock, settings.region()),
                events,
                new EmbeddedMetrics(lines, clock, dimensions));
    }

    private static Optional<DynamoDbRegionFence> fence(
            ServiceSettings settings, DynamoDbClient client, Backoff backoff) {
        return settings.role()
                .map(role -> new DynamoDbRegionFence(
                        client,
                        settings.table(),
                        backoff,
                        role == RegionRole.HOME ? Optional.of(settings.region()) : Optional.empty()));
    }

    /** The same parts over another store, for tests with failures. */
    public ServiceParts over(PaymentStore other) {
        return with(other, log.isPresent() ? local : other, fence);
    }

    /** The same parts as if the payments had an owner: for a payment that is none. */
    public ServiceParts regardlessOfOwner() {
        return log.map(shared -> with(shared.over(local, events), local, fence)).orElse(this);
    }

    /**
     * The same parts for those who answer callers: where there is a log, they send callers to the region that owns the payments.
     * Everything else takes its steps wherever it runs, since the log decides.
     */
    public ServiceParts forCallers() {
        return log.map(shared -> with(shared.owned(store, settings.region()), local, Optional.of(shared.owner())))
                .orElse(this);
    }

    private ServiceParts with(PaymentStore other, PaymentStore own, Optional<RegionFence> asked) {
        return new ServiceParts(
                settings,
                clock,
                other,
                own,
                outbox,
                asked,
                log,
                new PaymentService(other, clock, settings.region()),
                events,
                metrics);
    }

    /** The relay of the outbox, with this ledger and this topic. */
    public OutboxRelay relay(LedgerPosting ledger, EventPublisher publisher) {
        OutboxRelay alone = new OutboxRelay(outbox, ledger, publisher, clock, events, metrics);
        return log.map(shared -> alone.among(shared.publications(settings.region())))
                .orElse(alone);
    }

    /** Whether the table answers, and the log where there is one: reads a payment that does not exist. */
    public List<HealthProbe> probes() {
        List<HealthProbe> probes = new ArrayList<>(List.of(probe("table", local)));
        log.ifPresent(shared -> probes.add(probe("log", store)));
        return probes;
    }

    private static HealthProbe probe(String name, PaymentStore asked) {
        PaymentId absent = new PaymentId("health-probe");
        return new HealthProbe() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void probe(Deadline deadline) {
                Optional<Payment> unused = asked.find(absent, deadline);
            }
        };
    }
}
