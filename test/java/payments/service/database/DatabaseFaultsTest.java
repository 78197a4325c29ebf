package payments.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;

/** What happens to a transaction when the database or the way to it fails. Real servers, real failures. */
class DatabaseFaultsTest {
    private static final LocalPostgres SERVER = LocalPostgres.shared();
    private static final Deadline PLENTY = () -> Duration.ofSeconds(20);

    private static String name;

    private final AtomicInteger runs = new AtomicInteger();
    private TcpProxy proxy;
    private Database database;

    @BeforeAll
    static void makeDatabase() {
        name = SERVER.empty();
        SERVER.run(name, "create table counter (id int primary key, value bigint not null)");
        SERVER.run(name, "grant all on counter to public");
    }

    @BeforeEach
    void connect() {
        SERVER.run(name, "truncate counter");
        SERVER.run(name, "insert into counter values (1, 0), (2, 0)");
        proxy = TcpProxy.on("127.0.0.1", SERVER.port());
        database = at("localhost", proxy.port());
    }

    @AfterEach
    void disconnect() throws IOException {
        database.close();
        proxy.close();
    }

    @Test
    @Threat("F01")
    void aRefusedConnectionIsUnavailableWithinTheTimeGiven() throws IOException {
        try (ClosedPort nobody = new ClosedPort()) {
            assertUnavailableWithin(Duration.ofSeconds(1), at("localhost", nobody.number()));
        }
    }

    @Test
    @Threat("F01")
    void anUnknownNameIsUnavailableWithinTheTimeGiven() {
        assertUnavailableWithin(Duration.ofSeconds(1), at("database.invalid", SERVER.port()));
    }

    @Test
    @Threat("F01")
    void aServerThatNeverAnswersIsUnavailableWithinTwoSeconds() {
        proxy.fallSilent();

        assertUnavailableWithin(Duration.ofSeconds(2), database);
    }

    @Test
    @Threat("F01")
    void aServerOfAnotherAuthorityIsNotTalkedTo() {
        DatabaseSettings settings = new DatabaseSettings(
                "localhost",
                SERVER.port(),
                name,
                DatabaseSettings.APPLICATION_ROLE,
                "eu-west-1",
                Optional.empty(),
                Optional.of(LocalPostgres.anotherAuthority()));

        assertThatThrownBy(() -> SERVER.connector(settings).open(PLENTY))
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("PKIX path");
        assertUnavailableWithin(Duration.ofSeconds(1), new Database(SERVER.connector(settings), new Backoff()));
    }

    @Test
    @Threat("F01")
    void aServerOfAnotherNameIsNotTalkedTo() throws IOException {
        try (TcpProxy elsewhere = TcpProxy.on("127.0.0.2", SERVER.port())) {
            assertThatThrownBy(() -> SERVER.connector(settings("127.0.0.2", elsewhere.port()))
                            .open(PLENTY))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("127.0.0.2");
        }
    }

    @Test
    @Threat("F02")
    void aSlowStatementIsTriedTwiceAndThenUnavailableAndTheConnectionGoesOn() {
        assertThatThrownBy(() -> database.run(
                        connection -> {
                            runs.incrementAndGet();
                            execute(connection, "set local statement_timeout = 50");
                            return number(connection, "select 1 from pg_sleep(5)");
                        },
                        PLENTY))
                .isInstanceOf(UnavailableException.class);

        assertThat(runs).hasValue(2);
        assertThat(value(1)).isZero();
        assertThat(proxy.connections()).as("connections").isEqualTo(1);
    }

    @Test
    @Threat({"F02", "F09", "F13"})
    void everyConnectionIsBounded() {
        String bounds = database.run(
                connection -> "%s %s %s"
                        .formatted(
                                text(connection, "show statement_timeout"),
                                text(connection, "show lock_timeout"),
                                text(connection, "show idle_in_transaction_session_timeout")),
                PLENTY);

        assertThat(bounds).isEqualTo("5s 2s 10s");
    }

    @Test
    @Threat("F03")
    void twoTransactionsThatBlockEachOtherBothSucceed() throws Exception {
        SERVER.run(name, "alter database %s set deadlock_timeout = '20ms'".formatted(name));
        CountDownLatch bothHoldOne = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);

        List<Future<Long>> results = List.of(
                threads.submit(() -> addInOrder(1, 2, bothHoldOne)),
                threads.submit(() -> addInOrder(2, 1, bothHoldOne)));
        for (Future<Long> result : results) {
            result.get(10, TimeUnit.SECONDS);
        }
        threads.shutdown();

