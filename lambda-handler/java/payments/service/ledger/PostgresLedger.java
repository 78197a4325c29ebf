package payments.service.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import payments.service.database.Database;
import payments.service.database.DatabaseRefusedException;
import payments.service.database.Transaction;
import payments.service.outbox.Held;
import payments.service.outbox.LedgerPosting;
import payments.service.outbox.PaymentEvent;
import payments.service.resilience.Deadline;

/**
 * The ledger in PostgreSQL. One call is one transaction; an event that was posted before changes nothing, which is how
 * deliveries may repeat and commits whose answer got lost are resolved.
 *
 * <p>What the schema refuses comes out as {@link payments.service.database.DatabaseRefusedException} and names the rule:
 * {@code balance_not_negative} for a capture or refund that is not covered, for instance because an earlier event of the
 * payment has not been posted yet.
 */
public final class PostgresLedger implements LedgerPosting {
    private final Database database;

    /** Posts through this database, as the application role. */
    public PostgresLedger(Database database) {
        this.database = database;
    }

    @Override
    public void post(PaymentEvent event, Deadline deadline) {
        PostingRules.entry(event).ifPresent(entry -> post(entry, deadline));
    }

    /** All in one transaction; one by one where the schema refuses one of them. */
    @Override
    public List<Held> postAll(List<PaymentEvent> events, Deadline deadline) {
        List<JournalEntry> entries = events.stream()
                .flatMap(event -> PostingRules.entry(event).stream())
                .toList();
        try {
            List<JournalEntry> unused = entries.isEmpty() ? entries : database.run(new Postings(entries), deadline);
            return List.of();
        } catch (DatabaseRefusedException | LedgerConflictException e) {
            return Held.oneByOne(
                    events,
                    event -> post(event, deadline),
                    failure ->
                            failure instanceof DatabaseRefusedException || failure instanceof LedgerConflictException);
        }
    }

    /**
     * Posts an entry unless its event is posted.
     *
     * @return the entry that stands in the journal
     * @throws LedgerConflictException when the event is posted with other content
     */
    public JournalEntry post(JournalEntry entry, Deadline deadline) {
        JournalEntry posted = database.run(new Posting(entry), deadline);
        if (!posted.equals(entry)) {
            throw new LedgerConflictException(entry.eventId());
        }
        return posted;
    }

    /**
     * Cancels an entry by one with the sides changed: the only way to correct the ledger. Once per entry.
     *
     * @param eventId the event whose entry is wrong
     * @param reversalEventId the id of the correction; the same one again changes nothing
     * @return the reversal, or empty when there is no such entry
     */
    public Optional<JournalEntry> reverse(String eventId, String reversalEventId, Instant at, Deadline deadline) {
        return find(eventId, deadline).map(entry -> post(entry.reversedBy(reversalEventId, at), deadline));
    }

    /** The entry of an event, when it is posted. */
    public Optional<JournalEntry> find(String eventId, Deadline deadline) {
        return database.run(connection -> new Journal(connection).find(eventId), deadline);
    }

    /** Writes the entry or finds the one that is there. */
    private record Posting(JournalEntry entry) implements Transaction<JournalEntry> {
        @Override
        public JournalEntry run(Connection connection) throws SQLException {
            Journal journal = new Journal(connection);
            return journal.add(entry) ? entry : journal.find(entry.eventId()).orElseThrow();
        }

        @Override
        public Optional<JournalEntry> find(Connection connection) throws SQLException {
            return new Journal(connection).find(entry.eventId());
        }
    }

    /** Writes the entries or finds those that are there. */
    private record Postings(List<JournalEntry> entries) implements Transaction<List<JournalEntry>> {
        @Override
        public List<JournalEntry> run(Connection connection) throws SQLException {
            Journal journal = new Journal(connection);
            Set<String> added = journal.addAll(entries);
            for (JournalEntry entry : entries) {
                if (!added.contains(entry.eventId())
                        && !entry.equals(journal.find(entry.eventId()).orElseThrow())) {
                    throw new LedgerConflictException(entry.eventId());
                }
            }
            return entries;
        }

        @Override
        public Optional<List<JournalEntry>> find(Connection connection) throws SQLException {
            Journal journal = new Journal(connection);
            for (JournalEntry entry : entries) {
                if (journal.find(entry.eventId()).isEmpty()) {
                    return Optional.empty();
                }
            }
            return Optional.of(run(connection));
        }
    }
}
