package payments.service.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.Threat;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;
import payments.service.messaging.MessageWriter;
import payments.service.messaging.PaymentMessage.ApplyTransition;
import payments.service.simulation.Clients.Order;

/**
 * Every happy path, killed before and after each call of a port that it makes, then tried again by its caller. The
 * calls are counted by a run that nobody kills, so a new call in the code is a new crash point here.
 */
@Requirement("D9")
class CrashPointTest {
    private static final Order ORDER = new Order("shop", "key-1", Optional.empty(), 100, "EUR", "invoice 1");

    /**
     * One thing that the service does.
     *
     * @param name for the report
     * @param leastCalls fewer calls than this, and the path is not the one that is meant
     * @param before what must have happened first
     * @param path what is killed, and what its caller does again
     */
    record Path(String name, int leastCalls, Consumer<Stage> before, Consumer<Stage> path) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A world with one client. */
    private static final class Stage {
        private final World world = new World(Variant.WHOLE);
        private final Clients clients = new Clients(world);
        private final Work work = new Work(world);

        private void create() {
            Optional<Functions.Answer> unused = clients.send(ORDER, World.HOME);
        }

        private String payment() {
            return clients.promised().keySet().iterator().next();
        }

        private void order(Transition transition) {
            ApplyTransition message = new ApplyTransition(
                    new PaymentId(payment()), "op-" + transition.word(), transition, Optional.empty());
            world.queue.send(MessageWriter.write(message), message);
        }

        private void deliver() {
            work.deliver(World.HOME, List.copyOf(world.queue.waiting()));
        }

        private void upload() {
            world.due(
                    world.files.receive(
                            "a.csv",
                            "payment_id,amount,currency\nrow-1,1.00,EUR\nrow-2,bad,EUR\nrow-3,3.00,EUR\nrow-1,1.00,EUR\nrow-4,9.00,EUR\n"),
                    1);
        }

        private void runFiles() {
            world.pass(Duration.ofMinutes(2));
            List.copyOf(world.dueRuns).forEach(due -> work.runFile(World.HOME, due));
        }
    }

    static List<Path> paths() {
        return List.of(
                new Path("create", 1, stage -> {}, Stage::create),
                new Path("replay", 2, Stage::create, Stage::create),
                new Path(
                        "transition of a queue message",
                        2,
                        stage -> {
                            stage.create();
                            stage.order(Transition.AUTHORISE);
                        },
                        Stage::deliver),
                new Path(
                        "queue messages in the wrong order",
                        4,
                        stage -> {
                            stage.create();
                            stage.order(Transition.CAPTURE);
                            stage.order(Transition.AUTHORISE);
                        },
                        Stage::deliver),
                new Path(
                        "refused queue message",
                        2,
                        stage -> {
                            stage.create();
                            ApplyTransition tooMuch = new ApplyTransition(
                                    new PaymentId(stage.payment()),
                                    "op-1",
                                    Transition.AUTHORISE,
                                    Optional.of(new Money(999, Currencies.of("EUR"))));
                            stage.world.queue.send(MessageWriter.write(tooMuch), tooMuch);
                        },
                        Stage::deliver),
                new Path("batch file", 8, Stage::upload, Stage::runFiles),
                new Path(
                        "rows of a batch file",
                        3,
                        stage -> {
                            stage.upload();
                            stage.runFiles();
                        },
                        Stage::deliver),
                new Path(
                        "relay by the stream",
                        12,
                        CrashPointTest::capturedPayment,
                        stage -> stage.work.stream(World.HOME, 10)),
                new Path(
                        "relay by the sweep",
                        12,
                        stage -> {
                            capturedPayment(stage);
                            stage.world.pass(Duration.ofMinutes(1));
                        },
                        stage -> stage.work.sweep(World.HOME)),
                new Path("workflow", 15, Stage::create, stage -> stage.work.workflow(World.HOME, stage.payment())),
                new Path("move of the fence", 2, Stage::create, CrashPointTest::moveFenceAway));
    }

    private static void capturedPayment(Stage stage) {
        stage.create();
        stage.order(Transition.AUTHORISE);
        stage.order(Transition.CAPTURE);
        stage.deliver();
    }

    /** The second call, after a crash that came too late, must find that there is nothing left to do. */
    private static void moveFenceAway(Stage stage) {
        if (stage.world.ownerRegion().equals(World.HOME)) {
            stage.work.moveFence(World.HOME);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paths")
    @Threat({"B10", "C20", "D16", "E04", "G02", "G03", "I2", "I3"})
    @DisplayName("B10 C20 D16 G02 killed at any call, each happy path comes to the same end")
    void comesToTheSameEnd(Path path) {
        CrashPoint count = CrashPoint.none();
        String expected = end(path, count);
        assertThat(count.calls()).as("calls of %s", path).isGreaterThanOrEqualTo(path.leastCalls());
        for (int call = 1; call <= count.calls(); call++) {
            for (boolean afterEffect : new boolean[] {false, true}) {
                String end = end(path, new CrashPoint(call, afterEffect));
                assertThat(end)
                        .as("%s, killed %s call %d", path, afterEffect ? "after" : "before", call)
                        .isEqualTo(expected);
            }
        }
    }

    /** Where payments, batches and owner stand when all has come to rest. */
    private static String end(Path path, CrashPoint crash) {
        Stage stage = new Stage();
        path.before().accept(stage);
        stage.world.use(crash);
        path.path().accept(stage);
        stage.world.use(FaultInjector.NONE);
        path.path().accept(stage);
        stage.work.finish();
        stage.clients.promised().keySet().forEach(id -> stage.clients.ask(id, World.HOME));
        new Judgement(stage.world).pass();
        return stage.world.state();
    }
}
