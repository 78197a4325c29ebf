package payments.service.handler.api;

import java.util.Optional;
import java.util.Set;
import payments.service.domain.Detail;

/**
 * What a dialect asks of the order to make a payment.
 *
 * @param idField the body's field with the payment's own id; empty where clients send none
 * @param idRequired whether that field must be there
 * @param keyRequired whether a request without an id must have an Idempotency-Key
 * @param idPrefix with which the ids begin that the service makes
 * @param overlooked present where an older system overlooked what it did not know: further fields, values that are null, the
 *     content type. It holds the details that this system did know, which must be right; of the others, one that cannot be
 *     stored is as good as absent. Card data is overlooked nowhere
 */
record RequestForm(
        Optional<String> idField,
        boolean idRequired,
        boolean keyRequired,
        String idPrefix,
        Optional<Set<Detail>> overlooked) {

    /** Whether a detail must be right, or may be left out when it is not. */
    boolean insistsOn(Detail detail) {
        return overlooked.map(known -> known.contains(detail)).orElse(true);
    }
}
