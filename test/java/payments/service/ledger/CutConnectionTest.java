package payments.service.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import payments.Requirement;
import payments.Threat;
import payments.service.database.Database;
import payments.service.database.LocalPostgres;
import payments.service.database.TcpProxy;
import payments.service.outbox.PaymentEvent;
import payments.service.resilience.Backoff;

/**
 * The line is cut at every request of a posting, one after the other: before BEGIN, in the middle, and at COMMIT, each
 * both before the server has it and after the server has done it.
 */
class CutConnectionTest {
    /** BEGIN with the entry, accounts, lines, COMMIT. */
    private static final int REQUESTS_OF_A_POSTING = 4;

    private static LedgerFixture fixture;

    @BeforeAll
    static void migrate() {
        fixture = new LedgerFixture();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource
    @Threat({"F04", "G02"})
    @Requirement("X5")
    void aPostingIsThereOnceWhereverTheLineIsCut(TcpProxy.Cut where) throws Exception {
        int request = 0;
        boolean cut = true;
        while (cut) {
            request++;
            cut = postsOnceWithACutAt(request, where);
        }

        assertThat(request - 1).as("requests that were cut").isEqualTo(REQUESTS_OF_A_POSTING);
        assertThat(fixture.contradictions()).isEmpty();
    }

    /** Whether the posting had a request of this number. */
    private static boolean postsOnceWithACutAt(int request, TcpProxy.Cut where) throws Exception {
        String payment = "%s-%d".formatted(where, request);
        PaymentEvent event = Entries.authorised(payment, "shop-" + payment, 100);
        LocalPostgres server = LocalPostgres.shared();
        try (TcpProxy proxy = TcpProxy.on("127.0.0.1", server.port());
                Database database =
                        new Database(server.connector(server.settingsThrough(proxy, fixture.name())), new Backoff())) {
            database.run(connection -> true, LedgerFixture.PLENTY);
            proxy.cut(request, where);

            new PostgresLedger(database).post(event, LedgerFixture.PLENTY);

            assertThat(fixture.rows(
                            "select event_id from ledger.journal_entry where payment_id = '%s'".formatted(payment)))
                    .as("entries after a cut at request %d", request)
                    .containsExactly(event.eventId());
            assertThat(proxy.connections()).as("connections").isEqualTo(1 + proxy.cuts());
            return proxy.cuts() == 1;
        }
    }
}
