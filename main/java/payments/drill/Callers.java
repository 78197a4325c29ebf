package payments.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import payments.drill.evidence.Answers;
import payments.drill.evidence.Answers.Promise;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.json.JsonText;
import payments.service.messaging.MessageWriter;
import payments.service.messaging.PaymentMessage;

/**
 * Those who use the service. Each goes to the region that served it last; when that gives no answer or turns it away, it goes to the
 * next, and it repeats its order, which is the same order, until it is served. One in twenty repeats an order that was served.
 */
final class Callers {
    private static final int CALLERS = 20;
    private static final int REPEATS_ONE_IN = 20;
    private static final int AMOUNT = 1_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_READS = Duration.ofMillis(500);
    private static final Duration LOST_IN_BETWEEN = Duration.ofSeconds(3);
    private static final int LOOKS = 15;

    private final World world;
    private final Load load;
    private final Random random;
    private final List<String> regions;
    private final Map<String, Integer> preferred = new HashMap<>();
    private final Map<String, Made> made = new LinkedHashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final List<Promise> promises = new ArrayList<>();
    private boolean stopped;
    private int orders;
    private int rows;
    private int reads;

    /**
     * A payment that was promised.
     *
     * @param caller to whom
     * @param id the payment
     */
    record Made(String caller, PaymentId id) {}

    Callers(World world, Load load, Random random) {
        this.world = world;
        this.load = load;
        this.random = random;
        this.regions = world.sites().stream().map(Site::name).toList();
    }

    /** An order that a region was asked to take. */
    private record Asked(String region, Instant at, boolean isTaken) {}

    /** Whether a region was asked to take orders from one moment to another, and took none of them. */
    boolean allRefused(String region, Instant from, Instant to) {
        List<Asked> there = asked.stream()
                .filter(order -> order.region().equals(region)
                        && !order.at().isBefore(from)
                        && order.at().isBefore(to))
                .toList();
        return !there.isEmpty() && there.stream().noneMatch(Asked::isTaken);
    }

    /** Begins to ask. */
    void begin() {
        next(load.orders(), this::order);
        if (load.isWhole()) {
            next(load.orders() / 2, this::row);
            world.timeline().in(PAUSE, this::read);
        }
    }

    /** Nothing new is asked; what was begun is brought to its end. */
    void stop() {
        stopped = true;
    }

    private void next(double perSecond, Runnable work) {
        double seconds = -Math.log(1 - random.nextDouble()) / perSecond;
        world.timeline().in(Duration.ofNanos((long) (seconds * 1e9)), () -> {
            if (!stopped) {
                next(perSecond, work);
                work.run();
            }
        });
    }

    private void order() {
        orders++;
        String key = "order-" + orders;
        String caller = "shop-" + orders % CALLERS;
        boolean repeats = random.nextInt(REPEATS_ONE_IN) == 0;
        world.experience().begin(Kind.CREATE, key);
        create(caller, key, id -> {
            if (repeats) {
                world.timeline().in(LOST_IN_BETWEEN, () -> create(caller, key, same -> {}));
            }
            if (load.isWhole()) {
                world.timeline().in(PAUSE, () -> capture(caller, id));
            }
        });
    }

    private void create(String caller, String key, Consumer<String> then) {
        Optional<HttpAnswer> answer = ask(caller, Kind.CREATE, key, creation(key), HttpAnswer.CREATED);
        if (answer.isEmpty()) {
            world.timeline().in(PAUSE, () -> create(caller, key, then));
            return;
        }
        String id = answer.get().text("payment_id");
        world.experience().done(Kind.CREATE, key);
        Made before = made.putIfAbsent(key, new Made(caller, new PaymentId(id)));
        if (before != null && !before.id().value().equals(id)) {
            world.found("R1: %s was answered with the payments %s and %s"
                    .formatted(key, before.id().value(), id));
        }
        if (before == null) {
            promises.add(new Promise("the API", new PaymentId(id), "create"));
        }
        then.accept(id);
    }

    private static Map<String, Object> creation(String key) {
        return Map.of(
                "httpMethod",
                "POST",
                "path",
                "/payments",
                "body",
                JsonText.of(Map.of("amount", AMOUNT, "currency", "EUR", "reference", key)),
                "headers",
                Map.of("Content-Type", "application/json", "Idempotency-Key", key));
    }

    /** Asks one region after the other, from the one that served last; empty where none serves. */
    private Optional<HttpAnswer> ask(
            String caller, Kind kind, String name, Map<String, Object> request, int... served) {
        int first = preferred.getOrDefault(caller, 0);
        for (int i = 0; i < regions.size(); i++) {
            int number = (first + i) % regions.size();
            Site site = world.site(regions.get(number));
            Optional<HttpAnswer> answer = site.request(caller, request);
            if (kind == Kind.CREATE) {
                asked.add(new Asked(
                        site.name(),
                        world.now(),
                        answer.filter(given -> given.status() == HttpAnswer.CREATED)
                                .isPresent()));
            }
            if (answer.isEmpty()) {
                world.pass(Latencies.ASSUMED.noRegion());
            }
            for (int status : served) {
                if (answer.filter(given -> given.status() == status).isPresent()) {
                    preferred.put(caller, number);
                    return answer;
                }
            }
            world.experience().failed(kind, name);
        }
        return Optional.empty();
    }

