package payments.drill;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * An alarm.
 *
 * @param name its name
 * @param bound what the metric must not be
 * @param metric what it watches: namespace, metric and what distinguishes series of one region
 * @param window the periods that it looks at
 * @param statistic {@code Sum}, {@code Average}, {@code Minimum}, {@code Maximum}, {@code SampleCount} or a percentile
 */
public record AlarmFacts(String name, Bound bound, String metric, Window window, String statistic) {
    /**
     * A threshold.
     *
     * @param comparison by which operator a value is compared with it
     * @param threshold the threshold
     */
    public record Bound(String comparison, BigDecimal threshold) {
        /** Whether a value is beyond it. */
        boolean isBreached(double value) {
            int side = Double.compare(value, threshold.doubleValue());
            return switch (comparison) {
                case "GreaterThanThreshold" -> side > 0;
                case "GreaterThanOrEqualToThreshold" -> side >= 0;
                case "LessThanThreshold" -> side < 0;
                case "LessThanOrEqualToThreshold" -> side <= 0;
                default -> false;
            };
        }
    }

    /**
     * Periods.
     *
     * @param period how long one is
     * @param periods how many of them are looked at
     * @param missing what one without data counts for
     * @param needed how many of them must be beyond the bound
     */
    public record Window(Duration period, int periods, String missing, int needed) {}
}
