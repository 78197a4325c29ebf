package payments.service.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;
import payments.service.database.Database;
import payments.service.database.DatabaseRefusedException;
import payments.service.outbox.Held;
import payments.service.outbox.PaymentEvent;
import payments.service.resilience.UnavailableException;

/** Posting against a real PostgreSQL, with the rights of the application. */
class PostgresLedgerTest {
    private static final int RACERS = 4;

    private LedgerFixture fixture;
    private PostgresLedger ledger;

    @BeforeEach
    void migrate() {
        fixture = new LedgerFixture();
        ledger = fixture.ledger();
    }

    @AfterEach
    void itIsConsistent() {
        assertThat(fixture.contradictions()).isEmpty();
        fixture.close();
    }

    @Test
    void aPaymentLeavesWhatWasNotRefundedWithTheMerchant() {
        post(Entries.event(PaymentEvent.Type.CREATED, "p", 1, "shop", 1_000, "EUR"));
        post(Entries.authorised("p", "shop", 1_000));
        post(Entries.captured("p", "shop", 800));
        post(Entries.refunded("p", 4, "shop", 300));

        assertThat(fixture.balances())
                .containsExactly(
                        "acquirer_receivable platform EUR 500",
                        "authorised_funds platform EUR 200",
                        "authorised_payments shop EUR 200",
                        "merchant_payable shop EUR 500");
        assertThat(fixture.rows("select * from ledger.payment_total")).containsExactly("p EUR 1000 800 300 0");
    }

    @Test
    @Threat({"F05", "D11"})
    void manyEventsPostedTogetherAreWhatTheyAreOneByOne() {
        List<PaymentEvent> events = new ArrayList<>();
        for (String payment : List.of("b", "a", "c")) {
            events.add(Entries.event(PaymentEvent.Type.CREATED, payment, 1, "shop", 1_000, "EUR"));
            events.add(Entries.authorised(payment, "shop", 1_000));
            events.add(Entries.captured(payment, "shop", 800));
        }
        events.add(Entries.event(PaymentEvent.Type.AUTHORISED, "yen", 2, "shop", 100, "JPY"));
        post(Entries.authorised("c", "shop", 1_000));

        for (int delivery = 0; delivery < 2; delivery++) {
            assertThat(ledger.postAll(events, LedgerFixture.PLENTY)).isEmpty();
        }

        assertThat(fixture.rows("select * from ledger.payment_total order by 1"))
                .containsExactly("a EUR 1000 800 0 0", "b EUR 1000 800 0 0", "c EUR 1000 800 0 0", "yen JPY 100 0 0 0");
        for (PaymentEvent event : events) {
            assertThat(ledger.find(event.eventId(), LedgerFixture.PLENTY)).isEqualTo(PostingRules.entry(event));
        }
    }

    @Test
    @Threat({"F12", "D11"})
    void ofManyEventsOnlyThoseThatAreRefusedAreHeldWithWhatIsBehindThem() {
        post(Entries.authorised("other", "shop", 1_000));
        List<PaymentEvent> events = List.of(
                Entries.authorised("good", "shop", 1_000),
                Entries.captured("bad", "shop", 800),
                Entries.refunded("bad", 4, "shop", 1),
                Entries.authorised("other", "shop", 7),
                Entries.captured("good", "shop", 800));

        List<Held> held = ledger.postAll(events, LedgerFixture.PLENTY);

        assertThat(held).extracting(Held::event).containsExactly(events.get(1), events.get(3));
        assertThat(held).allMatch(Held::refused);
        assertThat(fixture.rows("select * from ledger.payment_total order by 1"))
                .containsExactly("good EUR 1000 800 0 0", "other EUR 1000 0 0 0");
    }

    @Test
    void eachCurrencyHasALedgerOfItsOwn() {
        post(Entries.event(PaymentEvent.Type.AUTHORISED, "yen", 2, "shop", 100, "JPY"));
        post(Entries.event(PaymentEvent.Type.AUTHORISED, "dinar", 2, "shop", 100, "KWD"));

        assertThat(fixture.rows("select * from ledger.trial_balance order by 1"))
                .containsExactly("JPY 100 100", "KWD 100 100");
    }

    @Test
    @Threat({"F05", "D01"})
    @Requirement("X5")
    void anEventThatComesAgainChangesNothing() {
        PaymentEvent event = Entries.authorised("p", "shop", 1_000);

        for (int delivery = 0; delivery < 3; delivery++) {
            post(event);
        }

        assertThat(fixture.rows("select event_id from ledger.journal_entry")).containsExactly("p#2");
        assertThat(fixture.balances()).contains("authorised_payments shop EUR 1000");
    }

