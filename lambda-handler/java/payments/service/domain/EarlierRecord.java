package payments.service.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What an earlier system stored of a payment, as it stored it. The payment's own amount and time are made from it; this is for
 * who must show or find exactly what was written.
 *
 * @param amount in major units, with as many fraction digits as were written
 * @param timestamp when it was stored, in seconds since 1970; part of the item's key where the table has a sort key
 * @param environment the attribute {@code environment}; empty where there is none
 * @param createdAt the attribute {@code created_at}, a time without zone that means UTC; empty where there is none
 * @param processedAt the attribute {@code processed_at}, likewise
 */
public record EarlierRecord(
        BigDecimal amount,
        long timestamp,
        Optional<String> environment,
        Optional<String> createdAt,
        Optional<String> processedAt) {}
