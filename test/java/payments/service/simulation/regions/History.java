package payments.service.simulation.regions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import payments.drill.evidence.Answers;
import payments.drill.evidence.Answers.KeyPromise;
import payments.drill.evidence.Answers.Promise;
import payments.drill.evidence.Evidence;
import payments.drill.evidence.Violation;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.Payment;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;
import payments.service.domain.Rejection;
import payments.service.domain.Transition;
import payments.service.idempotency.IdempotencyScope;
import payments.service.payment.CreateOutcome;
import payments.service.payment.PaymentCommand;
import payments.service.payment.PaymentService;
import payments.service.payment.TransitionCommand;
import payments.service.payment.TransitionOutcome;
import payments.service.resilience.UnavailableException;
import payments.service.store.Reading;
import payments.service.store.RegionFence.Ownership;

/**
 * One history of two regions, drawn from a seed: callers who repeat their orders wherever they get an answer, steps that are
 * taken again after a region died, an operator who moves the writing, and what happens to regions and calls.
 */
final class History {
    /** What leaves the caller in doubt. */
    private static final Set<String> NO_ANSWER = Set.of("unavailable", "not owner", "in progress");

    private static final Duration LONGER_THAN_AN_OWNERSHIP_IS_REMEMBERED = Duration.ofSeconds(2);

    private static final int ROUNDS_TO_REST = 4;
    private static final int LONGEST = 60;
    private static final Transition[] TRANSITIONS = {
        Transition.AUTHORISE,
        Transition.AUTHORISE,
        Transition.CAPTURE,
        Transition.CAPTURE,
        Transition.REFUND,
        Transition.FAIL
    };

    private final Random random;
    private final World world;
    private final Design design;
    private final List<PaymentCommand> orders = new ArrayList<>();
    private final List<TransitionCommand> steps = new ArrayList<>();
    private final Map<String, PaymentId> made = new LinkedHashMap<>();
    private final List<Promise> promises = new ArrayList<>();
    private final List<KeyPromise> keys = new ArrayList<>();
    private final List<Payment> readings = new ArrayList<>();
    private final Map<PaymentId, Long> versions = new HashMap<>();
    private int names;

    History(long seed, Variant variant) {
        this.random = new Random(seed);
        this.design = variant.design();
        this.world = new World(random, variant, () -> act(random.nextInt(100)));
    }

    World world() {
        return world;
    }

    /** What is there to be judged. */
    Evidence evidence() {
        return new Evidence(
                world.log.items(World.LOG).values(),
                world.watch,
                world.regions(),
                world.topic,
                new Answers(promises, keys, readings));
    }

    /** Runs it until all regions are back and everything has come to rest. */
    void run() {
        if (design == Design.LOG) {
            noneAnswersBeforeOneOwns();
        }
        init();
        int length = 15 + random.nextInt(LONGEST - 15);
        for (int step = 0; step < length; step++) {
            act(random.nextInt(100));
        }
        world.heal();
        followers().forEach(follower -> follower.stop(false));
        world.pass(LONGER_THAN_AN_OWNERSHIP_IS_REMEMBERED);
        init();
        if (design == Design.LOG) {
            settle();
            List.copyOf(orders).forEach(this::mustBeAnswered);
            List.copyOf(steps).forEach(this::step);
            settle();
        }
    }

    /** Which region is named first means nothing. */
    private void noneAnswersBeforeOneOwns() {
        world.calm(true);
        PaymentCommand order = newOrder();
        for (Region region : world.regions()) {
            if (ordered(order, region)) {
                throw new Violation("R4", "%s answers, and no one has said that it owns".formatted(region.name()));
            }
        }
        world.calm(false);
        world.pass(LONGER_THAN_AN_OWNERSHIP_IS_REMEMBERED);
    }

    /** Every function of every region runs until there is nothing left to do. */
    private void settle() {
        for (int round = 0; round < ROUNDS_TO_REST; round++) {
            world.pass(Duration.ofSeconds(60));
            for (Follower follower : followers()) {
                follower.minute();
                follower.project(Integer.MAX_VALUE);
                follower.relay(Integer.MAX_VALUE, false);
                follower.sweep();
            }
        }
        for (Region region : world.regions()) {
            if (!region.follower().map(Follower::isComplete).orElse(true)) {
                throw new Violation("I10", "%s still catches up".formatted(region.name()));
            }
        }
    }

    private List<Follower> followers() {
        return world.regions().stream()
                .flatMap(region -> region.follower().stream())
                .toList();
    }

