package payments.regions;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import payments.service.effects.LogOwnership;
import payments.service.resilience.Backoff;
import payments.service.store.RegionFence.Ownership;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The move where the regions share a log: one conditional write into it. All that is called is the log as the target
 * reaches it, so that neither kind of move needs an answer of the region that has the payments.
 */
final class LogMove implements Move {
    private static final String LOG = "the log of effects";

    private final String log;
    private final DynamoDbClient client;
    private final Backoff backoff;
    private final Order order;
    private final Clock clock;
    private final LogOwnership owner;

    /** Moves by the client of the target. */
    LogMove(String log, DynamoDbClient client, Backoff backoff, Order order, Clock clock) {
        this.log = log;
        this.client = client;
        this.backoff = backoff;
        this.order = order;
        this.clock = clock;
        this.owner = new LogOwnership(client, log, backoff);
    }

    @Override
    public Plan plan(Steps steps) {
        String target = order.target();
        Ownership seen = steps.take("who owns the payments", this::ownership, this::words);
        String present = seen.region()
                .orElseThrow(() -> new RegionsException(
                        "no region owns the payments",
                        "%s in %s: the item of the owner is absent".formatted(log, target),
                        "first name the owner: payments regions init --to REGION"));
        if (present.equals(target)) {
            return Plan.done("%s owns the payments already: %s".formatted(target, words(seen)), afterwards());
        }
        checkSeen(seen, present);
        Following following = steps.take(
                        "how far %s follows the log".formatted(target),
                        this::following,
                        found -> found.map(Following::words).orElse("it never followed it"))
                .orElseThrow(() -> notReady("its projector never wrote how far it is"));
        following.whyNever().ifPresent(why -> {
            throw notReady(why);
        });
        Optional<String> notNow = following.whyNotNow(clock.instant());
        if (notNow.isPresent() && !order.isLost()) {
            throw notReady(notNow.get());
        }
        return new Plan(
                List.of("%s owns the payments from epoch %d on, instead of %s: one item of %s"
                        .formatted(target, seen.epoch() + 1, present, log)),
                Optional.of(then -> write(seen, then)),
                afterwards());
    }

    private List<String> afterwards() {
        return order.isLost()
                ? List.of(
                        "The relay of %s publishes what the lost region had accepted and not published."
                                .formatted(order.target()),
                        "The lost region takes no payment when it comes back: it reads who owns them before it answers.")
                : List.of(
                        "Callers are answered by %s within seconds; the other region answers 503."
                                .formatted(order.target()),
                        "Messages, files and captures that the other region began are done there, and need nothing.");
    }

    private void checkSeen(Ownership seen, String present) {
        order.epoch().filter(epoch -> epoch != seen.epoch()).ifPresent(epoch -> {
            throw new RegionsException(
                    "the ownership is not at the epoch that was seen",
                    "--epoch %d, and it is at %d: %s".formatted(epoch, seen.epoch(), words(seen)),
                    "decide anew, by what 'payments regions status' shows now");
        });
        order.lost().filter(lost -> !lost.equals(present)).ifPresent(lost -> {
            throw new RegionsException(
                    "the lost region does not have the payments",
                    "--lost %s, and %s".formatted(lost, words(seen)),
                    "leave --lost out: no region has to be called for a move");
        });
    }

    private RegionsException notReady(String why) {
        return new RegionsException(
                "%s cannot take the payments now".formatted(order.target()),
                "%s: %s".formatted(order.target(), why),
                "wait until 'payments regions status' says that it follows, or name another region with --to");
    }

    private void write(Ownership seen, Steps steps) {
        steps.take(
                "write the owner under epoch %d".formatted(seen.epoch()),
                () -> Reach.in(order.target(), LOG, deadline -> {
                    try {
                        return owner.move(seen, order.handover(), deadline);
                    } catch (IllegalStateException e) {
                        throw faster(seen);
                    }
                }),
                this::words);
    }

    private RegionsException faster(Ownership seen) {
        return new RegionsException(
                "another person was faster",
                "%s: the ownership was at epoch %d, and now %s".formatted(log, seen.epoch(), words(ownership())),
                "decide anew, by what 'payments regions status' shows now");
    }

    private Ownership ownership() {
        return Reach.in(order.target(), LOG, owner::ownership);
    }

    private Optional<Following> following() {
        return Reach.in(order.target(), LOG, deadline -> Following.of(order.target(), client, log, backoff, deadline));
    }

    private String words(Ownership ownership) {
        return Owner.words(ownership, Reach.in(order.target(), LOG, owner::moves));
    }
}
