package payments.service.ledger;

/**
 * What the ledger says that a payment did, in whole minor units; reversed entries do not count.
 *
 * @param currency three capital letters of ISO 4217
 * @param authorised how much was reserved
 * @param captured how much of that was taken
 * @param refunded how much of that went back
 * @param released how much of what was reserved was released
 */
public record PaymentTotals(String currency, long authorised, long captured, long refunded, long released) {}
