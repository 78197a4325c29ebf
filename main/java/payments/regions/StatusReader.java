package payments.regions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import payments.service.effects.LogOwnership;
import payments.service.resilience.Backoff;
import payments.service.store.DynamoDbOutboxStore;
import payments.service.store.RegionFence;
import payments.service.store.RegionFence.Move;

/** Asks each region how it is. A region that does not answer is part of the answer. */
public final class StatusReader {
    private final Topology topology;
    private final RegionClients clients;
    private final Queues queues;
    private final Backoff backoff;

    /** Reads by these clients. */
    public StatusReader(Topology topology, RegionClients clients, Queues queues, Backoff backoff) {
        this.topology = topology;
        this.clients = clients;
        this.queues = queues;
        this.backoff = backoff;
    }

    /** Reads all regions. */
    public Status read(Instant now) {
        List<RegionState> states = topology.regions().stream().map(this::state).toList();
        List<Move> moves = states.stream()
                .filter(state -> state.ownership().isPresent())
                .flatMap(state -> Reach.ask(
                        state.region(),
                        owners(state.region()).name(),
                        owners(state.region()).fence()::moves)
                        .value()
                        .stream())
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of());
        return new Status(topology.environment(), now, topology.log().isPresent(), states, moves);
    }

    private record Owners(String name, RegionFence fence) {}

    private Owners owners(String region) {
        return topology.log()
                .map(log -> new Owners(log, new LogOwnership(clients.in(region), log, backoff)))
                .orElseGet(
                        () -> new Owners(topology.table().name(), FenceMove.fence(topology, clients, backoff, region)));
    }

    private RegionState state(String region) {
        List<String> silences = new ArrayList<>();
        Owners owners = owners(region);
        var ownership = noted(silences, Reach.ask(region, owners.name(), owners.fence()::ownership));
        Optional<Following> following = topology.log()
                .filter(log -> ownership.isPresent())
                .flatMap(log -> noted(
                        silences,
                        Reach.ask(
                                region,
                                log,
                                deadline -> Following.of(region, clients.in(region), log, backoff, deadline))))
                .flatMap(found -> found);
        boolean isSilent = topology.log().isEmpty() && ownership.isEmpty();
        Optional<Outbox> outbox = isSilent
                ? Optional.empty()
                : noted(
                        silences,
                        Reach.ask(
                                region,
                                topology.table().name(),
                                deadline -> Outbox.of(
                                        new DynamoDbOutboxStore(clients.in(region), topology.table(), backoff),
                                        deadline)));
        return new RegionState(
                region, ownership, following, outbox, isSilent ? List.of() : depths(region, silences), silences);
    }

    private List<QueueDepth> depths(String region, List<String> silences) {
        if (topology.queues().isEmpty()) {
            return List.of();
        }
        try {
            return queues.depths(region, topology.queues());
        } catch (RegionsException e) {
            silences.add(e.at());
            return List.of();
        }
    }

    private static <T> Optional<T> noted(List<String> silences, Reach.Answer<T> answer) {
        if (answer.value().isEmpty()) {
            silences.add(answer.why());
        }
        return answer.value();
    }
}
