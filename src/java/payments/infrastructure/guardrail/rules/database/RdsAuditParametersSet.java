package payments.infrastructure.guardrail.rules.database;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Changes of data, structure and rights are logged, connections too, and never the values: a log of parameters or of every
 * statement would hold what the database must not. Each database names a group of its own, since AWS's groups log nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.pgaudit.html">AWS: pgAudit</a>
 */
@Guardrail(
        id = "rds-audit-parameters",
        severity = Severity.HIGH,
        expects =
                "pgaudit loaded, pgaudit.log with ddl, role and write, log_connections = 1, log_statement = ddl; never all, never pgaudit.log_parameter; log_parameter_max_length = 0 where slow statements are logged",
        fix = "set the parameters in the group of the database",
        why =
                "Without them there is no record of who changed a payment; with values in the log, the log holds cardholder data",
        pci = {"10.2.1.1", "10.2.1.2", "10.2.1.4", "3.5.1"},
        sources = {"CKV2_AWS_27", "CKV2_AWS_30"})
final class RdsAuditParametersSet extends ResourceRule {
    private static final String NEVER = "-1";
    private static final Set<String> CLASSES = Set.of("ddl", "role", "write");

    RdsAuditParametersSet() {
        super("aws_db_instance", "aws_rds_cluster", "aws_db_parameter_group", "aws_rds_cluster_parameter_group");
    }

    @Override
    protected void judge(Resource subject, Verdicts verdicts) {
        boolean database =
                subject.type().equals(Databases.INSTANCE) || subject.type().equals(Databases.CLUSTER);
        if (!database) {
            judgeGroup(subject, verdicts);
        } else if (!Databases.isPostgres(subject)) {
            verdicts.notApplicable("not PostgreSQL");
        } else if (Databases.parameters(subject).isEmpty()) {
            verdicts.fail(
                    Databases.parametersAttribute(subject), subject.attribute(Databases.parametersAttribute(subject)));
        } else {
            verdicts.pass(
                    Databases.parametersAttribute(subject), subject.attribute(Databases.parametersAttribute(subject)));
        }
    }

    private void judgeGroup(Resource group, Verdicts verdicts) {
        if (Databases.isGroupOfPostgres(group)) {
            require(
                    group,
                    "shared_preload_libraries",
                    value -> Databases.list(value).contains("pgaudit"),
                    verdicts);
            require(group, "pgaudit.log", RdsAuditParametersSet::logsChangesOnly, verdicts);
            require(group, "log_connections", Databases::isOn, verdicts);
            require(group, "log_statement", value -> value.is("ddl"), verdicts);
        } else {
            require(group, "pgaudit.log", value -> !Databases.list(value).contains("all"), verdicts);
            require(group, "log_statement", value -> !value.is("all"), verdicts);
        }
        require(
                group,
                "pgaudit.log_parameter",
                value -> value.isAbsent() || (value.isKnown() && !Databases.isOn(value)),
                verdicts);
        require(group, "log_parameter_max_length_on_error", value -> value.isAbsent() || value.is("0"), verdicts);
        if (logsSlowStatements(group)) {
            require(group, "log_parameter_max_length", value -> value.is("0"), verdicts);
        }
    }

    /** PostgreSQL logs slow statements with all their values, unless a length is set (its manual, "What To Log"). */
    private static boolean logsSlowStatements(Resource group) {
        return Stream.of("log_min_duration_statement", "log_min_duration_sample")
                .map(parameter -> Databases.parameter(group, parameter))
                .anyMatch(duration -> !duration.isAbsent() && !duration.is(NEVER));
    }

    private void require(Resource group, String parameter, Predicate<Value> condition, Verdicts verdicts) {
        Value value = Databases.parameter(group, parameter);
        String attribute = "parameter[" + parameter + "]";
        if (condition.test(value)) {
            verdicts.pass(attribute, value);
        } else {
            verdicts.fail(parameter, attribute, value.toString());
        }
    }

    private static boolean logsChangesOnly(Value value) {
        Set<String> classes = Databases.list(value);
        return classes.containsAll(CLASSES)
                && !classes.contains("all")
                && CLASSES.stream().noneMatch(name -> classes.contains("-" + name));
    }
}
