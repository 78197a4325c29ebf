package payments.infrastructure.guardrail.rules.database;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.AcceptanceRule;
import payments.infrastructure.guardrail.rules.Objections;
import payments.infrastructure.reality.DatabaseParameters;
import payments.infrastructure.reality.DatabaseParameters.Parameter;
import payments.infrastructure.text.Nearest;

/**
 * The parameters of a group exist in its family, have values that PostgreSQL takes, and wait for a restart where they are static.
 * Terraform's default is to apply them at once, which RDS refuses for a static one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Appendix.PostgreSQL.CommonDBATasks.Parameters.html">AWS:
 *     parameters of RDS for PostgreSQL</a>
 */
@Guardrail(
        id = "rds-parameters-accepted",
        severity = Severity.HIGH,
        expects = "parameters that the family has, with values that it takes",
        fix = "correct the name, the value or apply_method of the parameter that the finding names",
        why = "RDS refuses the change of the group, and the database starts without any of its parameters",
        sources = "ours: Terraform takes any text for a parameter")
final class RdsParametersAccepted extends AcceptanceRule {
    /** Families of RDS begin with the engine; those of PostgreSQL since 10 end with its major version. */
    private static final Pattern FAMILY = Pattern.compile("(aurora-postgresql|postgres)(9\\.[3-6]|1[0-8])"
            + "|(aurora-mysql|aurora|mysql|mariadb)[0-9]+\\.[0-9]+|(custom-|db2-|docdb|neptune|oracle-|sqlserver-).+");

    private static final Pattern POSTGRES = Pattern.compile("(?:aurora-postgresql|postgres)(1[0-8])");

    /** Sources: RDS user guide, "Supported PostgreSQL extensions"; those two that people ask for most and RDS lacks. */
    private static final Set<String> LIBRARIES_WITHOUT = Set.of("citus", "timescaledb");

    private static final Set<String> LIBRARIES = Set.of(
            "apg_plan_mgmt",
            "auto_explain",
            "orafce",
            "pg_bigm",
            "pg_cron",
            "pg_hint_plan",
            "pg_partman_bgw",
            "pg_prewarm",
            "pg_similarity",
            "pg_stat_statements",
            "pg_tle",
            "pg_transport",
            "pgactive",
            "pgaudit",
            "pglogical",
            "plprofiler",
            "plrust",
            "rdkit");

    RdsParametersAccepted() {
        super("aws_db_parameter_group", "aws_rds_cluster_parameter_group");
    }

    @Override
    protected void examine(Resource group, Objections objections) {
        Value family = group.attribute("family");
        if (!family.isKnown()) {
            return;
        }
        objections.addIf(
                !FAMILY.matcher(family.text()).matches(),
                group,
                "family",
                "a family of RDS, which is the engine and its major version, such as postgres17 or aurora-postgresql17");
        Matcher postgres = POSTGRES.matcher(family.text());
        if (postgres.matches()) {
            Set<String> seen = new HashSet<>();
            for (Block parameter : group.blocks("parameter")) {
                examine(parameter, postgres.group(1), seen, objections);
            }
        }
    }

    private static void examine(Block block, String major, Set<String> seen, Objections objections) {
        Value name = block.attribute("name");
        if (!name.isKnown()) {
            return;
        }
        String attribute = "parameter[" + name + "]";
        String small = name.text().toLowerCase(Locale.ROOT);
        if (!seen.add(small)) {
            objections.add(attribute, "a second time", "each parameter once");
        }
        Optional<Parameter> known = DatabaseParameters.of(small);
        if (DatabaseParameters.isRefused(small)
                || (known.isPresent() && !known.get().isIn(major))) {
            objections.add(
                    attribute,
                    "no parameter of PostgreSQL " + major,
                    DatabaseParameters.nearest(small)
                            .filter(other -> !other.equals(small))
                            .map(other -> "a parameter that RDS has, such as " + other)
                            .orElse("a parameter that RDS has"));
        }
        known.ifPresent(parameter -> {
            examineValue(parameter, block.attribute("value"), attribute, objections);
            Value method = block.attribute("apply_method");
            if (parameter.isStatic() && (method.isAbsent() || method.is("immediate"))) {
                objections.add(
                        attribute + ".apply_method",
                        method.isAbsent() ? "immediate, which is the default" : method.text(),
                        "pending-reboot: %s is static, and changes with a restart alone".formatted(small));
            }
        });
        Value method = block.attribute("apply_method");
        if (method.isKnown() && !method.isOneOf(Set.of("immediate", "pending-reboot"))) {
            objections.add(attribute + ".apply_method", method.text(), "immediate or pending-reboot");
        }
    }

    private static void examineValue(Parameter parameter, Value value, String attribute, Objections objections) {
        if (!value.isKnown() || value.is("")) {
            return;
        }
        parameter.refusal(value.text()).ifPresent(taken -> objections.add(attribute, value.text(), taken));
        if (parameter.name().equals("shared_preload_libraries")) {
            for (String library : Databases.list(value)) {
                if (LIBRARIES_WITHOUT.contains(library) || isMisspelt(library)) {
                    objections.add(
                            attribute + "::" + library, attribute, library, "libraries that RDS has, such as pgaudit");
                }
            }
        }
    }

    private static boolean isMisspelt(String library) {
        return !LIBRARIES.contains(library)
                && LIBRARIES.stream()
                        .anyMatch(known -> known.replace("_", "").equals(library.replaceAll("[_-]", ""))
                                || Nearest.distance(known, library) == 1);
    }
}
