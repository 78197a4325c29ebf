package payments.service.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import payments.service.database.Database;
import payments.service.database.LocalPostgres;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;

/** A migrated database of a test class's own, with the application's connection to it. */
public final class LedgerFixture implements AutoCloseable {
    /** More time than any test needs. */
    public static final Deadline PLENTY = () -> Duration.ofSeconds(20);

    private static final LocalPostgres SERVER = LocalPostgres.shared();
    private static final ThreadLocal<String> CHANGE = new ThreadLocal<>();

    private final String name = migrated();
    private final Database database = connect();
    private final Connection superuser = superuser();

    /** Runs the work while every new fixture of this thread has its schema changed by a statement. */
    static void changed(String sql, Runnable work) {
        CHANGE.set(sql);
        try {
            work.run();
        } finally {
            CHANGE.remove();
        }
    }

    private static String migrated() {
        String made = SERVER.migrated();
        String change = CHANGE.get();
        if (change != null) {
            SERVER.run(made, change);
        }
        return made;
    }

    /** The application's connection. */
    public Database database() {
        return database;
    }

    /** A ledger on the application's connection. */
    public PostgresLedger ledger() {
        return new PostgresLedger(database);
    }

    /** A further connection of the application. */
    public Database connect() {
        return new Database(SERVER.connector(SERVER.settings(name)), new Backoff());
    }

    /** The database's name. */
    public String name() {
        return name;
    }

    /** Runs a statement as the superuser. */
    public void run(String sql) {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The rows of a query, columns joined by a blank. */
    public List<String> rows(String sql) {
        try (Statement statement = superuser.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    cells.add(result.getString(column));
                }
                rows.add(String.join(" ", cells));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Balances on the normal side, accounts without one left out. */
    public List<String> balances() {
        return rows(
                "select kind, owner, currency, amount from ledger.account_total where amount <> 0 order by 1, 2, 3");
    }

    /** What should never exist: currencies that do not balance, and guards that do not follow the journal. */
    public List<String> contradictions() {
        List<String> all = new ArrayList<>(rows("select * from ledger.trial_balance where debits <> credits"));
        all.addAll(rows("select * from ledger.account_total where guarded_amount <> amount"));
        return all;
    }

    @Override
    public void close() {
        database.close();
        try {
            superuser.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection superuser() {
        try {
            return SERVER.superuser(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
