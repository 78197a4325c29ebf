package payments.infrastructure.guardrail.rules.database;

import java.util.Set;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * The logs leave the instance, where they could be deleted, for CloudWatch. Nothing is exported by default.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.Concepts.PostgreSQL.html">AWS: PostgreSQL logs</a>
 */
@Guardrail(
        id = "rds-log-exports",
        severity = Severity.HIGH,
        expects = "export of postgresql, and on instances of upgrade",
        fix = "set enabled_cloudwatch_logs_exports",
        why = "Who did what in the database would be known only to the database",
        pci = {"10.2.1", "10.4.2"},
        sources = {
            "PCI.DSS.321-RDSLoggingEnabled",
            "CKV_AWS_129",
            "CKV_AWS_324",
            "RDS.9",
            "RDS.36",
            "RDS.37",
            "RDS_LOGGING_ENABLED"
        })
final class RdsLogsExported extends ResourceRule {

    RdsLogsExported() {
        super("aws_db_instance", "aws_rds_cluster");
    }

    @Override
    protected void judge(Resource database, Verdicts verdicts) {
        boolean instance = database.type().equals(Databases.INSTANCE);
        Set<String> wanted = !Databases.isPostgres(database)
                ? Set.of()
                : instance ? Set.of("postgresql", "upgrade") : Set.of("postgresql");
        verdicts.require(database, "enabled_cloudwatch_logs_exports", exports -> {
            Set<String> exported = exports.texts().collect(Collectors.toSet());
            return !exported.isEmpty() && exported.containsAll(wanted);
        });
    }
}
