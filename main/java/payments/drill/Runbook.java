package payments.drill;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.regions.Init;
import payments.regions.Move;
import payments.regions.Order;
import payments.regions.Plan;
import payments.regions.RegionClients;
import payments.regions.RegionsException;
import payments.regions.Steps;
import payments.service.resilience.Backoff;
import payments.service.store.Handover;

/** The steps of {@code main/docs/runbooks/failover.md}, taken by the code of {@code payments regions}. */
final class Runbook {
    private final World world;
    private final RegionClients clients;
    private final Backoff backoff;
    private final List<Taken> taken = new ArrayList<>();

    /**
     * A command that was given.
     *
     * @param command the command
     * @param at when
     * @param took how long it took
     * @param isDone whether it came to its end
     * @param ownersWritten how many items that say who owns were written
     * @param lines what it printed
     */
    record Taken(String command, Instant at, Duration took, boolean isDone, int ownersWritten, List<String> lines) {}

    Runbook(World world) {
        this.world = world;
        this.clients = new RegionClients(region -> world.site(region).operated());
        this.backoff = new Backoff(world::pass, () -> 0.5);
    }

    /** Names the first owner, where the regions share a log. */
    void init(String region) {
        if (world.logName().isPresent()) {
            boolean unused = give("init --to %s".formatted(region), steps -> new Init(
                            world.topology(), clients, backoff, handover(region, "the first owner"))
                    .plan(steps));
        }
    }

    /** Gives the payments to a region while another is lost. */
    boolean moveFromLost(String region, String lost) {
        Order order = new Order(handover(region, lost + " is lost"), true, Optional.of(lost), Optional.empty());
        return give("move --to %s --lost=%s".formatted(region, lost), steps -> plan(order, steps));
    }

    /** Gives the payments to a region by a plan. */
    boolean move(String region, String why) {
        Order order = new Order(handover(region, why), false, Optional.empty(), Optional.empty());
        return give("move --to %s".formatted(region), steps -> plan(order, steps));
    }

    private Plan plan(Order order, Steps steps) {
        return Move.of(world.topology(), clients, backoff, order, world.timeline())
                .plan(steps);
    }

    private Handover handover(String region, String why) {
        return new Handover(region, "payments drill", why, world.now());
    }

    private interface Planning {
        Plan plan(Steps steps);
    }

    private boolean give(String command, Planning planning) {
        Instant begin = world.now();
        int before = world.ownersWritten();
        StringWriter printed = new StringWriter();
        Steps steps = new Steps(new PrintWriter(printed), () -> Duration.between(Timeline.START, world.now())
                .toNanos());
        boolean done = true;
        try {
            Plan plan = planning.plan(steps);
            plan.writes().ifPresent(write -> write.accept(steps));
            if (plan.writes().isEmpty()) {
                plan.words().forEach(line -> printed.append(line).append('\n'));
            }
        } catch (RegionsException e) {
            printed.append(e.getMessage());
            done = false;
        }
        taken.add(new Taken(
                "payments regions " + command,
                begin,
                Duration.between(begin, world.now()),
                done,
                world.ownersWritten() - before,
                printed.toString().lines().toList()));
        return done;
    }

    List<Taken> taken() {
        return List.copyOf(taken);
    }
}
