package payments.infrastructure.guardrail.rules.database;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.AcceptanceRule;
import payments.infrastructure.guardrail.rules.Objections;

/**
 * The arguments of a database go together: engine and what only some engines have, windows, storage, monitoring, names, replicas
 * and their sources, clusters and their instances. Each alone may be right, and RDS still answers with
 * {@code InvalidParameterCombination}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html">AWS: CreateDBInstance</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html">AWS: CreateDBCluster</a>
 */
@Guardrail(
        id = "rds-arguments-agree",
        severity = Severity.HIGH,
        expects = "arguments that RDS accepts together",
        fix = "change the argument that the finding names, or what it contradicts",
        why = "RDS refuses the database in the middle of an apply, often half an hour after it began",
        sources = "ours: Terraform looks at each argument alone")
final class RdsArgumentsAgree extends AcceptanceRule {
    RdsArgumentsAgree() {
        super(Databases.INSTANCE, Databases.CLUSTER, Databases.CLUSTER_INSTANCE, Databases.GLOBAL_CLUSTER);
    }

    @Override
    protected void examine(Resource database, Objections objections) {
        switch (database.type()) {
            case Databases.INSTANCE -> InstanceArguments.examine(database, objections);
            case Databases.CLUSTER -> ClusterArguments.examine(database, objections);
            case Databases.CLUSTER_INSTANCE -> ClusterInstanceArguments.examine(database, objections);
            default -> GlobalClusterArguments.examine(database, objections);
        }
    }
}
