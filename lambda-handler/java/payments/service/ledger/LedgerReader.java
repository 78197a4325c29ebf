package payments.service.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import payments.service.database.Database;
import payments.service.resilience.Deadline;

/** Reads the ledger as a whole. Every read sees every posting that finished before it. */
public final class LedgerReader {
    private static final String TOTALS = """
            select payment_id, currency, authorised, captured, refunded, released
            from ledger.payment_total where payment_id = any (?) order by payment_id, currency
            """;

    private static final String PAYMENTS = """
            select distinct payment_id from ledger.journal_entry where payment_id > ? order by payment_id limit ?
            """;

    private static final String CONTRADICTIONS = """
            select format('debits and credits in %s differ by %s', currency, debits - credits)
            from ledger.trial_balance where debits <> credits
            union all
            select format('the guard of account %s differs from its journal by %s', id, guarded_amount - amount)
            from ledger.account_total where guarded_amount <> amount
            order by 1
            """;

    private final Database database;

    /** Reads through this database. */
    public LedgerReader(Database database) {
        this.database = database;
    }

    /** What the payments of these ids did, one total per currency; a payment without entries is absent. */
    public Map<String, List<PaymentTotals>> totals(Collection<String> paymentIds, Deadline deadline) {
        return database.run(connection -> totals(connection, paymentIds), deadline);
    }

    /** Ids of payments with entries, in order, behind the given one; begin with an empty text. */
    public List<String> paymentIds(String after, int limit, Deadline deadline) {
        return database.run(
                connection -> {
                    try (PreparedStatement query = connection.prepareStatement(PAYMENTS)) {
                        query.setString(1, after);
                        query.setInt(2, limit);
                        return texts(query);
                    }
                },
                deadline);
    }

    /** What double entry and the guards of the accounts forbid, in words; none, unless the rules were bypassed. */
    public List<String> contradictions(Deadline deadline) {
        return database.run(
                connection -> {
                    try (PreparedStatement query = connection.prepareStatement(CONTRADICTIONS)) {
                        return texts(query);
                    }
                },
                deadline);
    }

    private static Map<String, List<PaymentTotals>> totals(Connection connection, Collection<String> paymentIds)
            throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(TOTALS)) {
            query.setArray(1, connection.createArrayOf("text", paymentIds.toArray()));
            Map<String, List<PaymentTotals>> totals = new HashMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    totals.computeIfAbsent(row.getString("payment_id"), id -> new ArrayList<>())
                            .add(new PaymentTotals(
                                    row.getString("currency"),
                                    row.getLong("authorised"),
                                    row.getLong("captured"),
                                    row.getLong("refunded"),
                                    row.getLong("released")));
                }
            }
            return totals;
        }
    }

    private static List<String> texts(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(row.getString(1));
            }
            return texts;
        }
    }
}