    /** After rest nothing is held: the region that owns says of every order what became of it. */
    private void mustBeAnswered(PaymentCommand order) {
        Region owner = world.owner();
        if (!ordered(order, owner)) {
            throw new Violation("I10", "%s owns and gives no answer to %s".formatted(owner.name(), order));
        }
    }

    /** Says for the first time who owns, unless it was said. */
    private void init() {
        if (design == Design.LOG) {
            Region first = world.region(World.FIRST);
            Optional<String> unused = world.invoke(first, deadline -> {
                try {
                    return first.ownership()
                            .move(new Ownership(Optional.empty(), 0), World.FIRST, deadline)
                            .toString();
                } catch (UnavailableException | IllegalStateException e) {
                    return String.valueOf(e.getMessage());
                }
            });
        }
    }

    private void act(int dice) {
        if (dice < 16) {
            order(newOrder());
        } else if (dice < 28) {
            oneOf(orders).ifPresent(this::order);
        } else if (dice < 41) {
            oneOf(List.copyOf(made.values())).ifPresent(id -> step(newStep(id)));
        } else if (dice < 55) {
            oneOf(steps).ifPresent(this::step);
        } else if (dice < 74) {
            world.any().follower().ifPresent(this::follow);
        } else if (dice < 80) {
            move(world.any());
        } else if (dice < 84) {
            oneOf(List.copyOf(made.values())).ifPresent(id -> ask(id, world.any()));
        } else if (dice < 92) {
            fate(world.any(), random.nextInt(7));
        } else {
            world.pass(
                    random.nextInt(3) == 0
                            ? Duration.ofHours(random.nextInt(3) > 0 ? 14 : 28)
                            : Duration.ofSeconds(15));
        }
    }

