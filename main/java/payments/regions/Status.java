package payments.regions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.service.store.RegionFence.Move;

/**
 * Who has the payments of an environment and how far each region is, at one moment.
 *
 * @param environment the environment's suffix
 * @param at when
 * @param hasLog whether the regions share a log; else the fence of each table decides
 * @param regions each region
 * @param moves all moves that are known, the last one first
 */
public record Status(String environment, Instant at, boolean hasLog, List<RegionState> regions, List<Move> moves) {
    /** Copies the lists. */
    public Status {
        regions = List.copyOf(regions);
        moves = List.copyOf(moves);
    }

    /** The region that has the payments, if exactly one has. */
    Optional<String> owner() {
        List<String> owners = regions.stream()
                .filter(RegionState::ownsItself)
                .map(RegionState::region)
                .toList();
        return owners.size() == 1 ? Optional.of(owners.get(0)) : Optional.empty();
    }

    /** What is not as it should be, one line each. */
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        owners(findings);
        for (RegionState state : regions) {
            state.silences().forEach(why -> findings.add("no answer: " + why));
            if (hasLog) {
                following(state, findings);
            }
        }
        return findings;
    }

    private void owners(List<String> findings) {
        List<String> owners = regions.stream()
                .filter(RegionState::ownsItself)
                .map(RegionState::region)
                .toList();
        boolean allAnswered =
                regions.stream().allMatch(state -> state.ownership().isPresent());
        if (owners.size() > 1) {
            findings.add("%s all take payments: one order can have an effect in each; move them to one, now"
                    .formatted(String.join(" and ", owners)));
        } else if (owners.isEmpty()
                && hasLog
                && regions.stream().anyMatch(state -> state.ownership()
                        .filter(found -> found.region().isPresent())
                        .isPresent())) {
            findings.add("the region that owns the payments gave no answer, or is none of this environment");
        } else if (owners.isEmpty() && allAnswered) {
            findings.add(
                    hasLog
                            ? "no region owns the payments: payments regions init --to REGION"
                            : "no region takes payments: a move did not come to its end; repeat it");
        }
    }

    private void following(RegionState state, List<String> findings) {
        if (state.ownership().isEmpty()) {
            return;
        }
        String region = state.region();
        if (state.following().isEmpty()) {
            findings.add("%s never followed the log, and cannot be given the payments".formatted(region));
            return;
        }
        Following following = state.following().get();
        following.whyNever().or(() -> following.whyNotNow(at)).ifPresent(why -> findings.add(region + ": " + why));
    }

    /** What waits, and for whom, one line each. */
    public List<String> waiting() {
        List<String> waiting = new ArrayList<>();
        Optional<String> owner = owner();
        for (RegionState state : regions) {
            boolean isOwner = owner.filter(state.region()::equals).isPresent();
            state.outbox()
                    .filter(outbox -> outbox.depth() > 0)
                    .ifPresent(outbox -> waiting.add("%s: %d events for its relay%s"
                            .formatted(
                                    state.region(),
                                    outbox.depth(),
                                    isOwner || !hasLog ? "" : ", which posts them; the owner's publishes them")));
            for (QueueDepth queue : state.queues()) {
                if (queue.waiting() + queue.underWay() > 0) {
                    waiting.add("%s: %d messages in %s%s"
                            .formatted(
                                    state.region(),
                                    queue.waiting() + queue.underWay(),
                                    queue.name(),
                                    isOwner || hasLog ? "" : ", until the region takes payments again"));
                }
            }
        }
        return waiting;
    }
}
