package payments.service.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import payments.Threat;
import payments.service.database.LocalPostgres;
import payments.service.database.SqlFailure;

/** The rules that hold in the database itself, also for the superuser who writes SQL by hand. */
@TestInstance(Lifecycle.PER_CLASS)
class LedgerSchemaTest {
    private final LedgerFixture fixture = new LedgerFixture();

    @BeforeAll
    void post() {
        fixture.ledger().post(Entries.authorised("paid", "shop", 700), LedgerFixture.PLENTY);
        fixture.ledger().post(Entries.captured("paid", "shop", 700), LedgerFixture.PLENTY);
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    private List<String> before;

    @BeforeEach
    void remember() {
        before = everything();
    }

    @Test
    void anEntryWhoseSidesDifferIsRefusedAtCommit() {
        assertRefused(
                "entry_balances", entry("unequal"), line("unequal", 1, "debit", 5), line("unequal", 2, "credit", 4));
    }

    @Test
    void currenciesDoNotBalanceEachOther() {
        fixture.run(
                "insert into ledger.account (kind, owner, currency) values ('acquirer_receivable', 'platform', 'USD')"
                        + " on conflict do nothing");
        before = everything();

        assertRefused("entry_balances", entry("mixed"), line("mixed", 1, "debit", 5), """
                insert into ledger.journal_line (entry_id, line_number, account_id, currency, side, amount)
                select e.id, 2, a.id, a.currency, 'credit', 5 from ledger.journal_entry e, ledger.account a
                where e.event_id = 'mixed' and a.currency = 'USD'""");
    }

    @Test
    void aLineCannotClaimAnotherCurrencyThanItsAccount() {
        assertRefused("journal_line_account_id_currency_fkey", entry("foreign"), """
                insert into ledger.journal_line (entry_id, line_number, account_id, currency, side, amount)
                select e.id, 1, a.id, 'CHF', 'debit', 5 from ledger.journal_entry e, ledger.account a
                where e.event_id = 'foreign' limit 1""");
    }

    @Test
    void anEntryWithoutLinesIsRefused() {
        assertRefused("entry_has_two_lines", entry("empty"));
    }

    @Test
    void anEntryWithOneLineIsRefused() {
        assertRefused("entry_has_two_lines", entry("single"), line("single", 1, "debit", 5));
    }

    @Test
    void checkingEarlyDoesNotLetALineSlipInLater() {
        assertRefused(
                "entry_balances",
                entry("early"),
                line("early", 1, "debit", 5),
                line("early", 2, "credit", 5),
                "set constraints all immediate",
                "set constraints all deferred",
                line("early", 3, "debit", 1));
    }

    @Test
    void aPostedEntryIsSealed() {
        assertRefused("entry_is_sealed", line("paid#2", 3, "debit", 5), line("paid#2", 4, "credit", 5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "account_kind_pkey | insert into ledger.account_kind values ('merchant_payable', 'credit', false)",
                "account_kind_normal_side_check | insert into ledger.account_kind values ('mine', 'left', true)",
                "account_pkey | insert into ledger.account (id, kind, owner, currency) overriding system value"
                        + " select min(id), 'merchant_payable', 'x', 'USD' from ledger.account",
                "account_kind_fkey | insert into ledger.account (kind, owner, currency) values ('mine', 'x', 'EUR')",
                "account_owner_check | insert into ledger.account (kind, owner, currency)"
                        + " values ('merchant_payable', '', 'EUR')",
                "account_currency_check | insert into ledger.account (kind, owner, currency)"
                        + " values ('merchant_payable', 'x', 'euro')",
                "account_kind_owner_currency_key | insert into ledger.account (kind, owner, currency)"
                        + " values ('merchant_payable', 'shop', 'EUR')",
                "journal_entry_pkey | insert into ledger.journal_entry (id, event_id, payment_id, type, occurred_at)"
                        + " overriding system value select min(id), 'x', 'p', 'capture', now() from ledger.journal_entry",
                "journal_entry_event_id_check | insert into ledger.journal_entry (event_id, payment_id, type, occurred_at)"
                        + " values ('', 'p', 'capture', now())",
                "journal_entry_payment_id_check | insert into ledger.journal_entry (event_id, payment_id, type, occurred_at)"
                        + " values ('x', '', 'capture', now())",
                "journal_entry_type_check | insert into ledger.journal_entry (event_id, payment_id, type, occurred_at)"
                        + " values ('x', 'p', 'gift', now())",
                "journal_entry_reverses_fkey | insert into ledger.journal_entry"
                        + " (event_id, payment_id, type, reverses, occurred_at) values ('x', 'p', 'reversal', -1, now())",
                "journal_line_entry_id_fkey | insert into ledger.journal_line"
                        + " (entry_id, line_number, account_id, currency, side, amount)"
                        + " select -1, 1, id, currency, 'debit', 5 from ledger.account limit 1"
            })
    void aRowOutsideOfItsRulesIsRefused(String constraint, String sql) {
        assertRefused(constraint, sql);
    }

    @Test
    void aLineHasANumberOfItsOwnAndASide() {
        assertRefused("journal_line_pkey", entry("line"), line("line", 1, "debit", 5), line("line", 1, "credit", 5));
        assertRefused("journal_line_line_number_check", entry("line"), line("line", 101, "debit", 5));
        assertRefused("journal_line_side_check", entry("line"), line("line", 1, "left", 5));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1_000_000_000_000L})
    @Threat("F12")
    void anAmountOutOfRangeIsRefused(long amount) {
        assertRefused("amount_in_range", entry("range"), line("range", 1, "debit", amount));
    }

    @Test
    @Threat("F05")
    void anEventIsPostedOnce() {
        assertRefused("journal_entry_event_id_key", entry("paid#2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger.journal_entry set occurred_at = now()",
                "delete from ledger.journal_entry",
                "truncate ledger.journal_entry cascade",
                "update ledger.journal_line set amount = amount + 1",
                "update ledger.journal_line set amount = amount + 1 where false",
                "delete from ledger.journal_line",
                "truncate ledger.journal_line",
                "update ledger.account set owner = 'thief'",
                "delete from ledger.account",
                "update ledger.account_kind set may_be_negative = true",
                "delete from ledger.account_balance",
                "set session_replication_role = replica; delete from ledger.journal_line"
            })
    void nothingIsChangedOrDeletedNotEvenByTheSuperuser(String sql) {
        assertRefused("append_only", sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger.account_balance set amount = 1000000",
                "insert into ledger.account_balance (account_id, amount) values (1, 5)"
            })
    void aBalanceIsNotSetByHand(String sql) {
        assertRefused("balance_follows_journal", sql);
    }

    @Test
    void aReversalCancelsItsOriginalExactly() {
        assertRefused(
                "reversal_mirrors_its_original",
                reversal("half", "paid", "paid#3"),
                line("half", 1, "credit", 5),
                line("half", 2, "debit", 5));
    }

    @Test
    void aReversalBelongsToTheSamePayment() {
        assertRefused("reversal_mirrors_its_original", reversal("stray", "other", "paid#3"), mirror("stray", "paid#3"));
    }

    @Test
    void aReversalIsNotReversed() {
        fixture.ledger().post(Entries.authorised("twice", "shop", 1), LedgerFixture.PLENTY);
        fixture.ledger().reverse("twice#2", "undo", Entries.NOON, LedgerFixture.PLENTY);
        before = everything();

        assertRefused("reversal_mirrors_its_original", reversal("redo", "twice", "undo"), mirror("redo", "undo"));
        assertRefused("journal_entry_reverses_key", reversal("again", "twice", "twice#2"));
    }

    @Test
    void onlyAReversalNamesAnOriginal() {
        assertRefused(
                "reversal_names_its_original",
                "insert into ledger.journal_entry (event_id, payment_id, type, occurred_at)"
                        + " values ('nameless', 'p', 'reversal', now())");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger.journal_line set amount = 1",
                "delete from ledger.journal_entry",
                "truncate ledger.journal_line",
                "insert into ledger.account_kind values ('mine', 'debit', true)",
                "insert into ledger.account_balance values (1, 1)",
                "update ledger.account_balance set amount = 1",
                "insert into ledger.journal_entry (event_id, payment_id, type, occurred_at, transaction_id)"
                        + " values ('x', 'x', 'capture', now(), '1')",
                "alter table ledger.journal_line disable trigger all",
                "create table ledger.mine (id int)",
                "create table public.mine (id int)",
                "delete from ledger.migration_history"
            })
    void theApplicationMayOnlyReadAndAdd(String sql) {
        assertThatThrownBy(() -> asApplication(sql))
                .isInstanceOfSatisfying(
                        PSQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        assertThat(everything()).isEqualTo(before);
    }

    private void assertRefused(String constraint, String... statements) {
        ThrowingCallable work = () -> asSuperuser(statements);
        List<String> unchanged = everything();

        assertThatThrownBy(work).isInstanceOfSatisfying(PSQLException.class, e -> assertThat(SqlFailure.constraint(e))
                .as("the rule that refused (%s)", e.getMessage())
                .isEqualTo(constraint));
        assertThat(everything()).as("the ledger").isEqualTo(unchanged);
    }

    private void asSuperuser(String... statements) throws SQLException {
        try (Connection connection = LocalPostgres.shared().superuser(fixture.name())) {
            run(connection, statements);
        }
    }

    private void asApplication(String... statements) throws SQLException {
        LocalPostgres server = LocalPostgres.shared();
        try (Connection connection =
                server.connector(server.settings(fixture.name())).open(LedgerFixture.PLENTY)) {
            run(connection, statements);
        }
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }

    private static String entry(String event) {
        return "insert into ledger.journal_entry (event_id, payment_id, type, occurred_at) values ('%s', 'p', 'capture', now())"
                .formatted(event);
    }

    private static String reversal(String event, String payment, String original) {
        return """
                insert into ledger.journal_entry (event_id, payment_id, type, reverses, occurred_at)
                select '%s', '%s', 'reversal', id, now() from ledger.journal_entry where event_id = '%s'""".formatted(event, payment, original);
    }

    private static String line(String event, int number, String side, long amount) {
        return """
                insert into ledger.journal_line (entry_id, line_number, account_id, currency, side, amount)
                select e.id, %d, a.id, a.currency, '%s', %d from ledger.journal_entry e, ledger.account a
                where e.event_id = '%s' and a.kind = 'acquirer_receivable' and a.currency = 'EUR'""".formatted(number, side, amount, event);
    }

    private static String mirror(String event, String original) {
        return """
                insert into ledger.journal_line (entry_id, line_number, account_id, currency, side, amount)
                select e.id, l.line_number, l.account_id, l.currency,
                    case l.side when 'debit' then 'credit' else 'debit' end, l.amount
                from ledger.journal_entry e, ledger.journal_entry o join ledger.journal_line l on l.entry_id = o.id
                where e.event_id = '%s' and o.event_id = '%s'""".formatted(event, original);
    }

    private List<String> everything() {
        return fixture.rows("""
                select 'line ' || l::text from ledger.journal_line l
                union all select 'entry ' || e::text from ledger.journal_entry e
                union all select 'balance ' || b::text from ledger.account_balance b
                union all select 'account ' || a::text from ledger.account a
                order by 1""");
    }
}
