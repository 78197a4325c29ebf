package payments.infrastructure.cost;

import java.math.BigDecimal;

/**
 * A quantity of a meter.
 *
 * @param meter what is counted, as the price list calls it
 * @param quantity how much of it
 */
record Charge(String meter, BigDecimal quantity) {
    /** AWS's own figure for the hours of a month. */
    static final int HOURS = 730;

    static Charge of(String meter, double quantity) {
        return new Charge(meter, BigDecimal.valueOf(quantity));
    }

    /** Something that is there all the month, charged by the hour. */
    static Charge hours(String meter, double count) {
        return of(meter, count * HOURS);
    }
}
