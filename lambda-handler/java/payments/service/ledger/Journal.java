package payments.service.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statements on the journal. Each is one round trip; none changes or deletes. */
final class Journal {
    private static final String INSERT_ENTRY = """
            insert into ledger.journal_entry (event_id, payment_id, type, reverses, occurred_at)
            select ?, ?, ?, (select id from ledger.journal_entry where event_id = ?), ?
            on conflict (event_id) do nothing
            returning id
            """;

    /** In one order for all transactions: two transactions that open the same accounts never wait for each other in a circle. */
    private static final String OPEN_ACCOUNTS = """
            insert into ledger.account (kind, owner, currency)
            select distinct kind, owner, currency
            from unnest(?::text[], ?::text[], ?::text[]) as wanted (kind, owner, currency)
            where not exists (
                select from ledger.account a
                where a.kind = wanted.kind and a.owner = wanted.owner and a.currency = wanted.currency)
            order by kind, owner, currency
            on conflict do nothing
            """;

    private static final String INSERT_LINES = """
            insert into ledger.journal_line (entry_id, line_number, account_id, currency, side, amount)
            select ?, line.number, account.id, account.currency, line.side, line.amount
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                with ordinality as line (kind, owner, currency, side, amount, number)
            join ledger.account using (kind, owner, currency)
            """;

    /**
     * In one order for all transactions, because each entry locks its payment when the transaction commits. Of two entries with
     * one event the first counts.
     */
    private static final String INSERT_ENTRIES = """
            insert into ledger.journal_entry (event_id, payment_id, type, occurred_at)
            select event_id, payment_id, type, occurred_at::timestamptz
            from unnest(?::text[], ?::text[], ?::text[], ?::text[])
                with ordinality as entry (event_id, payment_id, type, occurred_at, number)
            order by payment_id, number
            on conflict (event_id) do nothing
            returning id, event_id
            """;

    private static final String INSERT_LINES_OF_ENTRIES = """
            insert into ledger.journal_line (entry_id, line_number, account_id, currency, side, amount)
            select line.entry_id, line.number, account.id, account.currency, line.side, line.amount
            from unnest(?::bigint[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                as line (entry_id, number, kind, owner, currency, side, amount)
            join ledger.account using (kind, owner, currency)
            """;

    private static final String FIND = """
            select entry.payment_id, entry.type, original.event_id as reverses, entry.occurred_at,
                account.kind, account.owner, account.currency, line.side, line.amount
            from ledger.journal_entry entry
            join ledger.journal_line line on line.entry_id = entry.id
            join ledger.account account on account.id = line.account_id
            left join ledger.journal_entry original on original.id = entry.reverses
            where entry.event_id = ?
            order by line.line_number
            """;

    private final Connection connection;

    Journal(Connection connection) {
        this.connection = connection;
    }

    /** Adds the entry; false, and nothing is added, when its event is there already. */
    boolean add(JournalEntry entry) throws SQLException {
        Long id = insertEntry(entry);
        if (id == null) {
            return false;
        }
        openAccounts(entry.lines());
        insertLines(id, entry.lines());
        return true;
    }

    /**
     * Adds entries of events, as many statements for all of them as for one. They reverse nothing.
     *
     * @return the events that were not there yet
     */
    Set<String> addAll(List<JournalEntry> entries) throws SQLException {
        Map<String, Long> ids = insertEntries(entries);
        List<JournalEntry> added = entries.stream()
                .filter(entry -> ids.containsKey(entry.eventId()))
                .toList();
        if (!added.isEmpty()) {
            openAccounts(added.stream().flatMap(entry -> entry.lines().stream()).toList());
            insertLines(ids, added);
        }
        return ids.keySet();
    }

    private Map<String, Long> insertEntries(List<JournalEntry> entries) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_ENTRIES)) {
            statement.setArray(1, texts(entries, JournalEntry::eventId));
            statement.setArray(2, texts(entries, JournalEntry::paymentId));
            statement.setArray(3, texts(entries, entry -> entry.type().word()));
            statement.setArray(4, texts(entries, entry -> entry.occurredAt().toString()));
            Map<String, Long> ids = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ids.put(row.getString("event_id"), row.getLong("id"));
                }
            }
            return ids;
        }
    }

    private void insertLines(Map<String, Long> ids, List<JournalEntry> entries) throws SQLException {
        List<Long> entryIds = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        for (JournalEntry entry : entries) {
            for (int number = 1; number <= entry.lines().size(); number++) {
                entryIds.add(ids.get(entry.eventId()));
                numbers.add(number);
                lines.add(entry.lines().get(number - 1));
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_LINES_OF_ENTRIES)) {
            statement.setArray(1, connection.createArrayOf("bigint", entryIds.toArray()));
            statement.setArray(2, connection.createArrayOf("int", numbers.toArray()));
            setAccounts(statement, 3, lines);
            setAmounts(statement, 6, lines);
            statement.executeUpdate();
        }
    }

    /** The entry of an event. */
    Optional<JournalEntry> find(String eventId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, eventId);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String paymentId = row.getString("payment_id");
                EntryType type = EntryType.of(row.getString("type"));
                Optional<String> reverses = Optional.ofNullable(row.getString("reverses"));
                OffsetDateTime occurredAt = row.getObject("occurred_at", OffsetDateTime.class);
                List<Line> lines = new ArrayList<>();
                do {
                    lines.add(line(row));
                } while (row.next());
                return Optional.of(new JournalEntry(eventId, paymentId, type, reverses, occurredAt.toInstant(), lines));
            }
        }
    }

    private static Line line(ResultSet row) throws SQLException {
        Account account =
                new Account(AccountKind.of(row.getString("kind")), row.getString("owner"), row.getString("currency"));
        return new Line(account, Side.of(row.getString("side")), row.getLong("amount"));
    }

    private @Nullable Long insertEntry(JournalEntry entry) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_ENTRY)) {
            statement.setString(1, entry.eventId());
            statement.setString(2, entry.paymentId());
            statement.setString(3, entry.type().word());
            statement.setString(4, entry.reverses().orElse(null));
            statement.setObject(5, entry.occurredAt().atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : null;
            }
        }
    }

    private void openAccounts(List<Line> lines) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OPEN_ACCOUNTS)) {
            setAccounts(statement, 1, lines);
            statement.executeUpdate();
        }
    }

    private void insertLines(long entryId, List<Line> lines) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT_LINES)) {
            statement.setLong(1, entryId);
            setAccounts(statement, 2, lines);
            setAmounts(statement, 5, lines);
            statement.executeUpdate();
        }
    }

    private void setAmounts(PreparedStatement statement, int first, List<Line> lines) throws SQLException {
        statement.setArray(first, texts(lines, line -> line.side().word()));
        statement.setArray(
                first + 1,
                connection.createArrayOf(
                        "bigint", lines.stream().map(Line::minorUnits).toArray()));
    }

    private void setAccounts(PreparedStatement statement, int first, List<Line> lines) throws SQLException {
        statement.setArray(first, texts(lines, line -> line.account().kind().word()));
        statement.setArray(first + 1, texts(lines, line -> line.account().owner()));
        statement.setArray(first + 2, texts(lines, line -> line.account().currency()));
    }

    private <T> Array texts(List<T> items, Function<T, String> text) throws SQLException {
        return connection.createArrayOf("text", items.stream().map(text).toArray());
    }
}
