package payments.service.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import payments.drill.evidence.Violation;
import payments.service.simulation.Functions.Answer;

/** Those who call the API, and what they hold it to: an answer is a promise. */
final class Clients {
    private static final Set<Integer> MAY_COME_AGAIN = Set.of(409, 503);

    /** One intended payment; repeated, it is the same order. */
    record Order(String caller, String key, Optional<String> ownId, long amount, String currency, String reference) {
        Map<String, Object> body() {
            Map<String, Object> body = new HashMap<>();
            body.put("amount", amount);
            body.put("currency", currency);
            body.put("reference", reference);
            ownId.ifPresent(id -> body.put("payment_id", id));
            return body;
        }

        private boolean sharesANameWith(Order other) {
            boolean sameId = ownId.isPresent() && ownId.equals(other.ownId);
            return !equals(other) && caller.equals(other.caller) && (key.equals(other.key) || sameId);
        }
    }

    private final World world;
    private final List<Order> sent = new ArrayList<>();
    private final Map<String, Order> promised = new HashMap<>();
    private final Map<Order, String> ids = new HashMap<>();

    Clients(World world) {
        this.world = world;
    }

    List<Order> sent() {
        return sent;
    }

    /** The payments that were promised, by the id under which they are stored. */
    Map<String, Order> promised() {
        return promised;
    }

    /** Sends an order; gives the answer when there is one. */
    Optional<Answer> send(Order order, String region) {
        if (!sent.contains(order)) {
            sent.add(order);
        }
        world.note("POST %s in %s".formatted(order, region));
        Optional<Answer> answer = world.invoke(Functions.API_TIME, deadline -> world.in(region)
                .post(order.caller(), order.key(), order.body(), deadline));
        world.note("-> %s"
                .formatted(answer.map(known -> known.status() + " " + known.problem())
                        .orElse("no answer")));
        answer.ifPresent(known -> judge(order, known));
        return answer;
    }

    private void judge(Order order, Answer answer) {
        if (order.reference().contains(LogWatch.CARD)) {
            if (answer.status() != 422 || answer.body().toString().contains(LogWatch.CARD)) {
                throw new Violation("I7", "card data was answered with %d".formatted(answer.status()));
            }
        } else if (answer.status() == 201) {
            accept(order, answer);
        } else if (answer.status() == 422 || answer.problem().equals("id-in-use")) {
            if (sent.stream().noneMatch(order::sharesANameWith)) {
                throw new Violation("I2", "%s is refused as %s and shares no name".formatted(order, answer.problem()));
            }
        } else if (!MAY_COME_AGAIN.contains(answer.status())) {
            throw new Violation("I8", "%s is answered with %s".formatted(order, answer));
        }
    }

    private void accept(Order order, Answer answer) {
        String said = answer.body().path("payment_id").asText();
        String id = answer.storedAs().orElse(said);
        boolean same = answer.body().path("amount").asLong() == order.amount()
                && answer.body().path("currency").asText().equals(order.currency())
                && order.ownId().map(said::equals).orElse(true);
        Order before = promised.putIfAbsent(id, order);
        if (!same || (before != null && !before.equals(order) && !isSameContent(before, order))) {
            throw new Violation("I2 (B04)", "%s got %s, which was promised to %s".formatted(order, answer, before));
        }
        String earlier = ids.putIfAbsent(order, id);
        if (earlier != null && !earlier.equals(id)) {
            throw new Violation("I2", "%s got the payments %s and %s".formatted(order, earlier, id));
        }
    }

    /** One payment may answer two keys: under its own id, for the same content. */
    private static boolean isSameContent(Order one, Order other) {
        return one.ownId().isPresent()
                && one.body().equals(other.body())
                && one.caller().equals(other.caller());
    }

    /** Asks for a promised payment. */
    void ask(String id, String region) {
        Order order = promised.get(id);
        if (order == null) {
            throw new IllegalArgumentException("nobody was promised " + id);
        }
        String known = order.ownId().orElse(id);
        Optional<Answer> answer =
                world.invoke(Functions.API_TIME, deadline -> world.in(region).get(order.caller(), known, deadline));
        world.note("GET %s -> %s".formatted(id, answer.map(Answer::status)));
        answer.ifPresent(given -> {
            boolean found = given.status() == 200
                    && given.body().path("amount").asLong() == order.amount()
                    && given.storedAs().orElse(known).equals(id);
            if (!found && given.status() != 503) {
                throw new Violation("I5", "%s was promised and is answered with %s".formatted(order, given));
            }
        });
    }
}
