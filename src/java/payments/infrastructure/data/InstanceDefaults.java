package payments.infrastructure.data;

/** What every instance has, alone, as a replica or in a cluster. */
final class InstanceDefaults {
    /** Certificate authority of the server certificate; clients trust its root. */
    static final String CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1";

    static final int MONITORING_SECONDS = 60;

    /** The longest time without extra cost. */
    static final int PERFORMANCE_DATA_DAYS = 7;

    private InstanceDefaults() {}
}
