package payments.infrastructure.guardrail.rules.database;

import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * The server refuses plain connections, by a parameter that is written down: it is the default only from RDS PostgreSQL 15 and
 * Aurora PostgreSQL 17. The certificate is of one of the authorities of 2024 and later; AWS takes one of these where none is named.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html">AWS: SSL with PostgreSQL</a>
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html">AWS: certificate authorities</a>
 */
@Guardrail(
        id = "rds-force-ssl",
        severity = Severity.HIGH,
        expects =
                "a parameter group of one's own with rds.force_ssl = 1 and no TLS before 1.2, and a certificate authority rds-ca-*-g1",
        fix =
                "add the parameter rds.force_ssl = 1, name the group in the database, set ca_cert_identifier to rds-ca-rsa2048-g1",
        why = "A client that forgets TLS would send payments and passwords readable",
        pci = {"4.2.1", "8.3.2"},
        sources = {"CKV2_AWS_69", "CKV_AWS_211", "RDS.38"})
final class RdsTransportEncrypted extends ResourceRule {
    private static final Pattern AUTHORITY = Pattern.compile("rds-ca-[a-z0-9]+-g1");

    /** TLS 1.0 and 1.1 are broken; the default is TLS 1.2. */
    private static final Set<String> STRONG = Set.of("TLSv1.2", "TLSv1.3");

    RdsTransportEncrypted() {
        super(
                "aws_db_instance",
                "aws_rds_cluster",
                "aws_rds_cluster_instance",
                "aws_db_parameter_group",
                "aws_rds_cluster_parameter_group");
    }

    @Override
    protected void judge(Resource subject, Verdicts verdicts) {
        switch (subject.type()) {
            case "aws_db_parameter_group", "aws_rds_cluster_parameter_group" -> judgeParameters(subject, verdicts);
            case "aws_rds_cluster_instance" -> judgeAuthority(subject, "ca_cert_identifier", verdicts);
            default -> {
                boolean cluster = subject.type().equals(Databases.CLUSTER);
                judgeAuthority(subject, cluster ? "ca_certificate_identifier" : "ca_cert_identifier", verdicts);
                judgeGroup(subject, verdicts);
            }
        }
    }

    private static void judgeAuthority(Resource subject, String attribute, Verdicts verdicts) {
        verdicts.require(
                subject,
                attribute,
                authority -> authority.isAbsent()
                        || AUTHORITY.matcher(authority.text()).matches());
    }

    private void judgeGroup(Resource database, Verdicts verdicts) {
        String attribute = Databases.parametersAttribute(database);
        Value group = database.attribute(attribute);
        if (!Databases.isPostgres(database)) {
            verdicts.notApplicable("not PostgreSQL");
        } else if (Databases.parameters(database).isEmpty()) {
            verdicts.fail("group", attribute, group.isAbsent() ? "(absent)" : group + " (not in the program)");
        } else {
            verdicts.pass(attribute, group);
        }
    }

    private void judgeParameters(Resource group, Verdicts verdicts) {
        if (!Databases.isGroupOfPostgres(group)) {
            verdicts.notApplicable("does not decide over transport for PostgreSQL");
            return;
        }
        Value value = Databases.parameter(group, "rds.force_ssl");
        if (value.is("1")) {
            verdicts.pass("parameter[rds.force_ssl]", value);
        } else {
            verdicts.fail("rds.force_ssl", "parameter[rds.force_ssl]", value.toString());
        }
        Value oldest = Databases.parameter(group, "ssl_min_protocol_version");
        if (oldest.isPresent() && !oldest.isOneOf(STRONG)) {
            verdicts.fail(
                    "ssl_min_protocol_version",
                    "parameter[ssl_min_protocol_version]",
                    oldest.toString(),
                    "TLSv1.2 or TLSv1.3");
        }
    }
}
