package payments.infrastructure.config.deployment;

import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Range;
import payments.infrastructure.config.constraint.Validated;

/**
 * An Aurora cluster.
 *
 * @param instances the writer and its readers, in different zones; a reader takes over when the writer fails
 * @param minimumCapacity with {@code db.serverless}: capacity units that an instance always has. AWS asks for 2 or more
 *     where Performance Insights is on (Aurora guide, "Choosing the minimum Aurora Serverless v2 capacity setting")
 * @param maximumCapacity with {@code db.serverless}: capacity units that an instance grows to
 */
public record AuroraSettings(
        @Fallback("2") @Range(min = 1, max = 16) @Overridable @Describe("Instances: the writer and its readers")
        int instances,

        @Fallback("2")
        @Range(min = 1, max = 256)
        @Overridable
        @Describe("Capacity units that a db.serverless instance always has")
        int minimumCapacity,

        @Fallback("16")
        @Range(min = 1, max = 256)
        @Overridable
        @Describe("Capacity units that a db.serverless instance grows to")
        int maximumCapacity)
        implements Validated {
    @Override
    public void validate(Contradictions contradictions) {
        if (maximumCapacity < minimumCapacity) {
            contradictions.add(
                    "maximumCapacity is %d, less than minimumCapacity %d; raise it or lower the minimum"
                            .formatted(maximumCapacity, minimumCapacity),
                    "maximumCapacity",
                    "minimumCapacity");
        }
    }
}
