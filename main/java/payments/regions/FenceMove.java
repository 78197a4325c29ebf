package payments.regions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.service.resilience.Backoff;
import payments.service.store.DynamoDbRegionFence;
import payments.service.store.RegionFence;
import payments.service.store.RegionFence.Ownership;

/**
 * The move where the fence of each region's table decides: first away from all others, then to the target, each in one
 * transaction under the epoch that was seen.
 *
 * <p>Every table that is not the target's is written, also one that refuses already. So two people who move to two
 * regions at once write the same tables, and of each table one of them saw it before the other wrote it: both cannot come to the
 * end, since all reads come before all writes.
 */
final class FenceMove implements Move {
    private final Topology topology;
    private final RegionClients clients;
    private final Backoff backoff;
    private final Order order;

    private record Fence(String region, Ownership ownership) {
        boolean letsItWrite() {
            return ownership.isOf(region);
        }
    }

    /** Moves by the clients of all regions but a lost one. */
    FenceMove(Topology topology, RegionClients clients, Backoff backoff, Order order) {
        this.topology = topology;
        this.clients = clients;
        this.backoff = backoff;
        this.order = order;
    }

    @Override
    public Plan plan(Steps steps) {
        String target = order.target();
        refuseEpoch();
        Optional<String> lost = lost();
        List<String> called = new ArrayList<>(topology.without(target));
        lost.ifPresent(called::remove);
        called.add(target);
        List<Fence> seen = new ArrayList<>();
        for (String region : called) {
            seen.add(steps.take(
                    "the fence in the table of %s".formatted(region),
                    () -> new Fence(region, Reach.in(region, topology.table().name(), fence(region)::ownership)),
                    found -> words(found.ownership())));
        }
        return seen.stream()
                        .allMatch(fence -> fence.letsItWrite() == fence.region().equals(target))
                ? Plan.done(
                        "%s has the payments already, and no other region takes any".formatted(target),
                        afterwards(lost))
                : new Plan(
                        seen.stream()
                                .map(fence -> "the fence in the table of %s names %s from epoch %d on: one transaction"
                                        .formatted(
                                                fence.region(),
                                                target,
                                                fence.ownership().epoch() + 1))
                                .toList(),
                        Optional.of(then -> seen.forEach(fence -> write(fence.region(), fence.ownership(), then))),
                        afterwards(lost));
    }

    private void refuseEpoch() {
        order.epoch().ifPresent(epoch -> {
            throw new RegionsException(
                    "the tables of this environment have an epoch each",
                    "--epoch %d".formatted(epoch),
                    "leave it out: the command writes each table under the epoch that it reads there");
        });
    }

    private Optional<String> lost() {
        List<String> others = topology.without(order.target());
        if (!order.isLost() || order.lost().isPresent()) {
            return order.lost();
        }
        if (others.size() != 1) {
            throw new RegionsException(
                    "which region is lost is not said",
                    "--lost, and there are %s".formatted(String.join(", ", others)),
                    "--lost=REGION to one of them");
        }
        return Optional.of(others.get(0));
    }

    private static List<String> afterwards(Optional<String> lost) {
        return lost.map(region -> List.of(
                        "The fence in the table of %s still lets that region take payments: until it is moved, one order can have effects in both."
                                .formatted(region),
                        "As soon as its table can be reached, before anything else there: the same command without --lost.",
                        "If only the table is out of reach: stop its functions (aws lambda put-function-concurrency --reserved-concurrent-executions 0).",
                        "Payments that only %s has are not in the other region: hold what clients sent before the move."
                                .formatted(region)))
                .orElseGet(() -> List.of(
                        "Payments of the other region are not in this one: hold what clients sent before the move.",
                        "Messages and files of the other region wait there until it takes payments again."));
    }

    private void write(String region, Ownership seen, Steps steps) {
        steps.take(
                "the fence in the table of %s to %s".formatted(region, order.target()),
                () -> Reach.in(region, topology.table().name(), deadline -> {
                    try {
                        return fence(region).move(seen, order.handover(), deadline);
                    } catch (IllegalStateException e) {
                        throw faster(region, seen);
                    }
                }),
                FenceMove::words);
    }

    private RegionsException faster(String region, Ownership seen) {
        return new RegionsException(
                "another person was faster",
                "%s in %s: its fence was at epoch %d, and is not any more"
                        .formatted(topology.table().name(), region, seen.epoch()),
                "decide anew, by what 'payments regions status' shows now");
    }

    private RegionFence fence(String region) {
        return fence(topology, clients, backoff, region);
    }

    /** The fence in a region's table. */
    static RegionFence fence(Topology topology, RegionClients clients, Backoff backoff, String region) {
        return new DynamoDbRegionFence(
                clients.in(region),
                topology.table(),
                backoff,
                region.equals(topology.home()) ? Optional.of(region) : Optional.empty());
    }

    /** What a fence says. */
    static String words(Ownership ownership) {
        return ownership
                .region()
                .map(owner -> "%s, epoch %d".formatted(owner, ownership.epoch()))
                .orElse("never moved, no owner here");
    }
}
