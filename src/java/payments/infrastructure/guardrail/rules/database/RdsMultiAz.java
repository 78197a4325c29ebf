package payments.infrastructure.guardrail.rules.database;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A standby in another zone takes over by itself. It doubles the price, and an environment without real payments can wait for a
 * backup, so only production is asked for it. A cluster needs two instances; AWS spreads those that name no zone. Read
 * replicas are extra.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html">AWS: Multi-AZ</a>
 */
@Guardrail(
        id = "rds-multi-az",
        severity = Severity.MEDIUM,
        expects = "in production: multi_az, or a cluster with at least two instances in at least two zones",
        fix = "set multi_az to true, or add a cluster instance in another zone",
        why = "The failure of one data centre would stop all payments",
        sources = {"AwsSolutions-RDS3", "CKV_AWS_157", "RDS.5", "RDS.15"})
final class RdsMultiAz extends ResourceRule {

    RdsMultiAz() {
        super("aws_db_instance", "aws_rds_cluster");
    }

    @Override
    protected void judge(Resource database, Verdicts verdicts) {
        if (!database.isProduction()) {
            verdicts.notApplicable("not production");
        } else if (Databases.isReplica(database)) {
            verdicts.notApplicable("a read replica");
        } else if (database.type().equals(Databases.INSTANCE)) {
            verdicts.require(database, "multi_az", Value::isTrue);
        } else if (database.has("db_cluster_instance_class")) {
            verdicts.pass("db_cluster_instance_class", "a Multi-AZ cluster, in three zones");
        } else {
            judgeCluster(database, verdicts);
        }
    }

    private void judgeCluster(Resource cluster, Verdicts verdicts) {
        List<Resource> instances = cluster.referrers(Databases.CLUSTER_INSTANCE, "cluster_identifier");
        long count = instances.stream()
                .mapToLong(instance -> instance.attribute("count")
                        .number()
                        .orElse(BigDecimal.ONE)
                        .longValue())
                .sum();
        Set<String> zones = instances.stream()
                .map(instance -> instance.attribute("availability_zone").text())
                .collect(Collectors.toSet());
        boolean spread = zones.contains("") || zones.size() >= 2;
        if (count >= 2 && spread) {
            verdicts.pass("cluster_identifier", count + " instances");
        } else {
            verdicts.fail("instances", "cluster_identifier", count + " instances in zones " + zones);
        }
    }
}
