package payments.infrastructure.config;

/**
 * Log groups.
 *
 * @param retentionDays days that CloudWatch keeps log events; PCI DSS 10.5.1 wants twelve months of audit history
 */
public record LogSettings(
        @Fallback("400")
        @OneOf({1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653
        })
        @Overridable
        @Describe("Days that CloudWatch keeps log events; only the values that the service knows")
        int retentionDays) {
    public LogSettings {
        Constraints.check(LogSettings.class, retentionDays);
    }
}
