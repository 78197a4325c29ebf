package payments.service.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.Threat;
import payments.drill.evidence.Violation;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;
import payments.service.messaging.MessageWriter;
import payments.service.messaging.PaymentMessage.ApplyTransition;
import payments.service.simulation.Clients.Order;
import payments.service.simulation.Mutants.Mutant;

/** Takes the guards away, one at a time: each must be missed. With all of them, the same histories pass. */
@Requirement("D9")
class MutationTest {
    /** Enough for every mutant of the list; the build's simulation runs more than these with all guards. */
    private static final int SEEDS = 200;

    private static final Order ORDER = new Order("shop", "key-1", Optional.of("own-1"), 100, "EUR", "invoice 1");

    /**
     * A history that needs one guard.
     *
     * @param name the guard
     * @param without the service without it
     * @param history throws when the guard is gone
     */
    record Scenario(String name, Variant without, Consumer<World> history) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Mutant> mutants() {
        return Mutants.all();
    }

    static List<Scenario> scenarios() {
        return List.of(
                new Scenario(
                        "key: time to live is compared, not absence", Mutants.withoutTimeToLive(), MutationTest::reuse),
                new Scenario(
                        "change: the payment has the version that was read",
                        Mutants.withoutVersion(),
                        MutationTest::twoStepsAtOnce),
                new Scenario(
                        "create: a transaction whose answer got lost knows itself again",
                        Mutants.withoutToken(),
                        MutationTest::createWithALostAnswer),
                new Scenario(
                        "fence: a move whose answer got lost knows itself again",
                        Mutants.withoutToken(),
                        MutationTest::moveWithALostAnswer));
    }

    @ParameterizedTest(name = "without \"{0}\" a random history breaks an invariant")
    @MethodSource("mutants")
    @DisplayName("every guard is needed by a random history")
    void aRandomHistoryBreaks(Mutant mutant) {
        for (long seed = 0; seed < SEEDS; seed++) {
            Optional<AssertionError> failure = failure(new Simulation(seed, mutant.variant()));
            if (failure.isPresent()) {
                assertThat(failure.get().getCause())
                        .as("what seed %d shows", seed)
                        .isInstanceOf(Violation.class)
                        .hasMessageStartingWith(mutant.invariant());
                Simulation whole = new Simulation(seed, Variant.WHOLE);
                assertThatCode(whole::run).doesNotThrowAnyException();
                return;
            }
        }
        throw new AssertionError("%d histories pass without \"%s\"".formatted(SEEDS, mutant));
    }

    private static Optional<AssertionError> failure(Simulation simulation) {
        try {
            simulation.run();
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(e);
        }
    }

    @ParameterizedTest(name = "without \"{0}\" its history goes wrong")
    @MethodSource("scenarios")
    @Threat({"B13", "E04"})
    @DisplayName("B13 E04 every guard is needed by its own history")
    void itsOwnHistoryBreaks(Scenario scenario) {
        assertThatCode(() -> scenario.history().accept(new World(Variant.WHOLE)))
                .doesNotThrowAnyException();
        World without = new World(scenario.without());
        assertThatThrownBy(() -> scenario.history().accept(without))
                .isInstanceOfAny(Violation.class, IllegalStateException.class);
    }

    /** B13: after its retention a key may name another payment, although DynamoDB has not deleted it. */
    private static void reuse(World world) {
        Clients clients = new Clients(world);
        require(clients.send(ORDER, World.HOME).orElseThrow().status() == 201);
        world.pass(Duration.ofHours(25));
        Order other = new Order("shop", "key-1", Optional.of("own-2"), 100, "EUR", "invoice 2");
        require(clients.send(other, World.HOME).orElseThrow().status() == 201);
    }

    /** Another step is taken between the read and the write of one. */
    private static void twoStepsAtOnce(World world) {
        require(new Clients(world).send(ORDER, World.HOME).orElseThrow().status() == 201);
        step(world, "op-0", Transition.AUTHORISE, Optional.empty());
        Optional<Money> some = Optional.of(new Money(30, Currencies.of("EUR")));
        world.use(new Meanwhile(Port.TRANSACTION, () -> step(world, "op-1", Transition.CAPTURE, some)));
        step(world, "op-2", Transition.CAPTURE, some);
    }

    private static void step(World world, String operation, Transition transition, Optional<Money> amount) {
        ApplyTransition order = new ApplyTransition(new PaymentId("own-1"), operation, transition, amount);
        world.queue.send(MessageWriter.write(order), order);
        List<MemoryQueue.Message> waiting = world.queue.waiting();
        new Work(world).deliver(World.HOME, List.of(waiting.get(waiting.size() - 1)));
    }

    /** E04: the caller that made the payment gets that answer, and not that another caller made it before. */
    private static void createWithALostAnswer(World world) {
        world.use(new LostAnswers(Port.TRANSACTION));
        Functions.Answer answer = new Clients(world).send(ORDER, World.HOME).orElseThrow();
        require(answer.status() == 201 && !answer.replayed());
    }

    private static void moveWithALostAnswer(World world) {
        world.use(new LostAnswers(Port.TRANSACTION));
        Optional<String> owner = world.invoke(Functions.WORK_TIME, deadline -> {
            var fence = world.in(World.HOME).fence;
            return fence.move(fence.ownership(deadline), "eu-central-1", deadline)
                    .region()
                    .orElseThrow();
        });
        require(owner.equals(Optional.of(world.ownerRegion())));
    }

    private static void require(boolean expected) {
        if (!expected) {
            throw new Violation("scenario", "the answer is another");
        }
    }

    /** The first answer of a port gets lost. */
    private static final class LostAnswers implements FaultInjector {
        private final Deque<Port> left = new ArrayDeque<>();

        LostAnswers(Port port) {
            left.add(port);
        }

        @Override
        public <T> T around(Port port, String call, Supplier<T> effect) {
            T answer = effect.get();
            if (left.remove(port)) {
                throw port.lost();
            }
            return answer;
        }
    }

    /** Before the first call of a port somebody else acts. */
    private static final class Meanwhile implements FaultInjector {
        private final Deque<Runnable> left = new ArrayDeque<>();
        private final Port port;

        Meanwhile(Port port, Runnable act) {
            this.port = port;
            left.add(act);
        }

        @Override
        public <T> T around(Port called, String call, Supplier<T> effect) {
            if (called == port && !left.isEmpty()) {
                left.remove().run();
            }
            return effect.get();
        }
    }
}
