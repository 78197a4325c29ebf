package payments.regions;

import java.time.Clock;
import payments.service.resilience.Backoff;

/** Gives the payments to a region. */
public interface Move {
    /**
     * Reads and checks all that a move needs, and writes nothing.
     *
     * @throws RegionsException when the payments cannot be given to that region now
     */
    Plan plan(Steps steps);

    /** The move of a deployment of this kind. */
    static Move of(Topology topology, RegionClients clients, Backoff backoff, Order order) {
        return of(topology, clients, backoff, order, Clock.systemUTC());
    }

    /**
     * The same by another clock.
     *
     * @param clock says how long a region has not followed
     */
    static Move of(Topology topology, RegionClients clients, Backoff backoff, Order order, Clock clock) {
        topology.require("--to", order.target());
        order.lost().ifPresent(lost -> topology.require("--lost", lost));
        if (order.lost().filter(order.target()::equals).isPresent()) {
            throw new RegionsException(
                    "a lost region cannot take the payments",
                    "--to %s and --lost %s".formatted(order.target(), order.target()),
                    "one of the two");
        }
        return topology.log()
                .<Move>map(log -> new LogMove(log, clients.in(order.target()), backoff, order, clock))
                .orElseGet(() -> new FenceMove(topology, clients, backoff, order));
    }
}
