package payments.service.ledger;

import java.util.List;
import java.util.Optional;
import payments.service.outbox.PaymentEvent;

/**
 * What each event posts. A is the amount of the event; the caller's accounts stand under the caller, the others under
 * the platform.
 *
 * <table>
 * <caption>Entries by event</caption>
 * <tr><th>event</th><th>entry</th><th>debit</th><th>credit</th></tr>
 * <tr><td>payment.created</td><td>none: no money has moved</td><td></td><td></td></tr>
 * <tr><td>payment.authorised</td><td>authorisation</td><td>A authorised_funds</td><td>A authorised_payments</td></tr>
 * <tr><td>payment.captured</td><td>capture</td><td>A authorised_payments<br>A acquirer_receivable</td>
 *     <td>A authorised_funds<br>A merchant_payable</td></tr>
 * <tr><td>payment.refunded</td><td>refund</td><td>A merchant_payable</td><td>A acquirer_receivable</td></tr>
 * <tr><td>payment.failed, once authorised</td><td>release</td><td>A authorised_payments</td>
 *     <td>A authorised_funds</td></tr>
 * <tr><td>payment.failed, before that</td><td>none: nothing was reserved</td><td></td><td></td></tr>
 * </table>
 *
 * <p>An authorisation moves no money, but it is an obligation: the first two kinds of account are memorandum accounts,
 * which show how much may still be captured. The last two are the balance sheet.
 */
public final class PostingRules {
    /** Created is 1; a failure that is 2 came straight after, so nothing was authorised in between. */
    private static final long FAILED_BEFORE_AUTHORISATION = 2;

    private PostingRules() {}

    /** The entry of an event; empty when it changes nothing in the ledger. */
    public static Optional<JournalEntry> entry(PaymentEvent event) {
        return switch (event.type()) {
            case CREATED -> Optional.empty();
            case AUTHORISED ->
                Optional.of(entry(
                        event,
                        EntryType.AUTHORISATION,
                        platform(event, AccountKind.AUTHORISED_FUNDS, Side.DEBIT),
                        callers(event, AccountKind.AUTHORISED_PAYMENTS, Side.CREDIT)));
            case CAPTURED ->
                Optional.of(entry(
                        event,
                        EntryType.CAPTURE,
                        callers(event, AccountKind.AUTHORISED_PAYMENTS, Side.DEBIT),
                        platform(event, AccountKind.AUTHORISED_FUNDS, Side.CREDIT),
                        platform(event, AccountKind.ACQUIRER_RECEIVABLE, Side.DEBIT),
                        callers(event, AccountKind.MERCHANT_PAYABLE, Side.CREDIT)));
            case REFUNDED ->
                Optional.of(entry(
                        event,
                        EntryType.REFUND,
                        callers(event, AccountKind.MERCHANT_PAYABLE, Side.DEBIT),
                        platform(event, AccountKind.ACQUIRER_RECEIVABLE, Side.CREDIT)));
            case FAILED ->
                event.sequence() == FAILED_BEFORE_AUTHORISATION
                        ? Optional.empty()
                        : Optional.of(entry(
                                event,
                                EntryType.RELEASE,
                                callers(event, AccountKind.AUTHORISED_PAYMENTS, Side.DEBIT),
                                platform(event, AccountKind.AUTHORISED_FUNDS, Side.CREDIT)));
        };
    }

    private static JournalEntry entry(PaymentEvent event, EntryType type, Line... lines) {
        return new JournalEntry(
                event.eventId(), event.paymentId().value(), type, Optional.empty(), event.occurredAt(), List.of(lines));
    }

    private static Line callers(PaymentEvent event, AccountKind kind, Side side) {
        return line(event, kind, event.caller(), side);
    }

    private static Line platform(PaymentEvent event, AccountKind kind, Side side) {
        return line(event, kind, Account.PLATFORM, side);
    }

    private static Line line(PaymentEvent event, AccountKind kind, String owner, Side side) {
        Account account = new Account(kind, owner, event.money().currency().code());
        return new Line(account, side, event.money().minorUnits());
    }
}
