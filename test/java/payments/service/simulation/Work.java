package payments.service.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import payments.drill.evidence.Violation;
import payments.service.batch.BatchHeldException;
import payments.service.batch.LeaseLostException;
import payments.service.batch.Run;
import payments.service.json.JsonValue;
import payments.service.resilience.UnavailableException;
import payments.service.simulation.World.FileRun;
import payments.service.store.RegionFence.Ownership;
import payments.service.workflow.PaymentRefusedException;
import payments.service.workflow.StepUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What AWS does for the service: it invokes its functions, and invokes them again when they fail. */
final class Work {
    /** Longer than a lease and than the sweep's patience, with clocks that disagree. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** More rounds than that, and something never ends. */
    private static final int MOST_ROUNDS = 60;

    private final World world;
    private int streamPosition;

    Work(World world) {
        this.world = world;
    }

    /** Delivers messages; deletes those that the function did not name as failed. */
    void deliver(String region, List<MemoryQueue.Message> messages) {
        world.note("deliver %s in %s"
                .formatted(messages.stream().map(MemoryQueue.Message::id).toList(), region));
        Optional<Set<String>> failed =
                world.invoke(Functions.WORK_TIME, deadline -> world.in(region).deliver(messages, deadline));
        world.note("-> failed %s".formatted(failed.map(Set::toString).orElse("all, no answer")));
        failed.ifPresent(known -> world.queue.settle(messages, known));
    }

    /** Shows the relay the next records of the table's stream. */
    void stream(String region, int most) {
        List<Map<String, AttributeValue>> all = world.watch.stream();
        int from = streamPosition;
        int to = Math.min(all.size(), from + most);
        List<Map<String, Object>> records = new ArrayList<>();
        for (int i = from; i < to; i++) {
            records.add(
                    Map.of("dynamodb", Map.of("SequenceNumber", Integer.toString(i), "NewImage", image(all.get(i)))));
        }
        world.note("stream %d to %d in %s".formatted(from, to, region));
        world.invoke(Functions.WORK_TIME, deadline -> world.in(region).stream(records, deadline))
                .ifPresent(failed -> streamPosition =
                        Math.max(streamPosition, failed.map(Integer::parseInt).orElse(to)));
    }

    void loseStreamRecord() {
        streamPosition = Math.min(streamPosition + 1, world.watch.stream().size());
    }

    private static Map<String, Object> image(Map<String, AttributeValue> item) {
        Map<String, Object> image = new HashMap<>();
        item.forEach((name, value) ->
                image.put(name, value.s() == null ? Map.of("N", String.valueOf(value.n())) : Map.of("S", value.s())));
        return image;
    }

    void sweep(String region) {
        world.note("sweep in %s".formatted(region));
        Optional<Boolean> unused = world.invoke(Functions.WORK_TIME, deadline -> {
            try {
                world.in(region).sweep(deadline);
            } catch (UnavailableException e) {
                world.note("-> unavailable");
            }
            return true;
        });
    }

    void workflow(String region, String paymentId) {
        JsonValue input = new JsonValue.Obj(Map.of("payment_id", new JsonValue.Text(paymentId)));
        world.note("workflow of %s in %s".formatted(paymentId, region));
        Optional<Boolean> unused = world.invoke(Functions.WORK_TIME, deadline -> {
            try {
                if (world.in(region).workflow.validate(input, deadline).valid()) {
                    var processed = world.in(region).workflow.process(input, deadline);
                    world.note("-> %s".formatted(processed.status()));
                    return world.in(region).workflow.publish(input, deadline).valid();
                }
            } catch (StepUnavailableException | PaymentRefusedException e) {
                world.note("-> %s".formatted(String.valueOf(e.getMessage())));
            }
            return false;
        });
    }

    /** Somebody takes the writing to the other region. */
    void moveFence(String region) {
        Optional<Boolean> unused = world.invoke(Functions.WORK_TIME, deadline -> {
            try {
                Ownership seen = world.in(region).fence.ownership(deadline);
                String to = World.REGIONS.get(
                        1 - World.REGIONS.indexOf(seen.region().orElseThrow()));
                world.note("fence from %s to %s".formatted(seen, to));
                Ownership moved = world.in(region).fence.move(seen, to, deadline);
                world.note("-> %s".formatted(moved));
            } catch (UnavailableException | IllegalStateException e) {
                world.note("-> %s".formatted(String.valueOf(e.getMessage())));
            }
            return true;
        });
    }

    /** Runs a file; the event comes again until the function ends well. */
    void runFile(String region, FileRun due) {
        world.note("run %s of %s in %s".formatted(due.owner(), due.file().key(), region));
        Optional<Boolean> ended = world.invoke(Functions.WORK_TIME, deadline -> {
            try {
                world.in(region).batches.process(due.file(), new Run(due.owner(), due.number(), deadline));
                return true;
            } catch (UnavailableException | BatchHeldException | LeaseLostException e) {
                world.note("-> %s".formatted(e.getClass().getSimpleName()));
                return false;
            }
        });
        if (ended.orElse(false)) {
            world.note("-> done");
            world.dueRuns.remove(due);
        }
    }

    /** Goes on until nothing is left that could be done. */
    void finish() {
        for (int round = 0; !world.dueRuns.isEmpty(); round++) {
            requireProgress(round, "files are never done: " + world.dueRuns);
            world.pass(PATIENCE);
            List.copyOf(world.dueRuns).forEach(due -> runFile(world.ownerRegion(), due));
        }
        int waiting = -1;
        for (int round = 0; waiting != world.queue.waiting().size(); round++) {
            requireProgress(round, "the queue is never empty");
            waiting = world.queue.waiting().size();
            deliver(world.ownerRegion(), List.copyOf(world.queue.waiting()));
        }
        world.pass(PATIENCE);
        stream(world.ownerRegion(), Integer.MAX_VALUE / 2);
        sweep(world.ownerRegion());
    }

    private static void requireProgress(int round, String complaint) {
        if (round > MOST_ROUNDS) {
            throw new Violation("I8", complaint);
        }
    }
}
