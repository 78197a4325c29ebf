package payments.infrastructure.guardrail.rules.database;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Objections;

/**
 * What only some engines have: logs to export, licences, time zones, character sets.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html">AWS: CreateDBInstance</a>
 */
final class EngineFeatures {
    private static final String LOGS = "enabled_cloudwatch_logs_exports";

    /** By how the engine's name begins; the logs that an instance or a cluster of it exports. */
    private static final Map<String, Set<String>> EXPORTS = Map.of(
            "postgres", Set.of("postgresql", "upgrade", "iam-db-auth-error"),
            "aurora-postgresql", Set.of("postgresql", "instance", "iam-db-auth-error"),
            "mysql", Set.of("audit", "error", "general", "slowquery", "iam-db-auth-error"),
            "mariadb", Set.of("audit", "error", "general", "slowquery", "iam-db-auth-error"),
            "aurora-mysql", Set.of("audit", "error", "general", "slowquery", "instance", "iam-db-auth-error"));

    private static final Map<String, Set<String>> LICENCES = Map.of(
            "postgres", Set.of("postgresql-license"),
            "mysql", Set.of("general-public-license"),
            "mariadb", Set.of("general-public-license"));

    private EngineFeatures() {}

    static void examine(Resource database, Engine engine, Objections objections) {
        Set<String> logs = EXPORTS.get(engine.name());
        if (logs != null) {
            for (Value log : database.attribute(LOGS).elements()) {
                if (log.isKnown() && !logs.contains(log.text())) {
                    objections.add(
                            log.text(),
                            LOGS,
                            log.text(),
                            "logs of %s: %s".formatted(engine.name(), String.join(", ", new TreeSet<>(logs))));
                }
            }
        }
        Set<String> licences = LICENCES.get(engine.name());
        Value licence = database.attribute("license_model");
        objections.addIf(
                licences != null && licence.isKnown() && !licence.is("") && !licences.contains(licence.text()),
                database,
                "license_model",
                licences == null ? "" : String.join(" or ", licences));
        if (engine.isPostgres()) {
            objections.addEach(
                    database,
                    "nothing: PostgreSQL has no such argument in RDS",
                    "backtrack_window",
                    "character_set_name",
                    "nchar_character_set_name",
                    "replica_mode",
                    "timezone");
        }
        objections.addIf(
                database.attribute("iam_database_authentication_enabled").isTrue()
                        && engine.name().matches("(custom-)?(oracle|sqlserver|db2)-.*"),
                database,
                "iam_database_authentication_enabled",
                "false: %s knows no users of IAM".formatted(engine.name()));
    }
}
