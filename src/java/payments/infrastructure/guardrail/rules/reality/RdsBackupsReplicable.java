package payments.infrastructure.guardrail.rules.reality;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.reality.BackupReplication;

/**
 * RDS replicates automated backups between listed pairs of regions alone. Where AWS's own documents contradict each other about
 * a pair, that is a warning: {@code aws rds describe-source-regions} in the region that receives them knows.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html">AWS: replicating automated backups</a>
 */
@Guardrail(
        id = "rds-backups-replicable",
        severity = Severity.HIGH,
        expects = "a pair of regions between which RDS replicates automated backups",
        fix = "replicate to a region of the list in the finding, or use a read replica",
        why = "The apply fails in the second region, and the database has no copy elsewhere",
        sources = "ours: Terraform takes any two regions")
final class RdsBackupsReplicable extends ResourceRule {
    private static final String SOURCE = "source_db_instance_arn";
    private static final int REGION = 3;

    RdsBackupsReplicable() {
        super("aws_db_instance_automated_backups_replication");
    }

    @Override
    protected void judge(Resource replication, Verdicts verdicts) {
        Value source = replication.attribute(SOURCE);
        String from = region(source);
        String to = replication.region();
        if (from.isEmpty() || to.isEmpty()) {
            verdicts.unknown(SOURCE, source);
        } else if (BackupReplication.isListed(from, to)) {
            verdicts.pass(SOURCE, "from %s to %s".formatted(from, to));
        } else if (BackupReplication.isContradicted(from, to)) {
            verdicts.fail(
                    Severity.LOW,
                    SOURCE,
                    "from %s to %s".formatted(from, to),
                    "a pair on which AWS's documents agree: a table lists this one, an example of the same page shows that RDS refuses it;"
                            + " ask aws rds describe-source-regions --region " + to);
        } else if (!from.equals(to) && BackupReplication.isUnknown(from, to)) {
            verdicts.fail(
                    Severity.LOW,
                    SOURCE,
                    "from %s to %s".formatted(from, to),
                    "a pair that AWS's page has: it has no row of one of the regions; ask aws rds describe-source-regions --region "
                            + to);
        } else {
            verdicts.fail(
                    "",
                    SOURCE,
                    "from %s to %s".formatted(from, to),
                    from.equals(to)
                            ? "another region than that of the database"
                            : "a pair that AWS lists; from %s it lists %s"
                                    .formatted(
                                            from,
                                            BackupReplication.destinations(from).isEmpty()
                                                    ? "none"
                                                    : String.join(", ", BackupReplication.destinations(from))));
        }
    }

    /** The region of the database: the program's own, or what the ARN says. */
    private static String region(Value source) {
        if (source.target(Engines.INSTANCE).isPresent()) {
            return source.target(Engines.INSTANCE).get().region();
        }
        String[] parts = source.text().split(":", -1);
        return parts.length > REGION && !parts[REGION].contains("$") ? parts[REGION] : "";
    }
}
