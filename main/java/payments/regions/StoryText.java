package payments.regions;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import payments.service.domain.Payment;
import payments.service.effects.LoggedEffect;

/**
 * A payment's story for people and for programs. What the payment is for, and whose it is, is not in it: what is printed here is
 * copied into tickets.
 */
public final class StoryText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LEDGER = "not asked: it is reached from inside the network alone";

    private final Story story;
    private final List<String> advice;

    /** Takes a story. */
    public StoryText(Story story) {
        this.story = story;
        this.advice = Advice.of(story);
    }

    /** What is to be done, one finding each. */
    public List<String> advice() {
        return advice;
    }

    /** Lines for people. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(line("payment", story.id().value()));
        lines.add(line("stands", story.payment().map(StoryText::words).orElse("nowhere")));
        if (story.hasLog()) {
            lines.add(line(
                    "log", story.effects().map(all -> all.size() + " effects").orElse("no answer")));
            story.effects().stream().flatMap(List::stream).forEach(logged -> lines.add(line("", words(logged))));
        }
        story.copies().forEach(copy -> lines.addAll(lines(copy)));
        lines.add(line("ledger", LEDGER));
        lines.add(line("to do", advice.isEmpty() ? "Nothing." : String.join(" ", advice)));
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(String name, String what) {
        return "%-14s %s".formatted(name, what);
    }

    private static String words(Payment payment) {
        return "%s, %d %s (minor units), captured %d, refunded %d, version %d, since %s"
                .formatted(
                        payment.status().word(),
                        payment.money().minorUnits(),
                        payment.money().currency().code(),
                        payment.progress().capturedMinorUnits(),
                        payment.progress().refundedMinorUnits(),
                        payment.progress().version(),
                        payment.progress().updatedAt());
    }

    private static String words(LoggedEffect logged) {
        return "%d %s in %s at %s%s, %s"
                .formatted(
                        logged.effect().version(),
                        logged.effect().audit().action(),
                        logged.effect().event().region(),
                        logged.effect().payment().progress().updatedAt(),
                        logged.effect()
                                .operation()
                                .map(operation -> ", operation " + operation.operationId())
                                .orElse(""),
                        logged.sentAt().map(at -> "published at " + at).orElse("not published"));
    }

    private List<String> lines(Copy copy) {
        List<String> lines = new ArrayList<>();
        String owns = story.owners().contains(copy.region()) ? "has the payments; " : "";
        lines.add(line(
                copy.region(),
                owns
                        + (copy.hasAnswered()
                                ? copy.payment().map(StoryText::words).orElse("not in its table")
                                : "no answer")));
        copy.audit()
                .forEach(record -> lines.add(line(
                        "",
                        "%d %s by %s at %s"
                                .formatted(record.version(), record.action(), record.actor(), record.at()))));
        copy.events()
                .forEach(event -> lines.add(line(
                        "",
                        "event %d %s at %s, %s"
                                .formatted(
                                        event.sequence(),
                                        event.type(),
                                        event.at(),
                                        event.isSent() ? "sent" : "in the outbox"))));
        copy.executions().forEach(run -> lines.add(line("", "%s %s".formatted(run.name(), run.status()))));
        copy.queues().forEach(queue -> lines.add(line("", queue.words())));
        return lines;
    }

    /** One object for programs. */
    public String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("payment", story.id().value()).put("at", story.at().toString());
        story.payment().ifPresent(payment -> put(json.putObject("stands"), payment));
        if (story.hasLog()) {
            story.effects().ifPresentOrElse(all -> put(json.putArray("log"), all), () -> json.putNull("log"));
        }
        ArrayNode owners = json.putArray("owners");
        story.owners().forEach(owners::add);
        ArrayNode regions = json.putArray("regions");
        story.copies().forEach(copy -> put(regions.addObject(), copy));
        json.put("ledger", LEDGER);
        ArrayNode todo = json.putArray("toDo");
        advice.forEach(todo::add);
        return json.toPrettyString() + "\n";
    }

    private static void put(ObjectNode json, Payment payment) {
        json.put("status", payment.status().word())
                .put("amount", payment.money().minorUnits())
                .put("currency", payment.money().currency().code())
                .put("captured", payment.progress().capturedMinorUnits())
                .put("refunded", payment.progress().refundedMinorUnits())
                .put("version", payment.progress().version())
                .put("since", payment.progress().updatedAt().toString());
    }

    private static void put(ArrayNode json, List<LoggedEffect> effects) {
        effects.forEach(logged -> json.addObject()
                .put("version", logged.effect().version())
                .put("action", logged.effect().audit().action())
                .put("region", logged.effect().event().region())
                .put("at", logged.effect().payment().progress().updatedAt().toString())
                .put(
                        "operation",
                        logged.effect()
                                .operation()
                                .map(operation -> operation.operationId())
                                .orElse(null))
                .put("publishedAt", logged.sentAt().map(Object::toString).orElse(null)));
    }

    private static void put(ObjectNode json, Copy copy) {
        json.put("region", copy.region()).put("answered", copy.hasAnswered());
        copy.payment().ifPresent(payment -> put(json.putObject("payment"), payment));
        ArrayNode audit = json.putArray("audit");
        copy.audit().forEach(record -> audit.addObject()
                .put("version", record.version())
                .put("action", record.action())
                .put("actor", record.actor())
                .put("at", record.at().toString()));
        ArrayNode events = json.putArray("events");
        copy.events().forEach(event -> events.addObject()
                .put("sequence", event.sequence())
                .put("type", event.type())
                .put("at", event.at().toString())
                .put("sent", event.isSent()));
        ArrayNode executions = json.putArray("executions");
        copy.executions()
                .forEach(run -> executions.addObject().put("name", run.name()).put("status", run.status()));
        ArrayNode silences = json.putArray("noAnswer");
        copy.silences().forEach(silences::add);
    }
}
