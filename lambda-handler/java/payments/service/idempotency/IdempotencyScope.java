package payments.service.idempotency;

import payments.service.card.CardNumbers;
import payments.service.domain.Digests;
import payments.service.domain.PaymentId;
import payments.service.domain.RejectedException;
import payments.service.domain.Rejection;

/**
 * The name of one intended effect: who wants it, through which route, under which key. Requests of one scope have one
 * effect together; requests of different scopes know nothing of each other.
 *
 * @param caller who asks, as authenticated; {@code anonymous} where no caller is authenticated
 * @param route method and route, for example {@code POST /payments}, or {@code batch}
 * @param key the caller's own name for the effect: 1 to {@value #MAX_KEY_LENGTH} visible ASCII characters. The length is
 *     Stripe's (docs.stripe.com/api/idempotent_requests); the header is described in
 *     draft-ietf-httpapi-idempotency-key-header
 */
public record IdempotencyScope(String caller, String route, String key) {
    /** The longest key. */
    public static final int MAX_KEY_LENGTH = 255;

    private static final String BATCH_ROUTE = "batch";

    /** Checks the key and that no card number hides in it. */
    public IdempotencyScope {
        if (CardNumbers.areIn(key)) {
            throw new RejectedException(Rejection.CARD_NUMBER);
        }
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH || !key.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new RejectedException(Rejection.INVALID_KEY);
        }
    }

    /**
     * The scope of one row of a batch file.
     *
     * @param batchId the file's content hash: the same content twice is the same batch
     * @param row the row's number in the file, 1 for the first after the header
     */
    public static IdempotencyScope ofBatchRow(String caller, String batchId, long row) {
        return new IdempotencyScope(caller, BATCH_ROUTE, batchId + "#" + row);
    }

    /**
     * The id of the payment that this scope makes (UUID version 5): a repetition names the same payment and therefore
     * collides with it instead of making a second one, even when the idempotency record is long gone.
     */
    public PaymentId paymentId() {
        return paymentId("");
    }

    /** The same with a beginning by which callers know ids of their system. */
    public PaymentId paymentId(String prefix) {
        return PaymentId.derivedFrom(canonical(), prefix);
    }

    /** SHA-256 over the scope, 64 hexadecimal digits: a key for the table that has one length and repeats no input. */
    public String digest() {
        return Digests.sha256(canonical());
    }

    /** Lengths before the parts, so that no two scopes read the same. */
    private String canonical() {
        return caller.length() + ":" + caller + "|" + route.length() + ":" + route + "|" + key;
    }
}
