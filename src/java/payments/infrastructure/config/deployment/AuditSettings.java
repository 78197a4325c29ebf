package payments.infrastructure.config.deployment;

import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Range;

/**
 * Records of who did what: the trail, the history of configurations and the access logs of buckets.
 *
 * @param retentionDays days that they are stored; PCI DSS 10.5.1 wants twelve months
 */
public record AuditSettings(
        @Fallback("400")
        @Range(min = 1, max = 3653)
        @Overridable
        @Describe("Days that the trail, the history of configurations and the access logs of buckets are stored")
        int retentionDays) {
    /** The same for log groups, which know only some numbers of days. */
    public LogSettings logs() {
        return LogSettings.forAtLeast(retentionDays);
    }
}
