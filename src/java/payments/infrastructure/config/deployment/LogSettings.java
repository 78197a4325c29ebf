package payments.infrastructure.config.deployment;

import java.util.Arrays;
import java.util.Objects;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.OneOf;
import payments.infrastructure.config.constraint.Overridable;

/**
 * Log groups.
 *
 * @param retentionDays days that CloudWatch retains log events; PCI DSS 10.5.1 wants twelve months of audit history
 */
public record LogSettings(
        @Fallback("400")
        @OneOf({1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653
        })
        @Overridable
        @Describe("Days that CloudWatch retains log events; only the values that the service knows")
        int retentionDays) {
    /** Log groups that retain their events for a number of days, or up to the next that CloudWatch knows; at most ten years. */
    static LogSettings forAtLeast(int days) {
        OneOf known = Objects.requireNonNull(
                LogSettings.class.getRecordComponents()[0].getAnnotation(OneOf.class), "retentionDays is bounded");
        return new LogSettings(Arrays.stream(known.value())
                .filter(value -> value >= days)
                .min()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no log group retains its events for %d days; at most 3653".formatted(days))));
    }
}
