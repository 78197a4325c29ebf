package payments.infrastructure.guardrail.rules.database;

import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Security fixes come by themselves, which is the default. Members of an Aurora global database cannot do it: AWS ignores the
 * setting there, so patching is a matter of a calendar.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html">AWS: limits of global databases</a>
 */
@Guardrail(
        id = "rds-minor-upgrades",
        severity = Severity.HIGH,
        expects = "automatic minor upgrades, not switched off",
        fix = "remove auto_minor_version_upgrade or set it to true",
        why = "A known hole in the database stays open until an operator remembers",
        pci = "6.3.3",
        sources = {
            "PCI.DSS.321-RDSAutomaticMinorVersionUpgradeEnabled",
            "CKV_AWS_226",
            "RDS.13",
            "RDS.35",
            "RDS_AUTOMATIC_MINOR_VERSION_UPGRADE_ENABLED"
        })
final class RdsMinorUpgradesOn extends ResourceRule {

    RdsMinorUpgradesOn() {
        super("aws_db_instance", "aws_rds_cluster_instance");
    }

    @Override
    protected void judge(Resource instance, Verdicts verdicts) {
        Optional<Resource> cluster = instance.follow("cluster_identifier", Databases.CLUSTER);
        if (cluster.isPresent() && cluster.get().has("global_cluster_identifier")) {
            verdicts.notApplicable("a member of a global database");
            return;
        }
        verdicts.require(instance, "auto_minor_version_upgrade", upgrade -> upgrade.isAbsent() || upgrade.isTrue());
    }
}
