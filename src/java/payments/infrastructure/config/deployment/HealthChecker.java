package payments.infrastructure.config.deployment;

import payments.infrastructure.config.constraint.WrittenNames;

/** The AWS regions that have Route 53 health checkers (Route 53 API reference, "HealthCheckConfig", Regions). */
public enum HealthChecker {
    US_EAST_1,
    US_WEST_1,
    US_WEST_2,
    EU_WEST_1,
    AP_SOUTHEAST_1,
    AP_SOUTHEAST_2,
    AP_NORTHEAST_1,
    SA_EAST_1;

    /** The region's code. */
    public String code() {
        return WrittenNames.of(this);
    }
}
