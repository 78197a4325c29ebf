package payments.service.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.service.database.Database;
import payments.service.database.LocalPostgres;
import payments.service.database.TcpProxy;
import payments.service.database.Transaction;
import payments.service.resilience.Backoff;

/** A commit whose answer got lost is looked up before anything is written again. */
class CommitUnknownTest {

    @Test
    @Threat("F04")
    void whatIsThereIsNotWrittenAgain() throws Exception {
        assertThat(steps(TcpProxy.Cut.BEFORE_THE_CLIENT)).containsExactly("run", "find: there");
    }

    @Test
    @Threat("F04")
    void whatIsNotThereIsWrittenAfterTheLookup() throws Exception {
        assertThat(steps(TcpProxy.Cut.BEFORE_THE_SERVER)).containsExactly("run", "find: not there", "run");
    }

    private static List<String> steps(TcpProxy.Cut where) throws Exception {
        LocalPostgres server = LocalPostgres.shared();
        try (LedgerFixture fixture = new LedgerFixture();
                TcpProxy proxy = TcpProxy.on("127.0.0.1", server.port());
                Database database =
                        new Database(server.connector(server.settingsThrough(proxy, fixture.name())), new Backoff())) {
            database.run(connection -> true, LedgerFixture.PLENTY);
            Recorded work = new Recorded(proxy, where);
            database.run(work, LedgerFixture.PLENTY);

            assertThat(fixture.rows("select owner from ledger.account")).containsExactly("shop");
            return work.steps;
        }
    }

    /** Opens an account without protection against doing it twice; the line is cut at the commit of its first run. */
    private static final class Recorded implements Transaction<Boolean> {
        private final List<String> steps = new ArrayList<>();
        private final TcpProxy proxy;
        private final TcpProxy.Cut where;

        Recorded(TcpProxy proxy, TcpProxy.Cut where) {
            this.proxy = proxy;
            this.where = where;
        }

        @Override
        public Boolean run(Connection connection) throws SQLException {
            steps.add("run");
            try (var insert = connection.prepareStatement(
                    "insert into ledger.account (kind, owner, currency) values ('merchant_payable', 'shop', 'EUR')")) {
                insert.executeUpdate();
            }
            if (steps.size() == 1) {
                proxy.cut(1, where);
            }
            return true;
        }

        @Override
        public Optional<Boolean> find(Connection connection) throws SQLException {
            try (var query = connection.prepareStatement("select from ledger.account where owner = 'shop'");
                    var rows = query.executeQuery()) {
                boolean there = rows.next();
                steps.add(there ? "find: there" : "find: not there");
                return there ? Optional.of(true) : Optional.empty();
            }
        }
    }
}
