package payments.regions;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.service.store.RegionFence.Move;

/** A status for people and for programs. */
public final class StatusText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Status status;
    private final boolean history;

    /**
     * Takes a status.
     *
     * @param history whether all moves are listed, instead of the last one
     */
    public StatusText(Status status, boolean history) {
        this.status = status;
        this.history = history;
    }

    /** Lines for people. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("%-14s %s".formatted("environment", status.environment()));
        lines.add("%-14s %s"
                .formatted(
                        "payments",
                        status.owner().map(owner -> "taken by " + owner).orElse("see below")));
        moves().forEach(move -> lines.add("%-14s %s"
                .formatted(
                        "epoch " + move.epoch(),
                        "to %s, %s".formatted(move.handover().toRegion(), Owner.words(move)))));
        status.regions().forEach(state -> lines.add("%-14s %s".formatted(state.region(), words(state))));
        status.waiting().forEach(line -> lines.add("%-14s %s".formatted("waits", line)));
        status.findings().forEach(line -> lines.add("%-14s %s".formatted("FINDING", line)));
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private List<Move> moves() {
        return history ? status.moves() : status.moves().stream().limit(1).toList();
    }

    private String words(RegionState state) {
        Stream<String> parts = Stream.of(
                        state
                                .ownership()
                                .map(found -> status.hasLog()
                                        ? "log: " + FenceMove.words(found)
                                        : (state.ownsItself() ? "takes payments" : "refuses payments") + ", fence: "
                                                + FenceMove.words(found))
                                .stream(),
                        state.following().map(Following::words).stream(),
                        state.outbox().map(outbox -> outbox.words(status.at())).stream(),
                        state.queues().stream().map(QueueDepth::words),
                        Stream.of("no answer").filter(none -> state.ownership().isEmpty()))
                .flatMap(part -> part);
        return parts.collect(Collectors.joining("; "));
    }

    /** One object for programs. */
    public String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("environment", status.environment())
                .put("at", status.at().toString())
                .put("log", status.hasLog())
                .put("owner", status.owner().orElse(null));
        ArrayNode moves = json.putArray("moves");
        moves().forEach(move -> moves.addObject()
                .put("epoch", move.epoch())
                .put("to", move.handover().toRegion())
                .put("who", move.handover().who())
                .put("why", move.handover().why())
                .put("at", move.handover().at().toString()));
        ArrayNode regions = json.putArray("regions");
        status.regions().forEach(state -> put(regions.addObject(), state));
        ArrayNode waiting = json.putArray("waiting");
        status.waiting().forEach(waiting::add);
        ArrayNode findings = json.putArray("findings");
        status.findings().forEach(findings::add);
        return json.toPrettyString() + "\n";
    }

    private static void put(ObjectNode json, RegionState state) {
        json.put("region", state.region());
        state.ownership().ifPresent(found -> json.putObject("ownership")
                .put("owner", found.region().orElse(null))
                .put("epoch", found.epoch()));
        state.following().ifPresent(found -> json.putObject("following")
                .put("complete", found.isComplete())
                .put("reportedAt", found.reportedAt().toString())
                .put("caughtUpTo", found.caughtUpTo().map(Object::toString).orElse(null))
                .put("lagMillis", found.lag().toMillis()));
        state.outbox().ifPresent(found -> json.putObject("outbox")
                .put("depth", found.depth())
                .put("refused", found.aside())
                .put("oldest", found.oldest().map(Object::toString).orElse(null)));
        ArrayNode queues = json.putArray("queues");
        state.queues().forEach(queue -> queues.addObject()
                .put("name", queue.name())
                .put("waiting", queue.waiting())
                .put("underWay", queue.underWay()));
        ArrayNode silences = json.putArray("noAnswer");
        state.silences().forEach(silences::add);
    }
}
