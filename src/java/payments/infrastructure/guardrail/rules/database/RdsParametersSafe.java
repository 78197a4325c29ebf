package payments.infrastructure.guardrail.rules.database;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * No parameter that is written down gives up what a database promises: that what was committed is on disk, that damaged pages and
 * broken references are errors, that clients use TLS, and that the log holds no values. What a parameter group leaves to AWS's
 * default is not judged here. {@code rds-force-ssl} and {@code rds-audit-parameters} ask for what PostgreSQL must have.
 *
 * @see <a href="https://www.postgresql.org/docs/17/runtime-config-wal.html">PostgreSQL: write-ahead log</a>
 *
 * @see <a href="https://dev.mysql.com/doc/refman/8.4/en/innodb-parameters.html">MySQL: InnoDB system variables</a>
 *
 * @see <a href="https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html">AWS: SSL of Redshift</a>
 */
@Guardrail(
        id = "rds-parameters-safe",
        severity = Severity.HIGH,
        expects = "parameters with which commits last, damage is an error, clients use TLS and no value is logged",
        fix = "remove the parameter, or set it to the value that is expected",
        why = "A payment that was confirmed is gone after a crash, or its data stands in a log",
        pci = {"10.3.4", "4.2.1", "3.5.1"},
        sources = {"RDS.38", "RDS.39", "Redshift.2", "ours: public checks know few parameters"})
final class RdsParametersSafe extends ResourceRule {
    private static final Set<String> OFF = Set.of("0", "off", "false", "no", "disabled");
    private static final Set<String> ON = Set.of("1", "on", "true", "yes", "enabled");

    /**
     * A parameter that may be wrong.
     *
     * @param weak which values are, in small letters
     * @param expected what should stand there
     */
    private record Danger(Predicate<String> weak, String expected) {}

    private static final Danger MUST_BE_ON = new Danger(OFF::contains, "on");
    private static final Danger MUST_BE_OFF = new Danger(ON::contains, "off");

    /** By name: of PostgreSQL and of MySQL and MariaDB, whose names do not meet. */
    private static final Map<String, Danger> DANGERS = new TreeMap<>(Map.ofEntries(
            // Commits last.
            Map.entry("fsync", MUST_BE_ON),
            Map.entry("full_page_writes", MUST_BE_ON),
            Map.entry("synchronous_commit", MUST_BE_ON),
            Map.entry("innodb_doublewrite", MUST_BE_ON),
            Map.entry("innodb_flush_log_at_trx_commit", new Danger(Set.of("0", "2")::contains, "1")),
            Map.entry("sync_binlog", new Danger("0"::equals, "1")),
            // Damage is an error.
            Map.entry("ignore_checksum_failure", MUST_BE_OFF),
            Map.entry("zero_damaged_pages", MUST_BE_OFF),
            Map.entry("innodb_checksum_algorithm", new Danger("none"::equals, "crc32")),
            Map.entry("session_replication_role", new Danger("replica"::equals, "origin")),
            Map.entry("foreign_key_checks", MUST_BE_ON),
            Map.entry("transaction_isolation", new Danger("read-uncommitted"::equals, "READ-COMMITTED or stricter")),
            Map.entry("tx_isolation", new Danger("read-uncommitted"::equals, "READ-COMMITTED or stricter")),
            Map.entry(
                    "sql_mode",
                    new Danger(
                            mode -> !mode.contains("strict_") && !mode.contains("traditional"), "STRICT_TRANS_TABLES")),
            // Clients use TLS and modern passwords.
            Map.entry("require_secure_transport", MUST_BE_ON),
            Map.entry("ssl", MUST_BE_ON),
            Map.entry("require_ssl", MUST_BE_ON),
            Map.entry("tls", MUST_BE_ON),
            Map.entry("neptune_enforce_ssl", MUST_BE_ON),
            Map.entry(
                    "tls_version",
                    new Danger(versions -> versions.matches(".*tlsv1(?:\\.[01])?(?![.0-9]).*"), "TLSv1.2,TLSv1.3")),
            Map.entry("password_encryption", new Danger("md5"::equals, "scram-sha-256")),
            Map.entry("old_passwords", new Danger(ON::contains, "0")),
            Map.entry("secure_auth", MUST_BE_ON),
            // No value is logged.
            Map.entry("general_log", MUST_BE_OFF),
            Map.entry("log_min_messages", new Danger(level -> level.startsWith("debug"), "warning")),
            Map.entry("auto_explain.log_nested_statements", MUST_BE_OFF),
            Map.entry("auto_explain.log_parameter_max_length", new Danger("-1"::equals, "0"))));

    /** What some programs have reason for, and loses no commit. */
    private static final Set<String> MILD =
            Set.of("sql_mode", "log_min_messages", "auto_explain.log_nested_statements");

    /** Judged by {@code rds-force-ssl} in groups of PostgreSQL, and elsewhere by nothing. */
    private static final String FORCED = "rds.force_ssl";

    /** The two kinds of groups that PostgreSQL of RDS has. */
    private static final Set<String> OF_RDS = Set.of("aws_db_parameter_group", "aws_rds_cluster_parameter_group");

    RdsParametersSafe() {
        super(
                "aws_db_parameter_group",
                "aws_rds_cluster_parameter_group",
                "aws_redshift_parameter_group",
                "aws_docdb_cluster_parameter_group",
                "aws_neptune_cluster_parameter_group",
                "aws_neptune_parameter_group");
    }

    @Override
    protected void judge(Resource group, Verdicts verdicts) {
        List<Block> parameters = group.blocks("parameter");
        boolean forcedElsewhere = OF_RDS.contains(group.type()) && Databases.isGroupOfPostgres(group);
        for (Block parameter : parameters) {
            String name = parameter.attribute("name").text().toLowerCase(Locale.ROOT);
            Value value = parameter.attribute("value");
            Danger danger = DANGERS.get(name);
            if (name.equals(FORCED) && !forcedElsewhere) {
                danger = MUST_BE_ON;
            }
            if (danger == null || !value.isKnown()) {
                continue;
            }
            if (danger.weak().test(value.text().strip().toLowerCase(Locale.ROOT))) {
                verdicts.fail(
                        new Verdicts.Finding(MILD.contains(name) ? Severity.MEDIUM : Severity.HIGH, name),
                        "parameter[" + name + "]",
                        value.text(),
                        name + " = " + danger.expected());
            }
        }
        verdicts.pass("parameter", parameters.size() + " parameters were looked at");
    }
}
