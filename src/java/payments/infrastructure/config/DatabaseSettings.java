package payments.infrastructure.config;

/**
 * The PostgreSQL instance of a region.
 *
 * @param engineVersion PostgreSQL version: {@code 17} follows the minor releases by itself in the maintenance window,
 *     {@code 17.4} stays there until it is changed here
 * @param instanceClass RDS instance class, such as {@code db.t4g.medium}
 * @param allocatedStorageGigabytes storage at first
 * @param maximumStorageGigabytes storage that autoscaling may grow to
 * @param multiAz whether a synchronous standby runs in another zone
 * @param backupRetentionDays days that automated backups are kept
 * @param backupWindow daily window of the backups, UTC
 * @param maintenanceWindow weekly window of maintenance, UTC, apart from the backup window
 * @param databaseName name of the first database
 * @param userName name of the administrator
 */
public record DatabaseSettings(
        @Fallback("17")
        @Matches(value = "1[3-7](\\.[0-9]{1,2})?", says = "a PostgreSQL version from 13 to 17, such as 17 or 17.4")
        @Describe("PostgreSQL version: 17 follows minor releases by itself, 17.4 stays until it is changed here")
        String engineVersion,

        @Fallback("db.t4g.medium")
        @Matches(value = "db\\.[a-z0-9]+\\.[a-z0-9]+", says = "an RDS instance class, such as db.t4g.medium")
        @Overridable
        @Describe("RDS instance class")
        String instanceClass,

        @Fallback("100") @Range(min = 20, max = 65536) @Overridable @Describe("Storage at first, in GiB")
        int allocatedStorageGigabytes,

        @Fallback("500")
        @Range(min = 20, max = 65536)
        @Overridable
        @Describe("Storage that autoscaling may grow to, in GiB")
        int maximumStorageGigabytes,

        @Fallback("true") @Describe("Whether a synchronous standby runs in another zone")
        boolean multiAz,

        @Fallback("35") @Range(min = 1, max = 35) @Overridable @Describe("Days that automated backups are kept")
        int backupRetentionDays,

        @Fallback("03:00-04:00")
        @Matches(value = "([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]", says = "hh:mm-hh:mm in UTC")
        @Describe("Daily backup window, UTC")
        String backupWindow,

        @Fallback("mon:04:30-mon:05:30")
        @Matches(
                value = "(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]"
                        + "-(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]",
                says = "ddd:hh:mm-ddd:hh:mm in UTC, such as mon:04:30-mon:05:30")
        @Describe("Weekly maintenance window, UTC, apart from the backup window")
        String maintenanceWindow,

        @Fallback("payments")
        @Matches(
                value = "[a-z][a-z0-9_]{0,62}",
                says = "a lower-case letter, then up to 62 lower-case letters, digits or _")
        @Describe("Name of the first database")
        String databaseName,

        @Fallback("dbadmin")
        @Matches(
                value = "(?!postgres$|admin$|root$|rdsadmin$)[a-z][a-z0-9_]{0,62}",
                says =
                        "a lower-case letter, then up to 62 lower-case letters, digits or _; not postgres, admin, root or rdsadmin")
        @Describe("Name of the administrator")
        String userName) {
    public DatabaseSettings {
        Constraints.check(
                DatabaseSettings.class,
                engineVersion,
                instanceClass,
                allocatedStorageGigabytes,
                maximumStorageGigabytes,
                multiAz,
                backupRetentionDays,
                backupWindow,
                maintenanceWindow,
                databaseName,
                userName);
        if (maximumStorageGigabytes < allocatedStorageGigabytes) {
            throw new IllegalStateException(
                    "maximumStorageGigabytes is %d, less than allocatedStorageGigabytes %d; raise the maximum or allocate less"
                            .formatted(maximumStorageGigabytes, allocatedStorageGigabytes));
        }
        ServiceWindows.check(backupWindow, maintenanceWindow);
    }

    /** The major version, which names the parameter group family: {@code postgres17}. */
    public String family() {
        return "postgres" + engineVersion.substring(0, 2);
    }

    /** Whether AWS may move to newer minor releases; it may not where the version names one, or Terraform would move it back. */
    public boolean followsMinorReleases() {
        return engineVersion.indexOf('.') < 0;
    }
}