    private void follow(Follower follower) {
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> follower.project(1 + random.nextInt(6));
            case 3, 4 -> follower.relay(1 + random.nextInt(4), random.nextInt(5) == 0);
            case 5 -> follower.sweep();
            default -> follower.minute();
        }
    }

    private void fate(Region region, int dice) {
        switch (dice) {
            case 0 -> {
                if (!world.other(region).isDead()) {
                    world.note("%s dies".formatted(region.name()));
                    region.die();
                }
            }
            case 1, 2 -> {
                world.note("%s is back".formatted(region.name()));
                region.comeBack();
                region.join();
            }
            case 3 -> {
                world.note("%s is cut off".formatted(region.name()));
                region.cutOff();
            }
            case 4 -> region.join();
            default -> region.follower().ifPresent(follower -> follower.stop(dice == 5));
        }
    }

    private PaymentCommand newOrder() {
        names++;
        String key = "key-" + (random.nextInt(4) == 0 ? random.nextInt(names) : names);
        return new PaymentCommand(
                new IdempotencyScope("shop", "POST /payments", key),
                random.nextInt(3) == 0 ? Optional.of(new PaymentId("own-" + random.nextInt(names))) : Optional.empty(),
                new Money(100, Currencies.of("EUR")),
                PaymentDetails.NONE,
                "create");
    }

    /** Callers go to the region that answers; when it does not, or sends them away, they go to the other. */
    private void order(PaymentCommand order) {
        if (!orders.contains(order)) {
            orders.add(order);
        }
        Region first = world.any();
        if (!ordered(order, first)) {
            boolean unused = ordered(order, world.other(first));
        }
    }

    private boolean ordered(PaymentCommand order, Region region) {
        world.note("create %s %s in %s".formatted(order.scope().key(), order.paymentId(), region.name()));
        Optional<String> answer = world.invoke(region, deadline -> {
            try {
                return region.api().create(order, deadline).match(new Created(order, region));
            } catch (UnavailableException e) {
                return "unavailable";
            }
        });
        world.note("-> %s".formatted(answer.orElse("no answer")));
        return answer.filter(text -> !NO_ANSWER.contains(text)).isPresent();
    }

    private final class Created implements CreateOutcome.Cases<String> {
        private final PaymentCommand order;
        private final Region region;

        Created(PaymentCommand order, Region region) {
            this.order = order;
            this.region = region;
        }

        private String promised(Payment payment, String answer) {
            made.put(order.scope().key(), payment.id());
            promises.add(new Promise(region.name(), payment.id(), "create"));
            versions.merge(payment.id(), payment.progress().version(), Math::max);
            order.idByKey().ifPresent(byKey -> keys.add(new KeyPromise(byKey, payment.id())));
            return answer;
        }

        @Override
        public String created(Payment payment) {
            return promised(payment, "created");
        }

        @Override
        public String replayed(Payment payment) {
            return promised(payment, "replayed");
        }

        @Override
        public String keyReused() {
            return "key reused";
        }

        @Override
        public String idTaken() {
            return "id taken";
        }

        @Override
        public String inProgress() {
            return "in progress";
        }

        @Override
        public String notOwner() {
            return "not owner";
        }
    }

    private record Answer(boolean given, Optional<Reading> reading) {
        static final Answer NONE = new Answer(false, Optional.empty());
    }

    /** A reader sees all that was promised before the question, or that the answer is an earlier state. */
    private void ask(PaymentId id, Region region) {
        long promised = versions.getOrDefault(id, 0L);
        Answer answer = world.invoke(region, deadline -> {
                    try {
                        return new Answer(true, region.api().read(id, "shop", deadline));
                    } catch (UnavailableException e) {
                        return Answer.NONE;
                    }
                })
                .orElse(Answer.NONE);
        if (design == Design.FENCES || !answer.given()) {
            return;
        }
        Reading read = answer.reading()
                .orElseThrow(() -> new Violation(
                        "R2 (I4)", "%s was promised and is not found in %s".formatted(id, region.name())));
        if (read.asOf().isEmpty() && read.payment().progress().version() < promised) {
            throw new Violation(
                    "R2 (I4)", "%d steps were promised and %s says %s".formatted(promised, region.name(), read));
        }
        readings.add(read.payment());
    }

    private TransitionCommand newStep(PaymentId id) {
        Transition transition = TRANSITIONS[random.nextInt(TRANSITIONS.length)];
        Optional<Money> amount =
                random.nextBoolean() && transition != Transition.FAIL && transition != Transition.AUTHORISE
                        ? Optional.of(new Money(60, Currencies.of("EUR")))
                        : Optional.empty();
        String operation = transition.word() + "-" + random.nextInt(3);
        return new TransitionCommand(id, operation, transition, amount, "shop", operation);
    }

    private void step(TransitionCommand step) {
        if (!steps.contains(step)) {
            steps.add(step);
        }
        Region region = world.any();
        PaymentService service = region.work();
        world.note("%s of %s in %s".formatted(step.operationId(), step.paymentId(), region.name()));
        Optional<String> answer = world.invoke(region, deadline -> {
            try {
                return service.apply(step, deadline).match(new Stepped(step, region));
            } catch (UnavailableException e) {
                return "unavailable";
            }
        });
        world.note("-> %s".formatted(answer.orElse("no answer")));
    }

    private final class Stepped implements TransitionOutcome.Cases<String> {
        private final TransitionCommand step;
        private final Region region;

        Stepped(TransitionCommand step, Region region) {
            this.step = step;
            this.region = region;
        }

        private String promised(Payment payment, String answer) {
            versions.merge(payment.id(), payment.progress().version(), Math::max);
            promises.add(new Promise(region.name(), step.paymentId(), step.operationId()));
            return answer;
        }

        @Override
        public String applied(Payment payment) {
            return promised(payment, "applied");
        }

        @Override
        public String replayed(Payment payment) {
            return promised(payment, "replayed");
        }

        @Override
        public String tooEarly(PaymentStatus status) {
            return "too early";
        }

        @Override
        public String tooLate(PaymentStatus status) {
            return "too late";
        }

        @Override
        public String refused(Rejection reason) {
            return "refused " + reason.slug();
        }

        @Override
        public String unknownPayment() {
            if (design == Design.FENCES) {
                return "unknown";
            }
            throw new Violation(
                    "R2", "%s was promised and is unknown in %s".formatted(step.paymentId(), region.name()));
        }

        @Override
        public String inProgress() {
            return "in progress";
        }

        @Override
        public String notOwner() {
            return "not owner";
        }
    }

    /** The operator has the writing moved here: with fences first at the other region, if that answers. */
    private void move(Region to) {
        world.note("move to %s".formatted(to.name()));
        if (design == Design.FENCES) {
            moved(world.other(to), to);
        }
        moved(to, to);
    }

    private void moved(Region through, Region to) {
        Optional<String> result = world.invoke(through, deadline -> {
            try {
                Ownership seen = through.ownership().ownership(deadline);
                return seen.isOf(to.name())
                        ? "is there"
                        : through.ownership().move(seen, to.name(), deadline).toString();
            } catch (UnavailableException | IllegalStateException e) {
                return String.valueOf(e.getMessage());
            }
        });
        world.note("-> through %s: %s".formatted(through.name(), result.orElse("no answer")));
    }

    private <T> Optional<T> oneOf(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }
}
