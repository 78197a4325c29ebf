package payments.service.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;
import payments.service.messaging.MessageWriter;
import payments.service.messaging.PaymentMessage.ApplyTransition;
import payments.service.simulation.Clients.Order;

/** One history drawn from one seed, and the judgement on it. */
final class Simulation {
    private static final int LONGEST_HISTORY = 45;
    private static final int DEEPEST_INTERLUDE = 2;
    private static final List<String> CALLERS = List.of("shop", "bakery");
    private static final Transition[] TRANSITIONS = {
        Transition.AUTHORISE,
        Transition.AUTHORISE,
        Transition.CAPTURE,
        Transition.CAPTURE,
        Transition.REFUND,
        Transition.FAIL
    };

    private final long seed;
    private final Random random;
    private final World world;
    private final Clients clients;
    private final Work work;
    private int names;

    Simulation(long seed, Variant variant) {
        this.seed = seed;
        this.random = new Random(seed);
        this.world = new World(variant);
        this.clients = new Clients(world);
        this.work = new Work(world);
    }

    /**
     * Runs it.
     *
     * @throws AssertionError when an invariant does not hold; gives the seed and the history
     */
    void run() {
        try {
            Chaos chaos = new Chaos(random, world, this::interlude);
            world.use(chaos);
            int length = 10 + random.nextInt(LONGEST_HISTORY - 10);
            for (int step = 0; step < length; step++) {
                act(random.nextInt(100));
            }
            world.note("the storm is over");
            chaos.end();
            work.finish();
            clients.promised().keySet().forEach(id -> clients.ask(id, World.HOME));
            new Judgement(world).pass();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed %d: %s%nreplay: -Dsimulation.seed=%d%n%s"
                            .formatted(seed, e, seed, String.join(System.lineSeparator(), world.history)),
                    e);
        }
    }

    private void interlude() {
        if (world.depth() <= DEEPEST_INTERLUDE) {
            act(random.nextInt(85));
        }
    }

    /** Up to 85 what may happen while a function runs; above it what lasts longer than any function. */
    private void act(int dice) {
        if (dice < 22) {
            clients.send(newOrder(), region());
        } else if (dice < 34) {
            oneOf(clients.sent()).ifPresent(order -> clients.send(order, region()));
        } else if (dice < 40) {
            oneOf(clients.sent()).ifPresent(order -> clients.send(changed(order), region()));
        } else if (dice < 55) {
            step();
        } else if (dice < 68) {
            work.deliver(region(), some(world.queue.waiting(), 4));
        } else if (dice < 74) {
            work.stream(region(), 1 + random.nextInt(4));
        } else if (dice < 77) {
            work.sweep(region());
        } else if (dice < 80) {
            oneOf(List.copyOf(clients.promised().keySet())).ifPresent(id -> clients.ask(id, region()));
        } else if (dice < 84) {
            oneOf(List.copyOf(clients.promised().keySet())).ifPresent(id -> work.workflow(region(), id));
        } else if (dice < 85) {
            work.moveFence(region());
        } else if (dice < 89) {
            upload();
        } else if (dice < 94) {
            oneOf(world.dueRuns).ifPresent(run -> work.runFile(region(), run));
        } else {
            time(random.nextInt(6));
        }
    }

    private void time(int dice) {
        switch (dice) {
            case 0, 1 -> world.pass(Duration.ofSeconds(3));
            case 2 -> world.pass(Duration.ofMinutes(2));
            case 3 -> world.pass(Duration.ofHours(25));
            case 4 -> {
                world.note("DynamoDB deletes what has expired");
                world.engine.deleteExpired(World.TABLE.name());
            }
            default -> {
                world.note("a stream record is lost");
                work.loseStreamRecord();
            }
        }
    }

    /** Mostly the region that owns the fence; the others must be refused. */
    private String region() {
        return random.nextInt(5) > 0 ? world.ownerRegion() : World.REGIONS.get(random.nextInt(World.REGIONS.size()));
    }

    private Order newOrder() {
        names++;
        boolean hasCard = random.nextInt(40) == 0;
        return new Order(
                CALLERS.get(random.nextInt(CALLERS.size())),
                "key-" + (random.nextInt(4) == 0 ? random.nextInt(names) : names),
                random.nextBoolean() ? Optional.of("own-" + names) : Optional.empty(),
                100 + random.nextInt(3),
                random.nextBoolean() ? "EUR" : "JPY",
                hasCard ? LogWatch.CARD : "invoice " + random.nextInt(3));
    }

    private Order changed(Order order) {
        return switch (random.nextInt(4)) {
            case 0 ->
                new Order(
                        order.caller(),
                        order.key(),
                        order.ownId(),
                        order.amount() + 1,
                        order.currency(),
                        order.reference());
            case 1 ->
                new Order(
                        order.caller(),
                        order.key(),
                        Optional.of("own-" + ++names),
                        order.amount(),
                        order.currency(),
                        order.reference());
            case 2 ->
                new Order(
                        order.caller(),
                        "key-" + ++names,
                        order.ownId(),
                        order.amount(),
                        order.currency(),
                        order.reference());
            default -> new Order(CALLERS.get(0), order.key(), order.ownId(), order.amount(), "USD", order.reference());
        };
    }

    /** Somebody orders a step of a payment, once or twice, perhaps before the steps that must come first. */
    private void step() {
        oneOf(List.copyOf(clients.promised().keySet())).ifPresent(id -> {
            Order order = Objects.requireNonNull(clients.promised().get(id), id);
            Optional<Money> amount = random.nextInt(3) == 0
                    ? Optional.of(new Money(1 + random.nextInt(80), Currencies.of(order.currency())))
                    : Optional.empty();
            Transition transition = TRANSITIONS[random.nextInt(TRANSITIONS.length)];
            ApplyTransition message =
                    new ApplyTransition(new PaymentId(id), "op-" + random.nextInt(8), transition, amount);
            world.note("queue: %s".formatted(message));
            for (int copy = random.nextInt(2); copy >= 0; copy--) {
                world.queue.send(MessageWriter.write(message), message);
            }
        });
    }

    private void upload() {
        StringBuilder content = new StringBuilder("payment_id,amount,currency\n");
        int rows = 1 + random.nextInt(6);
        for (int row = 0; row < rows; row++) {
            String amount = random.nextInt(10) == 0 ? "1,5" : "1." + random.nextInt(10) + "0";
            content.append("row-%d,%s,EUR\n".formatted(random.nextInt(9), amount));
        }
        names++;
        world.note("upload %d: %s".formatted(names, content.toString().replace('\n', '|')));
        var file = world.files.receive("file-%d.csv".formatted(names), content.toString());
        for (int event = random.nextInt(2); event >= 0; event--) {
            world.due(file, 1);
        }
    }

    private <T> Optional<T> oneOf(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    /** In any order. */
    private <T> List<T> some(List<T> all, int most) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, Math.min(most, shuffled.size())));
    }
}
