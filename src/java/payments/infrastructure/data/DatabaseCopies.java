package payments.infrastructure.data;

import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.capability.RegionLinks;
import payments.infrastructure.capability.Standby;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.DashboardSection;
import payments.infrastructure.observability.DatabaseAlarms;
import payments.infrastructure.observability.Periods;
import payments.infrastructure.observability.ShownMetric;
import payments.infrastructure.observability.WatchedDatabase;
import payments.infrastructure.security.KeyArn;
import software.constructs.Construct;

/** Brings the home's database to each standby region that can take payments, as the settings ask. */
final class DatabaseCopies {
    private static final String NAME = "database-replica";
    private static final double BUSY_PERCENT = 80;
    private static final int LAG_SECONDS = 30;
    private static final int GLOBAL_LAG_MILLISECONDS = 5000;

    private final RegionContext home;
    private final RegionLinks links;
    private final DatabaseSettings settings;
    private final Database database;

    DatabaseCopies(RegionContext home, RegionLinks links, DatabaseSettings settings) {
        this.home = home;
        this.links = links;
        this.settings = settings;
        this.database = home.get(Database.class);
    }

    void build() {
        DatabaseCopy copy = home.environment().databaseCopy();
        if (copy == DatabaseCopy.BACKUPS) {
            links.serving().forEach(this::copyBackups);
        } else if (copy == DatabaseCopy.READ_REPLICA) {
            links.serving().forEach(this::readReplica);
        } else if (copy == DatabaseCopy.GLOBAL_DATABASE && database instanceof AuroraDatabase cluster) {
            globalDatabase(cluster);
        }
    }

    private void copyBackups(Standby standby) {
        new DatabaseBackupCopy(
                links,
                "database-backups-" + standby.code(),
                standby.placement(),
                database,
                settings,
                new KeyArn(standby.output(DatabaseCapability.KEY_ARN)));
    }

    private void readReplica(Standby standby) {
        DatabaseReadReplica replica = new DatabaseReadReplica(
                links,
                "database-replica-" + standby.code(),
                new StandbyLocation(
                        standby.placement(),
                        standby.output(DatabaseCapability.SECURITY_GROUP_ID),
                        new KeyArn(standby.output(DatabaseCapability.KEY_ARN)),
                        new KeyArn(standby.output(DatabaseCapability.LOGS_KEY_ARN))),
                database,
                settings,
                home.settings().protection(),
                home.settings().logs());
        watch(replica, standby, replica.watched());
        home.show(DashboardSection.DATABASE, new ShownMetric(replica.watched().lag(), standby.code()));
        new Alarm(
                replica,
                NAME + "-lag",
                standby.placement(),
                home.alertsArn(standby),
                "The replica of the database is over %d seconds behind".formatted(LAG_SECONDS),
                replica.watched().lag(),
                new Alarm.Above(LAG_SECONDS, Periods.ofFiveMinutes(2)));
    }

    private void globalDatabase(AuroraDatabase cluster) {
        AuroraGlobalDatabase global = new AuroraGlobalDatabase(
                links,
                "global-database",
                home.placement(),
                cluster,
                settings,
                home.settings().protection(),
                home.settings().logs());
        links.serving().forEach(standby -> globalMember(global, standby));
    }

    private void globalMember(AuroraGlobalDatabase global, Standby standby) {
        WatchedDatabase member = global.join(new StandbyLocation(
                standby.placement(),
                standby.output(DatabaseCapability.SECURITY_GROUP_ID),
                new KeyArn(standby.output(DatabaseCapability.KEY_ARN)),
                new KeyArn(standby.output(DatabaseCapability.LOGS_KEY_ARN))));
        watch(new Construct(links, "global-database-watch-" + standby.code()), standby, member);
        new Alarm(
                links,
                "global-database-lag-" + standby.code(),
                standby.placement(),
                home.alertsArn(standby),
                "The member of the global database is over %d ms behind".formatted(GLOBAL_LAG_MILLISECONDS),
                member.metric("AuroraGlobalDBReplicationLag", "Maximum"),
                new Alarm.Above(GLOBAL_LAG_MILLISECONDS, Periods.ofOneMinute(5)));
    }

    /** A copy that is full or overloaded cannot be promoted, so it has the alarms of the region's own database. */
    private void watch(Construct scope, Standby standby, WatchedDatabase copy) {
        new DatabaseAlarms(scope, "alarms", standby.placement(), home.alertsArn(standby), copy, settings, NAME);
        new Alarm(
                scope,
                NAME + "-cpu",
                standby.placement(),
                home.alertsArn(standby),
                "The copy of the database is busy above 80 %",
                copy.metric("CPUUtilization", "Average"),
                new Alarm.Above(BUSY_PERCENT, Periods.ofFiveMinutes(2)));
        new DatabaseEvents(scope, "events", standby.placement(), home.alertsArn(standby), copy);
    }
}
