package payments.infrastructure.data;

import java.util.List;
import java.util.stream.Stream;
import payments.infrastructure.config.deployment.DatabaseSettings;

/**
 * How PostgreSQL itself is set: TLS 1.2 and better forced, passwords hashed with SCRAM, connections and schema changes
 * logged, no statement values in the logs (they could hold card data), and nothing waits for ever.
 *
 * <p>Sources: RDS guide, "Using SSL with a PostgreSQL DB instance"; PCI DSS 4.0.1, 4.2.1, 10.2.1 and 3.5.1.
 *
 * @param name the parameter
 * @param value its value
 * @param method when it counts: {@code immediate}, or {@code pending-reboot} for those that RDS refuses to apply at once
 */
record PostgresParameter(String name, String value, String method) {
    /** What every database has, an instance as well as a cluster. */
    static final List<PostgresParameter> ALL = List.of(
            now("rds.force_ssl", "1"),
            now("ssl_min_protocol_version", "TLSv1.2"),
            now("password_encryption", "scram-sha-256"),
            now("log_connections", "1"),
            now("log_disconnections", "1"),
            now("log_statement", "ddl"),
            now("log_min_duration_statement", "1000"),
            now("log_parameter_max_length", "0"),
            now("log_parameter_max_length_on_error", "0"),
            now("idle_in_transaction_session_timeout", "30000"),
            now("lock_timeout", "2000"),
            now("timezone", "UTC"),
            afterRestart("shared_preload_libraries", "pg_stat_statements,pgaudit"),
            now("pgaudit.log", "ddl,role,write"));

    /** Lets rows be sent to another PostgreSQL and be taken from one (RDS guide, "Performing logical replication"). */
    private static final PostgresParameter LOGICAL_REPLICATION = afterRestart("rds.logical_replication", "1");

    /** The parameters of a database. */
    static List<PostgresParameter> of(DatabaseSettings settings) {
        return settings.logicalReplication()
                ? Stream.concat(ALL.stream(), Stream.of(LOGICAL_REPLICATION)).toList()
                : ALL;
    }

    private static PostgresParameter now(String name, String value) {
        return new PostgresParameter(name, value, "immediate");
    }

    private static PostgresParameter afterRestart(String name, String value) {
        return new PostgresParameter(name, value, "pending-reboot");
    }
}
