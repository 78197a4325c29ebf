package payments.infrastructure.data;

import java.util.List;

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
    /** Every parameter, for an instance as for a cluster. */
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

    private static PostgresParameter now(String name, String value) {
        return new PostgresParameter(name, value, "immediate");
    }

    private static PostgresParameter afterRestart(String name, String value) {
        return new PostgresParameter(name, value, "pending-reboot");
    }
}
