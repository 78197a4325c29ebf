package payments.regions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.service.domain.Payment;
import payments.service.domain.PaymentStatus;
import payments.service.effects.LoggedEffect;

/**
 * What is to be done about a payment: the decision table of {@code payments where}. Each line is one finding with what
 * to do; without a line nothing is to be done.
 */
final class Advice {
    /** Younger than this, an event is on its way and a region's table about to follow. */
    static final Duration USUAL = Duration.ofMinutes(2);

    private final Story story;
    private final List<String> lines = new ArrayList<>();

    private Advice(Story story) {
        this.story = story;
    }

    /** What is to be done. */
    static List<String> of(Story story) {
        Advice advice = new Advice(story);
        if (story.payment().isEmpty()) {
            advice.nowhere();
        } else {
            advice.owners();
            if (story.hasLog()) {
                advice.behindTheLog();
                advice.unpublished();
            } else {
                advice.inTwoRegions();
                advice.unsent();
            }
            advice.captures();
        }
        advice.silences();
        return List.copyOf(advice.lines);
    }

    private void nowhere() {
        List<String> silent = silent();
        boolean isDecided = story.hasLog() ? story.effects().isPresent() : silent.isEmpty();
        if (!isDecided) {
            lines.add(
                    story.hasLog()
                            ? "It is unknown whether the payment exists: the log of effects gave no answer. Ask again; its sender may repeat it with the same key, which is safe with a log."
                            : "It is unknown whether the payment exists: %s gave no answer. Its sender must not repeat it in another region until that answers."
                                    .formatted(String.join(", ", silent)));
        } else if (story.copies().stream().anyMatch(Copy::hasMessages)) {
            lines.add(
                    "There is no such payment. It may be one of the messages that wait in a queue: ask again when they are done. To send it again with the same key is safe.");
        } else {
            lines.add("There is no such payment, in any region. To send it again with the same key is safe.");
        }
    }

    private void owners() {
        if (story.owners().isEmpty() && silent().isEmpty()) {
            lines.add(
                    "No region has the payments at the moment, so no step can be asked for: see 'payments regions status'.");
        }
    }

    private void behindTheLog() {
        if (story.effects().isEmpty()) {
            lines.add(
                    "The log of effects gave no answer: what the tables say may be behind it. Ask again before you act on it.");
            return;
        }
        long logged = story.logged();
        for (Copy copy : story.copies()) {
            if (copy.hasAnswered() && copy.version() < logged && isOlderThanUsual(effect(copy.version() + 1))) {
                lines.add(
                        "%s has version %d of %d: its projector is behind. Nothing is lost; see its alarm and 'payments regions status'."
                                .formatted(copy.region(), copy.version(), logged));
            } else if (copy.version() > logged) {
                lines.add(
                        "%s has version %d and the log %d: something else than the service wrote to that table. Stop it, and report it."
                                .formatted(copy.region(), copy.version(), logged));
            }
        }
    }

    /** In a log each version follows its predecessor, but an import begins where the payment stood. */
    private Optional<LoggedEffect> effect(long version) {
        return story.effects().stream()
                .flatMap(List::stream)
                .filter(logged -> logged.effect().version() >= version)
                .findFirst();
    }

    private boolean isOlderThanUsual(Optional<LoggedEffect> effect) {
        return effect.map(found -> isOld(found.effect().payment().progress().updatedAt()))
                .orElse(false);
    }

    private boolean isOld(Instant at) {
        return at.plus(USUAL).isBefore(story.at());
    }

    private void unpublished() {
        story.effects().stream()
                .flatMap(List::stream)
                .filter(logged -> logged.sentAt().isEmpty())
                .filter(logged -> isOld(logged.effect().payment().progress().updatedAt()))
                .findFirst()
                .ifPresent(logged -> lines.add(
                        "Event %d is not published since %s: that is for the relay of %s. See its alarm and its outbox; what follows waits behind it."
                                .formatted(
                                        logged.effect().version(),
                                        logged.effect().payment().progress().updatedAt(),
                                        story.owners().isEmpty()
                                                ? "the owner"
                                                : story.owners().get(0))));
    }

    /** Without a log no region copies another: what two have, two have made. */
    private void inTwoRegions() {
        List<String> regions = story.copies().stream()
                .filter(copy -> copy.payment().isPresent())
                .map(Copy::region)
                .toList();
        if (regions.size() > 1) {
            lines.add(
                    "%s each have a payment of this id: one order had two effects. Compare them with the ledger of each, and refund one."
                            .formatted(String.join(" and ", regions)));
        }
    }

    private void unsent() {
        for (Copy copy : story.copies()) {
            copy.events().stream()
                    .filter(event -> !event.isSent() && isOld(event.at()))
                    .findFirst()
                    .ifPresent(event -> lines.add(
                            "Event %d is not published since %s: that is for the relay of %s. See its alarm and its outbox; what follows waits behind it."
                                    .formatted(event.sequence(), event.at(), copy.region())));
        }
    }

    private void captures() {
        PaymentStatus status = story.payment().map(Payment::status).orElseThrow();
        boolean isOpen = status == PaymentStatus.PENDING || status == PaymentStatus.AUTHORISED;
        List<Execution> runs = story.copies().stream()
                .flatMap(copy -> copy.executions().stream())
                .toList();
        boolean isRunning = runs.stream().anyMatch(Execution::runs);
        if (isOpen && !isRunning && runs.stream().anyMatch(Execution::hasFailed)) {
            lines.add(
                    "Its capture ended without a decision (%s). Ask for the capture again: the next attempt has a name of its own, and takes once."
                            .formatted(runs.get(runs.size() - 1).status()));
        }
    }

    private void silences() {
        for (Copy copy : story.copies()) {
            copy.silences().forEach(why -> lines.add("No answer: %s.".formatted(why)));
        }
    }

    private List<String> silent() {
        return story.copies().stream()
                .filter(copy -> !copy.hasAnswered())
                .map(Copy::region)
                .toList();
    }
}
