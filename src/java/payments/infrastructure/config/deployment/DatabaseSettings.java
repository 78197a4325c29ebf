package payments.infrastructure.config.deployment;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Obeys;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Range;
import payments.infrastructure.config.constraint.Validated;
import payments.infrastructure.config.constraint.ValueRule;
import payments.infrastructure.reality.InstanceClasses;
import payments.infrastructure.reality.InstanceSize;

/**
 * The PostgreSQL database of a region: an RDS instance, or an Aurora cluster.
 *
 * @param engine who runs PostgreSQL
 * @param engineVersion PostgreSQL version: {@code 17} follows the minor releases by itself in the maintenance window,
 *     {@code 17.9} stays there until it is changed here. AWS must still make new databases of it
 * @param instanceClass instance class, such as {@code db.t4g.medium}; {@code db.serverless} for Aurora instances that
 *     grow and shrink
 * @param allocatedStorageGigabytes storage at first; Aurora's grows by itself
 * @param maximumStorageGigabytes storage that autoscaling may grow to; not for Aurora
 * @param multiAz whether a synchronous standby runs in another zone; for Aurora the number of instances says so
 * @param aurora the cluster; given if and only if the engine is Aurora
 * @param password where the administrator's password lies
 * @param backupRetentionDays days that automated backups are retained
 * @param backupWindow daily window of the backups, UTC
 * @param maintenanceWindow weekly window of maintenance, UTC, apart from the backup window
 * @param databaseName name of the first database
 * @param userName name of the administrator
 * @param snapshotIdentifier snapshot of RDS of which the primary's database is made, by name or ARN. It counts when the
 *     database is created: set, changed or removed later it replaces nothing
 * @param logicalReplication whether PostgreSQL's logical replication is on ({@code rds.logical_replication})
 */