    private void capture(String caller, String id) {
        world.experience().begin(Kind.CAPTURE, id);
        Map<String, Object> request =
                Map.of("httpMethod", "POST", "path", "/payments/%s/capture".formatted(id), "headers", Map.of());
        Optional<HttpAnswer> answer = ask(caller, Kind.CAPTURE, id, request, HttpAnswer.OK, HttpAnswer.ACCEPTED);
        world.timeline().in(PAUSE, () -> {
            if (answer.isPresent()) {
                look(caller, id, 0);
            } else {
                capture(caller, id);
            }
        });
    }

    /** Looks whether the money was taken, and asks for it again when it takes too long. */
    private void look(String caller, String id, int times) {
        Optional<HttpAnswer> seen = ask(caller, Kind.READ, id, reading(id), HttpAnswer.OK);
        if (seen.filter(payment -> payment.text("status").equals("captured")).isPresent()) {
            world.experience().done(Kind.CAPTURE, id);
            promises.add(new Promise("the API", new PaymentId(id), "workflow-capture"));
        } else {
            world.timeline().in(PAUSE, () -> {
                if (times + 1 < LOOKS) {
                    look(caller, id, times + 1);
                } else {
                    capture(caller, id);
                }
            });
        }
    }

    private static Map<String, Object> reading(String id) {
        return Map.of("httpMethod", "GET", "path", "/payments/" + id, "headers", Map.of());
    }

    private void read() {
        if (stopped) {
            return;
        }
        world.timeline().in(BETWEEN_READS, this::read);
        List<Made> all = List.copyOf(made.values());
        if (!all.isEmpty()) {
            reads++;
            String name = "read-" + reads;
            world.experience().begin(Kind.READ, name);
            seen(all.get(random.nextInt(all.size())), name);
        }
    }

    private void seen(Made payment, String name) {
        if (ask(payment.caller(), Kind.READ, name, reading(payment.id().value()), HttpAnswer.OK)
                .isPresent()) {
            world.experience().done(Kind.READ, name);
        } else if (!stopped) {
            world.timeline().in(PAUSE, () -> seen(payment, name));
        }
    }

    private void row() {
        rows++;
        PaymentId id = new PaymentId("row-" + rows);
        world.experience().begin(Kind.QUEUE, id.value());
        send(MessageWriter.write(new PaymentMessage.CreatePayment(
                "drill", rows, "files", id, new Money(AMOUNT, Currencies.of("EUR")), PaymentDetails.NONE)));
    }

    /** Files and senders go to the region that takes what they have. */
    private void send(String body) {
        for (Site site : world.sites()) {
            if (!site.isAway(site.now())) {
                site.queue().send(body);
                return;
            }
        }
        world.timeline().in(PAUSE, () -> send(body));
    }

    /** Asks a region for each payment that was promised, at this moment; gives those that it does not show. */
    void missing(Site site, Consumer<Made> missing) {
        for (Made payment : List.copyOf(made.values())) {
            world.timeline().at(world.now(), () -> {
                boolean there = site.request(
                                payment.caller(), reading(payment.id().value()))
                        .filter(answer -> answer.status() == HttpAnswer.OK)
                        .isPresent();
                if (!there) {
                    missing.accept(payment);
                }
            });
        }
    }

    /** Sends each order once more to a region; what it answers is what is so for ever. */
    void repeatAll(Site site) {
        made.forEach((key, payment) -> world.timeline().at(world.now(), () -> {
            Optional<HttpAnswer> answer = site.request(payment.caller(), creation(key));
            int status = answer.map(HttpAnswer::status).orElse(0);
            String id = answer.map(given -> given.text("payment_id")).orElse("");
            if (status != HttpAnswer.CREATED) {
                world.found("R3: %s is answered with %d after everything has come to rest".formatted(key, status));
            } else if (!id.equals(payment.id().value())) {
                world.found("R1: %s was answered with the payments %s and %s"
                        .formatted(key, payment.id().value(), id));
            }
        }));
    }

    /** Whether a region takes a new order, which no one but this drill sends. */
    boolean takesOrders(Site site) {
        return site.request("drill", creation("probe-" + site.name()))
                .filter(answer -> answer.status() == HttpAnswer.CREATED)
                .isPresent();
    }

    Answers answers() {
        return new Answers(promises, List.of(), List.of());
    }

    int promised() {
        return made.size();
    }
}
