package payments.regions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.effects.DynamoDbEffectLog;
import payments.service.effects.LogOwnership;
import payments.service.effects.LoggedEffect;
import payments.service.outbox.OutboxEntry;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.AuditRecord;
import payments.service.store.DynamoDbAuditRecords;
import payments.service.store.DynamoDbOutboxStore;
import payments.service.store.DynamoDbPaymentStore;

/** Collects what is known of a payment, in every region. A region that does not answer is part of the answer. */
public final class StoryReader {
    private final Topology topology;
    private final RegionClients clients;
    private final Queues queues;
    private final Executions executions;
    private final Backoff backoff;

    /** Reads by these clients. */
    public StoryReader(
            Topology topology, RegionClients clients, Queues queues, Executions executions, Backoff backoff) {
        this.topology = topology;
        this.clients = clients;
        this.queues = queues;
        this.executions = executions;
        this.backoff = backoff;
    }

    /** Reads everything. */
    public Story read(PaymentId id, Instant now) {
        return new Story(
                id,
                now,
                topology.log().isPresent(),
                topology.log().flatMap(log -> effects(log, id)),
                owners(),
                topology.regions().stream().map(region -> copy(region, id)).toList());
    }

    /** By the first region that reaches the log: all that do see the same. */
    private Optional<List<LoggedEffect>> effects(String log, PaymentId id) {
        return topology.regions().stream()
                .map(region -> Reach.ask(
                                region, log, deadline -> new DynamoDbEffectLog(clients.in(region), log, backoff)
                                        .after(id, 0, deadline))
                        .value())
                .flatMap(Optional::stream)
                .findFirst();
    }

    private List<String> owners() {
        return topology.regions().stream()
                .filter(region -> Reach.ask(
                                region, topology.log().orElse(topology.table().name()), deadline -> topology.log()
                                        .map(log ->
                                                new LogOwnership(clients.in(region), log, backoff).ownership(deadline))
                                        .orElseGet(() -> FenceMove.fence(topology, clients, backoff, region)
                                                .ownership(deadline)))
                        .value()
                        .filter(ownership -> ownership.isOf(region))
                        .isPresent())
                .toList();
    }

    private Copy copy(String region, PaymentId id) {
        List<String> silences = new ArrayList<>();
        String table = topology.table().name();
        DynamoDbPaymentStore store =
                new DynamoDbPaymentStore(clients.in(region), topology.table(), region, Optional.empty(), backoff);
        Reach.Answer<Optional<Payment>> found = Reach.ask(region, table, deadline -> store.find(id, deadline));
        boolean hasAnswered = found.value().isPresent();
        if (!hasAnswered) {
            silences.add(found.why());
            return new Copy(region, false, Optional.empty(), List.of(), List.of(), List.of(), List.of(), silences);
        }
        Optional<Payment> payment = found.value().get();
        long version = payment.map(known -> known.progress().version()).orElse(0L);
        return new Copy(
                region,
                true,
                payment,
                noted(silences, () -> Reach.in(region, table, deadline -> audit(region, id, version, deadline))),
                noted(silences, () -> Reach.in(region, table, deadline -> events(region, id, version, deadline))),
                noted(silences, () -> topology.workflow()
                        .map(machine -> executions.of(region, machine, id))
                        .orElse(List.of())),
                noted(
                        silences,
                        () -> topology.queues().isEmpty() ? List.of() : queues.depths(region, topology.queues())),
                silences);
    }

    private List<AuditRecord> audit(String region, PaymentId id, long version, Deadline deadline) {
        DynamoDbAuditRecords records = new DynamoDbAuditRecords(clients.in(region), topology.table(), backoff);
        List<AuditRecord> found = new ArrayList<>();
        for (long step = 1; step <= version; step++) {
            records.find(id, step, deadline).ifPresent(found::add);
        }
        return found;
    }

    private List<Event> events(String region, PaymentId id, long version, Deadline deadline) {
        DynamoDbOutboxStore outbox = new DynamoDbOutboxStore(clients.in(region), topology.table(), backoff);
        List<Event> found = new ArrayList<>();
        for (long step = 1; step <= version; step++) {
            outbox.find(id, step, deadline).map(StoryReader::event).ifPresent(found::add);
        }
        return found;
    }

    private static Event event(OutboxEntry entry) {
        return new Event(
                entry.event().sequence(),
                entry.event().type().word(),
                entry.event().occurredAt(),
                entry.sent());
    }

    private static <T> List<T> noted(List<String> silences, Supplier<List<T>> read) {
        try {
            return read.get();
        } catch (RegionsException e) {
            silences.add(e.at());
            return List.of();
        }
    }
}
