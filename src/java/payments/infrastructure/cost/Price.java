package payments.infrastructure.cost;

import java.math.BigDecimal;

/**
 * What AWS charges for one unit.
 *
 * @param meter what is counted, such as {@code nat-gateway-hour}
 * @param region the region whose price it is; {@code *} where all have the same
 * @param usd the list price in US dollars
 * @param unit the unit, for people
 * @param usageType how AWS's price list calls it, without the prefix of a region
 * @param source the page of AWS that has it
 */
record Price(String meter, String region, BigDecimal usd, String unit, String usageType, String source) {
    static final String EVERYWHERE = "*";

    Price {
        if (usd.signum() <= 0) {
            throw new IllegalStateException(
                    "the price of %s in %s is %s; a price is above zero, and what costs nothing stands in free.tsv"
                            .formatted(meter, region, usd));
        }
    }
}