        assertThat(List.of(value(1), value(2))).containsExactly(2L, 2L);
        assertThat(runs).as("runs, one of them the loser's second").hasValue(3);
    }

    @Test
    @Threat("F03")
    void aTransactionThatCannotBeSerialisedRunsAgain() {
        long seen = database.run(
                connection -> {
                    execute(connection, "set transaction isolation level serializable");
                    long before = number(connection, "select value from counter where id = 1");
                    if (runs.getAndIncrement() == 0) {
                        SERVER.run(name, "update counter set value = value + 10 where id = 1");
                    }
                    execute(connection, "update counter set value = value + 1 where id = 1");
                    return before;
                },
                PLENTY);

        assertThat(seen).isEqualTo(10);
        assertThat(value(1)).isEqualTo(11);
        assertThat(runs).hasValue(2);
    }

    @Test
    @Threat("F03")
    void aTransactionThatAlwaysLosesIsGivenUpAfterThreeRepetitions() {
        assertThatThrownBy(() -> database.run(
                        connection -> {
                            runs.incrementAndGet();
                            return execute(connection, "do $$ begin raise sqlstate '40001'; end $$");
                        },
                        PLENTY))
                .isInstanceOf(UnavailableException.class);
        assertThat(runs).hasValue(4);
    }

    @Test
    @Threat("F06")
    void aWriterThatBecomesAReaderIsLeftForTheNewWriterBehindTheSameName() throws Exception {
        try (LocalPostgres standby = LocalPostgres.start()) {
            standby.run("postgres", "create role payments_app login");
            standby.run("postgres", "create database " + name);
            standby.run(name, "create table counter (id int primary key, value bigint not null)");
            standby.run(name, "grant all on counter to public");
            standby.run(name, "insert into counter values (1, 100)");
            add(1);
            becomeReader();

            Thread promotion = new Thread(() -> {
                waitForConnections(3);
                proxy.leadTo(standby.port());
            });
            promotion.start();
            database.run(
                    connection -> execute(connection, "update counter set value = value + 1 where id = 1"),
                    Deadline.in(Duration.ofMinutes(1)));
            promotion.join();

            assertThat(value(1)).as("at the new writer").isEqualTo(101);
        } finally {
            SERVER.run(name, "alter role payments_app in database %s reset all".formatted(name));
        }
    }

    @Test
    @Threat("F06")
    void aConnectionThatTheServerEndsIsReplacedInTheMiddleOfATransaction() {
        database.run(
                connection -> {
                    execute(connection, "update counter set value = value + 1 where id = 1");
                    if (runs.incrementAndGet() == 1) {
                        endAllConnections();
                    }
                    return execute(connection, "update counter set value = value + 1 where id = 2");
                },
                PLENTY);

        assertThat(List.of(value(1), value(2))).containsExactly(1L, 1L);
        assertThat(runs).hasValue(2);
    }

    @Test
    @Threat("F07")
    void aServerWithoutRoomIsUnavailableAtOnceAndNotAskedAgain() {
        SERVER.run(name, "alter role payments_app connection limit 0");
        try {
            long start = System.nanoTime();

            assertThatThrownBy(() -> add(1)).isInstanceOf(UnavailableException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(proxy.connections()).as("connections").isEqualTo(1);
        } finally {
            SERVER.run(name, "alter role payments_app connection limit -1");
        }
    }

    @Test
    @Threat("F08")
    void aFullDiskIsUnavailableAndNothingIsWritten() {
        for (String state : List.of("53100", "53200")) {
            assertThatThrownBy(() -> database.run(
                            connection -> {
                                execute(connection, "update counter set value = value + 1 where id = 1");
                                return execute(connection, "do $$ begin raise sqlstate '%s'; end $$".formatted(state));
                            },
                            PLENTY))
                    .as(state)
                    .isInstanceOf(UnavailableException.class);
        }
        assertThat(value(1)).isZero();
    }

    @Test
    @Threat("F10")
    void aReaderBehindTheNameIsNotRead() {
        SERVER.run(
                name, "alter role payments_app in database %s set default_transaction_read_only = on".formatted(name));
        try {
            assertUnavailableWithin(Duration.ofSeconds(1), database);
        } finally {
            SERVER.run(name, "alter role payments_app in database %s reset all".formatted(name));
        }
    }

    @Test
    @Threat("F12")
    void anOverflowIsAnErrorNotARepetitionAndIsRolledBack() {
        assertThatThrownBy(() -> database.run(
                        connection -> {
                            runs.incrementAndGet();
                            execute(connection, "update counter set value = value + 1 where id = 1");
                            return execute(connection, "update counter set value = 9223372036854775807 + value");
                        },
                        PLENTY))
                .isInstanceOf(DatabaseRefusedException.class)
                .hasMessageContaining("22003");

        assertThat(runs).hasValue(1);
        assertThat(value(1)).isZero();
    }

    @Test
    @Threat("F13")
    void aConnectionThatDiedWhileTheSandboxWasFrozenIsNoticedBeforeItIsUsed() throws InterruptedException {
        add(1);
        proxy.disconnect();
        Thread.sleep(1_050);

        add(1);

        assertThat(runs).as("runs, none of them on the dead connection").hasValue(2);
        assertThat(value(1)).isEqualTo(2);
    }

    @Test
    @Threat("F13")
    void aConnectionThatDiedJustNowCostsOneRepetition() {
        add(1);
        endAllConnections();

        add(1);

        assertThat(value(1)).isEqualTo(2);
    }

    @Test
    @Threat("F13")
    void aTransactionLeftOpenIsEndedByTheServer() {
        assertThatThrownBy(() -> {
                    try (Connection connection =
                            SERVER.connector(SERVER.settings(name)).open(PLENTY)) {
                        execute(connection, "set idle_in_transaction_session_timeout = 50");
                        execute(connection, "update counter set value = value + 1 where id = 1");
                        Thread.sleep(300);
                        execute(connection, "select 1");
                    }
                })
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(SqlFailure.of(e)).isEqualTo(SqlFailure.CONNECTION_LOST));
        assertThat(value(1)).isZero();
    }

    @Test
    @Threat("G01")
    void workIsNotBegunWhenTooLittleTimeIsLeft() {
        assertThatThrownBy(() -> database.run(connection -> runs.incrementAndGet(), () -> Duration.ofMillis(499)))
                .isInstanceOf(UnavailableException.class);
        assertThat(runs).hasValue(0);
        assertThat(proxy.connections()).isZero();
    }

    private long addInOrder(int first, int second, CountDownLatch bothHoldOne) {
        try (Database own = at("localhost", SERVER.port())) {
            return own.run(
                    connection -> {
                        runs.incrementAndGet();
                        execute(connection, "update counter set value = value + 1 where id = " + first);
                        bothHoldOne.countDown();
                        await(bothHoldOne);
                        return execute(connection, "update counter set value = value + 1 where id = " + second);
                    },
                    PLENTY);
        }
    }

    private void add(int id) {
        database.run(
                connection -> {
                    runs.incrementAndGet();
                    return execute(connection, "update counter set value = value + 1 where id = " + id);
                },
                PLENTY);
    }

    private long value(int id) {
        return database.run(connection -> number(connection, "select value from counter where id = " + id), PLENTY);
    }

    /** The server takes no more writes: neither from sessions that are there nor from new ones. */
    private void becomeReader() {
        SERVER.run(
                name, "alter role payments_app in database %s set default_transaction_read_only = on".formatted(name));
        database.run(connection -> execute(connection, "set session characteristics as transaction read only"), PLENTY);
    }

    private void waitForConnections(int number) {
        while (proxy.connections() < number) {
            Thread.onSpinWait();
        }
    }

    private static void endAllConnections() {
        SERVER.run("postgres", """
                select pg_terminate_backend(pid, 5000) from pg_stat_activity
                where datname = '%s' and pid <> pg_backend_pid()""".formatted(name));
    }

    private void assertUnavailableWithin(Duration limit, Database unreachable) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> unreachable.run(connection -> number(connection, "select 1"), Deadline.in(limit)))
                .isInstanceOf(UnavailableException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit.plusMillis(700));
    }

    private static DatabaseSettings settings(String host, int port) {
        return new DatabaseSettings(
                host,
                port,
                name,
                DatabaseSettings.APPLICATION_ROLE,
                "eu-west-1",
                Optional.empty(),
                Optional.of(SERVER.authority()));
    }

    private static Database at(String host, int port) {
        return new Database(SERVER.connector(settings(host, port)), new Backoff());
    }

    private static long execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? 0 : statement.getUpdateCount();
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(text(connection, sql));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
