package payments.infrastructure.guardrail.rules.database;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Applications connect with tokens of their role instead of a password.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html">AWS: IAM database authentication</a>
 */
@Guardrail(
        id = "rds-iam-auth",
        severity = Severity.MEDIUM,
        expects = "IAM database authentication",
        fix = "set iam_database_authentication_enabled to true",
        why = "A token lives for 15 minutes, a password until it is changed",
        pci = {"7.2.5", "8.3.2"},
        sources = {
            "AwsSolutions-RDS6",
            "CKV_AWS_161",
            "CKV_AWS_162",
            "AVD-AWS-0176",
            "RDS.10",
            "RDS.12",
            "RDS_INSTANCE_IAM_AUTHENTICATION_ENABLED"
        })
final class RdsIamAuthenticationOn extends ResourceRule {

    RdsIamAuthenticationOn() {
        super("aws_db_instance", "aws_rds_cluster");
    }

    @Override
    protected void judge(Resource database, Verdicts verdicts) {
        verdicts.require(database, "iam_database_authentication_enabled", Value::isTrue);
    }
}
