package payments.infrastructure.guardrail.rules.database;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.AcceptanceRule;
import payments.infrastructure.guardrail.rules.Objections;

/**
 * A database uses parameter groups of its engine, of its major version, of its region, and of the right kind: a cluster has a
 * cluster group, an instance one of instances. A group by its name alone, such as {@code default.postgres17}, is judged by it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/parameter-groups-overview.html">AWS: parameter groups</a>
 */
@Guardrail(
        id = "rds-groups-fit",
        severity = Severity.HIGH,
        expects = "a parameter group of the engine, its major version and its kind",
        fix = "write the family that belongs to engine and engine_version, or name another group",
        why = "RDS refuses the database: the group's family is not that of its engine",
        sources = "ours: Terraform compares no two resources")
final class RdsGroupsFit extends AcceptanceRule {
    private static final String OF_INSTANCES = "aws_db_parameter_group";
    private static final String OF_CLUSTERS = "aws_rds_cluster_parameter_group";
    private static final Pattern FAMILY = Pattern.compile("(aurora-postgresql|postgres)([0-9]+)(\\.[0-9]+)?");
    private static final Pattern ENGINE =
            Pattern.compile("postgres|mysql|mariadb|aurora-(postgresql|mysql)|(custom-)?(db2|oracle|sqlserver)-.+");
    private static final Pattern DEFAULT = Pattern.compile("default\\.(.+)");

    RdsGroupsFit() {
        super(Databases.INSTANCE, Databases.CLUSTER, Databases.CLUSTER_INSTANCE);
    }

    @Override
    protected void examine(Resource database, Objections objections) {
        switch (database.type()) {
            case Databases.INSTANCE -> examine(database, "parameter_group_name", OF_INSTANCES, OF_CLUSTERS, objections);
            case Databases.CLUSTER -> {
                examine(database, "db_cluster_parameter_group_name", OF_CLUSTERS, OF_INSTANCES, objections);
                examine(database, "db_instance_parameter_group_name", OF_INSTANCES, OF_CLUSTERS, objections);
            }
            default -> examine(database, "db_parameter_group_name", OF_INSTANCES, OF_CLUSTERS, objections);
        }
    }

    private static void examine(
            Resource database, String attribute, String right, String wrong, Objections objections) {
        Value name = database.attribute(attribute);
        if (name.isAbsent()) {
            return;
        }
        Optional<Resource> group = database.follow(attribute, right);
        if (group.isEmpty()) {
            Optional<Resource> other = database.follow(attribute, wrong);
            if (other.isPresent()) {
                objections.add(attribute, "%s, a %s".formatted(name, wrong), "a group of the type " + right);
                return;
            }
        }
        group.filter(found -> !found.region().equals(database.region()))
                .ifPresent(found -> objections.add(
                        attribute, "%s in %s".formatted(name, found.region()), "a group in " + database.region()));
        String family = group.map(found -> found.attribute("family"))
                .filter(Value::isKnown)
                .map(Value::text)
                .orElseGet(() -> ofDefault(name));
        examineFamily(database, attribute, family, objections);
    }

    private static String ofDefault(Value name) {
        Matcher matcher = DEFAULT.matcher(name.isKnown() ? name.text() : "");
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static void examineFamily(Resource database, String attribute, String family, Objections objections) {
        Engine engine = Engine.of(database);
        if (family.isEmpty() || !ENGINE.matcher(engine.name()).matches()) {
            return;
        }
        Matcher matcher = FAMILY.matcher(family);
        boolean ofPostgres = matcher.matches();
        boolean otherEngine = ofPostgres ? !matcher.group(1).equals(engine.name()) : engine.isPostgres();
        boolean otherVersion = ofPostgres
                && !otherEngine
                && !engine.major().isEmpty()
                && !matcher.group(2).equals(engine.major());
        if (otherEngine || otherVersion) {
            objections.add(
                    attribute,
                    "a group of the family " + family,
                    "a group of the family %s%s".formatted(engine.name(), engine.major()));
        }
    }
}