    @Test
    @Threat({"F05", "D01"})
    @Requirement("X5")
    void anEventThatComesToManyAtOnceIsPostedOnce() throws Exception {
        PaymentEvent event = Entries.authorised("p", "shop", 1_000);

        List<Throwable> failures = race(own -> new PostgresLedger(own).post(event, LedgerFixture.PLENTY));

        assertThat(failures).isEmpty();
        assertThat(fixture.rows("select event_id from ledger.journal_entry")).containsExactly("p#2");
    }

    @Test
    void anEventThatComesAgainWithOtherContentIsAnError() {
        post(Entries.authorised("p", "shop", 1_000));

        assertThatThrownBy(() -> post(Entries.authorised("p", "shop", 1_001)))
                .isInstanceOf(LedgerConflictException.class)
                .hasMessageContaining("p#2");
        assertThat(fixture.balances()).contains("authorised_payments shop EUR 1000");
    }

    @Test
    @Threat("F14")
    void ofTwoDebitsThatTogetherAreTooMuchOneSucceeds() throws Exception {
        post(Entries.authorised("p", "shop", 100));
        post(Entries.captured("p", "shop", 100));
        List<Integer> numbers = Collections.synchronizedList(new ArrayList<>(List.of(10, 11, 12, 13)));

        List<Throwable> failures = race(own -> new PostgresLedger(own)
                .post(Entries.refunded("p", numbers.remove(0), "shop", 60), LedgerFixture.PLENTY));

        assertThat(failures).hasSize(RACERS - 1).allSatisfy(failure -> assertThat(failure)
                .isInstanceOfSatisfying(DatabaseRefusedException.class, e -> assertThat(e.constraint())
                        .isEqualTo("balance_not_negative")));
        assertThat(fixture.balances()).contains("merchant_payable shop EUR 40");
    }

    @Test
    @Threat("F14")
    void aCaptureThatOvertookItsAuthorisationIsRefusedUntilThatIsPosted() {
        PaymentEvent capture = Entries.captured("p", "shop", 100);
        assertThatThrownBy(() -> post(capture)).isInstanceOf(DatabaseRefusedException.class);

        post(Entries.authorised("p", "shop", 100));
        post(capture);

        assertThat(fixture.balances()).contains("merchant_payable shop EUR 100");
    }

    @Test
    @Threat("F03")
    void entriesThatNameTheSameAccountsInAnyOrderNeverDeadlock() throws Exception {
        Line[] lines = {
            Entries.credit(AccountKind.MERCHANT_PAYABLE, "a", 5),
            Entries.credit(AccountKind.MERCHANT_PAYABLE, "b", 5),
            Entries.credit(AccountKind.AUTHORISED_PAYMENTS, "a", 5),
            Entries.debit(AccountKind.ACQUIRER_RECEIVABLE, "platform", 15)
        };
        List<Throwable> failures = race(own -> {
            List<Line> order = new ArrayList<>(List.of(lines));
            for (int n = 0; n < 25; n++) {
                Collections.shuffle(order);
                new PostgresLedger(own)
                        .post(
                                Entries.entry(EntryType.AUTHORISATION, "p", order.toArray(Line[]::new)),
                                LedgerFixture.PLENTY);
            }
        });

        assertThat(failures).isEmpty();
        assertThat(fixture.rows("select deadlocks from pg_stat_database where datname = current_database()"))
                .containsExactly("0");
        assertThat(fixture.balances()).contains("merchant_payable a EUR 500", "merchant_payable b EUR 500");
    }

