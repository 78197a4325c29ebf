package payments.infrastructure.guardrail.rules.database;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Objections;

/**
 * Enhanced monitoring has an interval and a role or neither; what Performance Insights keeps, and the advanced mode of Database
 * Insights, need it switched on.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DatabaseInsights.TurningOnAdvanced.html">AWS: the
 *     advanced mode</a>
 */
final class Monitoring {
    private static final String INTERVAL = "monitoring_interval";
    private static final String ROLE = "monitoring_role_arn";
    private static final String INSIGHTS = "performance_insights_enabled";
    private static final String RETENTION = "performance_insights_retention_period";
    private static final String KEY = "performance_insights_kms_key_id";

    /** So many days the advanced mode stores. */
    private static final int ADVANCED_DAYS = 465;

    private Monitoring() {}

    static void examine(Resource database, Objections objections) {
        Value interval = database.attribute(INTERVAL);
        boolean off = interval.isAbsent() || interval.is("0");
        objections.addIf(
                interval.number().isPresent()
                        && !off
                        && database.attribute(ROLE).isAbsent(),
                database,
                ROLE,
                "the role with which RDS writes what it measures every %s seconds".formatted(interval));
        objections.addIf(
                off && Objections.isSaid(database.attribute(ROLE)),
                database,
                INTERVAL,
                "an interval, since monitoring_role_arn names a role");
        Value insights = database.attribute(INSIGHTS);
        boolean without = insights.isFalse() || (insights.isAbsent() && !inCluster(database));
        if (without) {
            objections.addEach(database, "nothing, or %s = true".formatted(INSIGHTS), RETENTION, KEY);
        }
        if (database.attribute("database_insights_mode").is("advanced")) {
            Value days = database.attribute(RETENTION);
            objections.addIf(without, database, INSIGHTS, "true, which the advanced mode needs");
            objections.addIf(
                    !without
                            && (days.isAbsent() || (days.number().isPresent() && !days.isBetween(ADVANCED_DAYS, 731)))
                            && !inCluster(database),
                    database,
                    RETENTION,
                    "at least %d days, which the advanced mode stores".formatted(ADVANCED_DAYS));
        }
    }

    /** The instances of a cluster may have from it what they do not say. */
    private static boolean inCluster(Resource database) {
        return database.type().equals(Databases.CLUSTER_INSTANCE);
    }
}
