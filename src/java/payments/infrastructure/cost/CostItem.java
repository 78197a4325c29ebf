package payments.infrastructure.cost;

import java.math.BigDecimal;

/**
 * One line of a bill.
 *
 * @param environment the environment that it is for, by its name in the deployment file
 * @param region the region whose price counts
 * @param capability what it is for, such as {@code database}
 * @param resource the path of the resource
 * @param meter what is counted
 * @param quantity how much of it
 * @param price the price of one unit
 */
public record CostItem(
        String environment,
        String region,
        String capability,
        String resource,
        String meter,
        BigDecimal quantity,
        BigDecimal price) {
    /** The amount in US dollars, unrounded. */
    public BigDecimal usd() {
        return quantity.multiply(price);
    }
}
