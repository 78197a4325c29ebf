package payments.service.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One event in the ledger: lines whose debits equal their credits in each currency. The database checks the same again
 * at commit; here, a mistake of ours is found before anything is sent.
 *
 * @param eventId the event; the same one is posted once, however often it is delivered
 * @param paymentId the payment that it belongs to
 * @param type why
 * @param reverses the event whose entry this one cancels; present for a reversal only
 * @param occurredAt when the event happened, UTC, whole milliseconds
 * @param lines two or more
 */
public record JournalEntry(
        String eventId,
        String paymentId,
        EntryType type,
        Optional<String> reverses,
        Instant occurredAt,
        List<Line> lines) {

    /** Checks the balance, and cuts the time so that an entry read back equals the entry written. */
    public JournalEntry {
        lines = List.copyOf(lines);
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MILLIS);
        if (lines.size() < 2) {
            throw new IllegalStateException("a journal entry has %d lines; it needs two".formatted(lines.size()));
        }
        if ((type == EntryType.REVERSAL) != reverses.isPresent()) {
            throw new IllegalStateException("a reversal names the event that it reverses, and nothing else does");
        }
        Map<String, Long> differences = new HashMap<>();
        for (Line line : lines) {
            long signed = line.side() == Side.DEBIT ? line.minorUnits() : -line.minorUnits();
            differences.merge(line.account().currency(), signed, Math::addExact);
        }
        differences.values().removeIf(difference -> difference == 0);
        if (!differences.isEmpty()) {
            throw new IllegalStateException(
                    "debits less credits are %s; they must be equal in each currency".formatted(differences));
        }
    }

    /** The entry that cancels this one. */
    public JournalEntry reversedBy(String reversalEventId, Instant at) {
        return new JournalEntry(
                reversalEventId,
                paymentId,
                EntryType.REVERSAL,
                Optional.of(eventId),
                at,
                lines.stream().map(Line::mirrored).toList());
    }
}
