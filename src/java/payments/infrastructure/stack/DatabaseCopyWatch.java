package payments.infrastructure.stack;

import payments.infrastructure.config.DatabaseSettings;
import payments.infrastructure.data.DatabaseEvents;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.DatabaseAlarms;
import payments.infrastructure.observability.WatchedDatabase;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * What watches a running copy of the home's database in a standby region: the alarms that the region's own database has,
 * since a copy that is full or overloaded cannot be promoted, and what RDS itself tells of it.
 */
final class DatabaseCopyWatch {
    private static final String CALLED = "database-replica";
    private static final double BUSY_PERCENT = 80;
    private static final int FIVE_MINUTES = 300;

    private DatabaseCopyWatch() {}

    /** Puts the watch into the scope; its alarms tell the topic of the standby region. */
    static void over(
            Construct scope, Placement standby, String topicArn, WatchedDatabase copy, DatabaseSettings settings) {
        new DatabaseAlarms(scope, "alarms", standby, topicArn, copy, settings, CALLED);
        new Alarm(
                scope,
                CALLED + "-cpu",
                standby,
                topicArn,
                "The copy of the database is busy above 80 %",
                copy.metric("CPUUtilization", "Average"),
                new Alarm.Above(BUSY_PERCENT, FIVE_MINUTES, 2));
        new DatabaseEvents(scope, "events", standby, topicArn, copy);
    }
}
