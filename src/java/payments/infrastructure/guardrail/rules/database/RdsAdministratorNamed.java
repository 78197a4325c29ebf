package payments.infrastructure.guardrail.rules.database;

import java.util.Locale;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * The administrator has none of the names that every attacker tries first.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html">AWS Security Hub: RDS.24 and RDS.25</a>
 */
@Guardrail(
        id = "rds-custom-admin",
        severity = Severity.MEDIUM,
        expects = "an administrator that is not called postgres, admin or root",
        fix = "choose another username; this creates the database anew",
        why = "A known name is half of the login",
        pci = "2.2.2",
        sources = {"RDS.24", "RDS.25", "RDS_INSTANCE_DEFAULT_ADMIN_CHECK", "RDS_CLUSTER_DEFAULT_ADMIN_CHECK"})
final class RdsAdministratorNamed extends ResourceRule {
    private static final Set<String> DEFAULTS = Set.of("postgres", "admin", "root");

    RdsAdministratorNamed() {
        super("aws_db_instance", "aws_rds_cluster");
    }

    @Override
    protected void judge(Resource database, Verdicts verdicts) {
        String attribute = database.type().equals(Databases.CLUSTER) ? "master_username" : "username";
        if (!database.has(attribute) && Databases.takesOver(database)) {
            verdicts.notApplicable("takes its administrator over from another database");
            return;
        }
        verdicts.require(
                database,
                attribute,
                name -> !name.text().isBlank() && !DEFAULTS.contains(name.text().toLowerCase(Locale.ROOT)));
    }
}