    /** The merchant's balances cover each of these; the payment's own do not. */
    @Test
    @Threat({"B20", "I1"})
    void noPaymentUsesUpWhatAnotherIsAuthorisedOrCapturedFor() {
        post(Entries.authorised("rich", "shop", 10_000));
        post(Entries.event(PaymentEvent.Type.CAPTURED, "rich", 3, "shop", 5_000, "EUR"));
        post(Entries.authorised("poor", "shop", 100));

        for (PaymentEvent beyond : List.of(
                Entries.event(PaymentEvent.Type.CAPTURED, "poor", 3, "shop", 1_000, "EUR"),
                Entries.event(PaymentEvent.Type.CAPTURED, "stranger", 3, "shop", 1, "EUR"),
                Entries.event(PaymentEvent.Type.REFUNDED, "poor", 3, "shop", 1, "EUR"),
                Entries.event(PaymentEvent.Type.FAILED, "poor", 3, "shop", 101, "EUR"))) {
            assertThatThrownBy(() -> post(beyond))
                    .isInstanceOf(DatabaseRefusedException.class)
                    .hasMessageContaining("payment_covers_entry");
        }
        post(Entries.event(PaymentEvent.Type.CAPTURED, "poor", 3, "shop", 60, "EUR"));
        post(Entries.event(PaymentEvent.Type.FAILED, "poor", 4, "shop", 40, "EUR"));
        assertThatThrownBy(() -> post(Entries.event(PaymentEvent.Type.CAPTURED, "poor", 5, "shop", 1, "EUR")))
                .hasMessageContaining("payment_covers_entry");
    }

    @Test
    @Threat({"B20", "I1"})
    void capturesOfOnePaymentPostedAtOnceDoNotExceedItTogether() throws Exception {
        post(Entries.authorised("p", "shop", 100));
        post(Entries.authorised("other", "shop", 100_000));
        AtomicInteger sequence = new AtomicInteger(10);
        List<Throwable> failures = race(own -> new PostgresLedger(own)
                .post(
                        PostingRules.entry(Entries.event(
                                        PaymentEvent.Type.CAPTURED, "p", sequence.incrementAndGet(), "shop", 60, "EUR"))
                                .orElseThrow(),
                        LedgerFixture.PLENTY));

        assertThat(failures).isNotEmpty().allMatch(failure -> failure instanceof DatabaseRefusedException);
        assertThat(fixture.rows("select captured from ledger.payment_total where payment_id = 'p'"))
                .containsExactly("60");
    }

    @Test
    void aReversalCancelsAnEntryOnce() {
        post(Entries.authorised("p", "shop", 1_000));

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(ledger.reverse("p#2", "correction-1", Entries.NOON, LedgerFixture.PLENTY))
                    .hasValueSatisfying(entry -> assertThat(entry.reverses()).contains("p#2"));
        }

        assertThat(fixture.balances()).isEmpty();
        assertThat(fixture.rows("select authorised from ledger.payment_total")).containsExactly("0");
        assertThatThrownBy(() -> ledger.reverse("p#2", "correction-2", Entries.NOON, LedgerFixture.PLENTY))
                .isInstanceOf(DatabaseRefusedException.class)
                .hasMessageContaining("journal_entry_reverses_key");
        assertThat(ledger.reverse("never", "correction-3", Entries.NOON, LedgerFixture.PLENTY))
                .isEmpty();
    }

    @Test
    @Threat("F08")
    void aFullDiskInTheMiddleLeavesNothingAndTheEventCanComeAgain() {
        fixture.run("create function public.full() returns trigger language plpgsql as"
                + " $$ begin raise sqlstate '53100'; end $$");
        fixture.run("create trigger full_disk before insert on ledger.journal_line execute function public.full()");
        PaymentEvent event = Entries.authorised("p", "shop", 10);

        assertThatThrownBy(() -> post(event)).isInstanceOf(UnavailableException.class);
        assertThat(fixture.rows("select event_id from ledger.journal_entry")).isEmpty();

        fixture.run("drop trigger full_disk on ledger.journal_line");
        post(event);
        assertThat(fixture.rows("select event_id from ledger.journal_entry")).containsExactly("p#2");
    }

    private void post(PaymentEvent event) {
        ledger.post(event, LedgerFixture.PLENTY);
    }

    /** What one racer does on a connection of its own. */
    private interface Racer {
        void run(Database own) throws Exception;
    }

    /** Lets several start at the same moment; gives the failures. */
    private List<Throwable> race(Racer racer) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(RACERS);
        CyclicBarrier start = new CyclicBarrier(RACERS);
        Callable<Void> work = () -> {
            try (Database own = fixture.connect()) {
                own.run(connection -> true, LedgerFixture.PLENTY);
                start.await(10, TimeUnit.SECONDS);
                racer.run(own);
                return null;
            }
        };
        List<Throwable> failures = new ArrayList<>();
        for (Future<Void> result : threads.invokeAll(Collections.nCopies(RACERS, work))) {
            try {
                result.get();
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            }
        }
        threads.shutdown();
        return failures;
    }
}
