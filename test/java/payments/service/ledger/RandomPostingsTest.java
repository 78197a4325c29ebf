package payments.service.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.service.database.DatabaseRefusedException;
import payments.service.outbox.PaymentEvent;

/**
 * Random events of several payments, in any order and with repetitions, and random reversals: whatever is accepted and
 * refused, the ledger balances (I1), nothing that was posted changes (I4), and the balances are those of a model in memory.
 */
class RandomPostingsTest {
    private static final int STEPS = 120;
    private static final List<String> CALLERS = List.of("shop", "bakery");
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "KWD");

    private final BalanceModel model = new BalanceModel();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 20_260_301})
    void theLedgerBalancesWhateverIsPosted(long seed) {
        Random random = new Random(seed);
        List<JournalEntry> posted = new ArrayList<>();
        try (LedgerFixture fixture = new LedgerFixture()) {
            PostgresLedger ledger = fixture.ledger();
            int refused = 0;
            for (int step = 0; step < STEPS; step++) {
                JournalEntry entry = next(random, posted, step);
                if (post(ledger, entry)) {
                    posted.add(entry);
                    model.post(entry);
                } else {
                    refused++;
                    assertThat(model.allows(entry) && !isSecondReversal(entry, posted))
                            .as("seed %d, step %d: refused %s", seed, step, entry)
                            .isFalse();
                }
            }

            assertThat(refused).as("refusals, which must occur").isPositive();
            assertThat(posted).as("postings, which must occur").hasSizeGreaterThan(STEPS / 3);
            assertThat(fixture.contradictions()).as("seed %d", seed).isEmpty();
            assertThat(fixture.balances()).as("seed %d", seed).isEqualTo(model.balances());
            for (JournalEntry entry : posted) {
                assertThat(ledger.find(entry.eventId(), LedgerFixture.PLENTY)).contains(entry);
            }
        }
    }

    private static JournalEntry next(Random random, List<JournalEntry> posted, int step) {
        if (!posted.isEmpty() && random.nextInt(4) == 0) {
            JournalEntry any = posted.get(random.nextInt(posted.size()));
            if (any.type() != EntryType.REVERSAL) {
                return any.reversedBy("reversal-" + step, Entries.NOON);
            }
        }
        PaymentEvent.Type[] types = {
            PaymentEvent.Type.AUTHORISED,
            PaymentEvent.Type.AUTHORISED,
            PaymentEvent.Type.CAPTURED,
            PaymentEvent.Type.REFUNDED,
            PaymentEvent.Type.FAILED
        };
        // Far from the failure that posts nothing, and never twice the same event.
        long sequence = 3L + step;
        Optional<JournalEntry> entry = PostingRules.entry(Entries.event(
                types[random.nextInt(types.length)],
                "p-" + random.nextInt(5),
                sequence,
                CALLERS.get(random.nextInt(CALLERS.size())),
                1 + random.nextInt(1_000),
                CURRENCIES.get(random.nextInt(CURRENCIES.size()))));
        return entry.orElseThrow();
    }

    private static boolean isSecondReversal(JournalEntry entry, List<JournalEntry> posted) {
        return entry.reverses().isPresent()
                && posted.stream().anyMatch(other -> other.reverses().equals(entry.reverses()));
    }

    /** Posts it twice, as a delivery that is repeated. */
    private static boolean post(PostgresLedger ledger, JournalEntry entry) {
        try {
            ledger.post(entry, LedgerFixture.PLENTY);
        } catch (DatabaseRefusedException e) {
            return false;
        }
        ledger.post(entry, LedgerFixture.PLENTY);
        return true;
    }
}
