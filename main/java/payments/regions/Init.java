package payments.regions;

import java.util.List;
import java.util.Optional;
import payments.service.effects.LogOwnership;
import payments.service.resilience.Backoff;
import payments.service.store.Handover;
import payments.service.store.RegionFence.Ownership;

/** Names the first owner of a log, where none is named. */
public final class Init {
    private static final String LOG = "the log of effects";

    private final String target;
    private final Handover handover;
    private final LogOwnership owner;

    /** Writes by the client of the region that is to own the payments. */
    public Init(Topology topology, RegionClients clients, Backoff backoff, Handover handover) {
        this.target = topology.require("--to", handover.toRegion());
        this.handover = handover;
        String log = topology.log()
                .orElseThrow(() -> new RegionsException(
                        "the environment has no log of effects",
                        "environment %s: the fence of each table decides, and %s takes payments until it is moved"
                                .formatted(topology.environment(), topology.home()),
                        "nothing is to be named first; use 'payments regions move'"));
        this.owner = new LogOwnership(clients.in(target), log, backoff);
    }

    /** Reads who owns, and plans the first owner where there is none. */
    public Plan plan(Steps steps) {
        Ownership seen = steps.take("who owns the payments", this::ownership, this::words);
        if (seen.isOf(target)) {
            return Plan.done("%s owns the payments already: %s".formatted(target, words(seen)), List.of());
        }
        if (seen.region().isPresent()) {
            throw taken(seen);
        }
        return new Plan(
                List.of("%s owns the payments from epoch 1 on".formatted(target)),
                Optional.of(then -> then.take(
                        "write the first owner",
                        () -> Reach.in(target, LOG, deadline -> {
                            try {
                                return owner.move(seen, handover, deadline);
                            } catch (IllegalStateException e) {
                                throw taken(ownership());
                            }
                        }),
                        this::words)),
                List.of());
    }

    private Ownership ownership() {
        return Reach.in(target, LOG, owner::ownership);
    }

    private String words(Ownership ownership) {
        return Owner.words(ownership, Reach.in(target, LOG, owner::moves));
    }

    private RegionsException taken(Ownership ownership) {
        return new RegionsException(
                "another region owns the payments",
                words(ownership),
                "use 'payments regions move --to %s' to give them to it".formatted(target));
    }
}
