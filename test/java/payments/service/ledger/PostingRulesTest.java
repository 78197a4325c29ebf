package payments.service.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.service.outbox.PaymentEvent;

/** What each event means in the ledger. */
class PostingRulesTest {

    @Test
    void aPaymentThatWasOnlyCreatedPostsNothing() {
        assertThat(PostingRules.entry(event(PaymentEvent.Type.CREATED, 1))).isEmpty();
    }

    @Test
    void anAuthorisationReservesTheAmount() {
        assertThat(posted(PaymentEvent.Type.AUTHORISED, 2))
                .containsExactly("debit authorised_funds/platform 500", "credit authorised_payments/shop 500");
    }

    @Test
    void aCaptureTurnsTheReservationIntoMoney() {
        assertThat(posted(PaymentEvent.Type.CAPTURED, 3))
                .containsExactly(
                        "debit authorised_payments/shop 500",
                        "credit authorised_funds/platform 500",
                        "debit acquirer_receivable/platform 500",
                        "credit merchant_payable/shop 500");
    }

    @Test
    void aRefundTakesTheMoneyBack() {
        assertThat(posted(PaymentEvent.Type.REFUNDED, 4))
                .containsExactly("debit merchant_payable/shop 500", "credit acquirer_receivable/platform 500");
    }

    @Test
    void aFailureAfterTheAuthorisationReleasesIt() {
        assertThat(posted(PaymentEvent.Type.FAILED, 3))
                .containsExactly("debit authorised_payments/shop 500", "credit authorised_funds/platform 500");
    }

    @Test
    void aFailureBeforeTheAuthorisationPostsNothing() {
        assertThat(PostingRules.entry(event(PaymentEvent.Type.FAILED, 2))).isEmpty();
    }

    @Test
    void anEntryThatDoesNotBalanceCannotBeMade() {
        assertThatThrownBy(() -> Entries.entry(
                        EntryType.CAPTURE,
                        "p",
                        Entries.debit(AccountKind.ACQUIRER_RECEIVABLE, "platform", 2),
                        Entries.credit(AccountKind.MERCHANT_PAYABLE, "shop", 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("EUR=1");
    }

    private static List<String> posted(PaymentEvent.Type type, long sequence) {
        return PostingRules.entry(event(type, sequence)).orElseThrow().lines().stream()
                .map(line -> "%s %s/%s %d"
                        .formatted(
                                line.side().word(),
                                line.account().kind().word(),
                                line.account().owner(),
                                line.minorUnits()))
                .toList();
    }

    private static PaymentEvent event(PaymentEvent.Type type, long sequence) {
        return Entries.event(type, "p-1", sequence, "shop", 500, "EUR");
    }
}