public record DatabaseSettings(
        @Fallback("postgres")
        @Describe("Who runs PostgreSQL: RDS in one instance and its standby, or Aurora in a cluster")
        DatabaseEngine engine,

        @Fallback("17")
        @Matches(value = "1[3-8](\\.[0-9]{1,2})?", says = "a PostgreSQL version from 13 to 18, such as 17 or 17.9")
        @Describe(
                "PostgreSQL version: 17 follows minor releases by itself, 17.9 stays until it is changed here; AWS must still make new databases of it")
        String engineVersion,

        @Fallback("db.t4g.medium")
        @Matches(
                value = "db\\.([a-z0-9]+\\.[a-z0-9]+|serverless)",
                says = "an RDS instance class, such as db.t4g.medium")
        @Obeys(ValueRule.INSTANCE_CLASS)
        @Overridable
        @Describe("Instance class; with Aurora also db.serverless")
        String instanceClass,

        @Fallback("100")
        @Range(min = 20, max = 65536)
        @Overridable
        @Describe("Storage at first, in GiB; not for Aurora, whose storage grows by itself")
        int allocatedStorageGigabytes,

        @Fallback("500")
        @Range(min = 20, max = 65536)
        @Overridable
        @Describe("Storage that autoscaling may grow to, in GiB; not for Aurora")
        int maximumStorageGigabytes,

        @Fallback("true")
        @Overridable
        @Describe("Whether a synchronous standby runs in another zone; for Aurora aurora.instances says so")
        boolean multiAz,

        @Fallback("35") @Range(min = 1, max = 35) @Overridable @Describe("Days that automated backups are retained")
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
        @Obeys(ValueRule.DATABASE_NAME)
        @Describe(
                "Name of the first database; without the ledger pgaudit records nothing in it until its extension is made by hand, see the runbook of the first deployment")
        String databaseName,

        @Fallback("dbadmin")
        @Matches(
                value = "(?!postgres$|admin$|root$|rdsadmin$)[a-z][a-z0-9_]{0,62}",
                says =
                        "a lower-case letter, then up to 62 lower-case letters, digits or _; not postgres, admin, root or rdsadmin")
        @Obeys(ValueRule.DATABASE_USER)
        @Describe("Name of the administrator")
        String userName,

        @Describe("The cluster; with engine aurora-postgresql") @Nullable AuroraSettings aurora,

        @Fallback("secrets-manager") @Describe("Where the administrator's password lies")
        PasswordStore password,

        @Matches(
                value =
                        "(arn:aws:rds:[a-z]{2}(-[a-z]+)+-[0-9]:[0-9]{12}:(cluster-)?snapshot:)?([a-z]+:)?[A-Za-z](-?[A-Za-z0-9]){0,254}",
                says =
                        "the name or the ARN of a snapshot of RDS: a letter, then letters, digits and single hyphens, at most 255")
        @Overridable
        @Describe(
                "Snapshot of which the primary's database is made: in its region, and encrypted. It counts when the database is created and never again")
        @Nullable String snapshotIdentifier,

        @Fallback("false")
        @Overridable
        @Describe(
                "Whether the database sends and takes rows by PostgreSQL's logical replication, for the days of a migration; a change waits for a restart")
        boolean logicalReplication)
        implements Validated {
    /** RDS refuses a maximum that is barely more than the storage at first; one that is equal turns autoscaling off. */
    private static final double SMALLEST_GROWTH = 0.1;

    @Override
    public void validate(Contradictions contradictions) {
        checkEngine(contradictions, engine, engineVersion, instanceClass, aurora);
        if (maximumStorageGigabytes < allocatedStorageGigabytes) {
            contradictions.add(
                    "maximumStorageGigabytes is %d, less than allocatedStorageGigabytes %d; raise the maximum or allocate less"
                            .formatted(maximumStorageGigabytes, allocatedStorageGigabytes),
                    "maximumStorageGigabytes",
                    "allocatedStorageGigabytes");
        }
        if (maximumStorageGigabytes > allocatedStorageGigabytes
                && maximumStorageGigabytes - allocatedStorageGigabytes < allocatedStorageGigabytes * SMALLEST_GROWTH) {
            contradictions.add(
                    "maximumStorageGigabytes is %d, less than a tenth above allocatedStorageGigabytes %d, which RDS refuses; raise the maximum, or make both equal for storage that does not grow"
                            .formatted(maximumStorageGigabytes, allocatedStorageGigabytes),
                    "maximumStorageGigabytes",
                    "allocatedStorageGigabytes");
        }
        ServiceWindows.check(contradictions, backupWindow, maintenanceWindow);
    }

    private static void checkEngine(
            Contradictions contradictions,
            DatabaseEngine engine,
            String version,
            String instanceClass,
            @Nullable AuroraSettings aurora) {
        if ((engine == DatabaseEngine.AURORA_POSTGRESQL) != (aurora != null)) {
            contradictions.add(
                    "engine is %s, so %s"
                            .formatted(
                                    engine.code(),
                                    aurora == null
                                            ? "the section 'aurora' belongs here; add 'aurora: {}' for its defaults"
                                            : "the section 'aurora' does not belong here; remove it, or use engine aurora-postgresql"),
                    "engine",
                    "aurora");
        }
        contradictions.ask(() -> engine.requireVersion(version), "engineVersion", "engine");
        contradictions.ask(() -> engine.requireClass(instanceClass), "instanceClass", "engine");
    }

    /** The name of the parameter group family: {@code postgres17}, {@code aurora-postgresql13}. */
    public String family() {
        return engine.code() + engineVersion.substring(0, 2);
    }

    /** The largest that one instance is. */
    public InstanceSize size() {
        return aurora != null && isServerless()
                ? InstanceSize.ofCapacity(aurora.maximumCapacity())
                : InstanceSize.of(instanceClass);
    }

    /** Whether instances grow and shrink between the capacities of the cluster. */
    public boolean isServerless() {
        return instanceClass.equals(InstanceClasses.SERVERLESS);
    }

    /** The cluster. */
    public AuroraSettings cluster() {
        if (aurora == null) {
            throw new IllegalStateException("engine is %s, which has no cluster".formatted(engine.code()));
        }
        return aurora;
    }

    /** Whether AWS may move to newer minor releases; it may not where the version names one, or Terraform would move it back. */
    public boolean followsMinorReleases() {
        return engineVersion.indexOf('.') < 0;
    }
}
