package payments.infrastructure.guardrail.alarm;

import java.util.Optional;

/**
 * On which side of which value a data point breaches.
 *
 * @param comparison how it is compared
 * @param value with what, in the unit of the metric
 */
public record Threshold(Comparison comparison, double value) {
    /** The operators that compare with a number; those of bands are not among them. */
    public enum Comparison {
        /** Above it. */
        GREATER("GreaterThanThreshold"),
        /** Above it or at it. */
        GREATER_OR_EQUAL("GreaterThanOrEqualToThreshold"),
        /** Below it. */
        LESS("LessThanThreshold"),
        /** Below it or at it. */
        LESS_OR_EQUAL("LessThanOrEqualToThreshold");

        private final String operator;

        Comparison(String operator) {
            this.operator = operator;
        }

        /** By what CloudWatch calls it. */
        public static Optional<Comparison> of(String operator) {
            for (Comparison comparison : values()) {
                if (comparison.operator.equals(operator)) {
                    return Optional.of(comparison);
                }
            }
            return Optional.empty();
        }

        /** What CloudWatch calls it. */
        public String operator() {
            return operator;
        }

        /** The one that looks to the other side. */
        public Comparison opposite() {
            return switch (this) {
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
            };
        }
    }

    /** Whether a data point is on the wrong side. */
    public boolean isBreachedBy(double datapoint) {
        return switch (comparison) {
            case GREATER -> datapoint > value;
            case GREATER_OR_EQUAL -> datapoint >= value;
            case LESS -> datapoint < value;
            case LESS_OR_EQUAL -> datapoint <= value;
        };
    }
}
