package payments.infrastructure.guardrail.rules.database;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.CustomerKey;

/**
 * The administrator's password is made and kept by RDS under a key of ours, or handed over from an ephemeral value by the
 * write-only argument; both never reach configuration or state. A database that joins another one, or is restored, needs none.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html">AWS: passwords of RDS in Secrets Manager</a>
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only">Terraform: write-only arguments</a>
 */
@Guardrail(
        id = "rds-no-literal-password",
        severity = Severity.CRITICAL,
        expects =
                "manage_master_user_password with a customer managed key, or a write-only password from an ephemeral value; never password or master_password",
        fix = "set manage_master_user_password and master_user_secret_kms_key_id, and remove the password",
        why = "State and plan are read by more people and tools than the database",
        pci = {"8.6.2", "8.6.3"},
        sources = {"ours: public checks look for literals only, the state holds every password", "SecretsManager.1"})
final class RdsPasswordNotWritten extends ResourceRule {

    RdsPasswordNotWritten() {
        super("aws_db_instance", "aws_rds_cluster");
    }

    @Override
    protected void judge(Resource database, Verdicts verdicts) {
        String prefix = database.type().equals(Databases.CLUSTER) ? "master_" : "";
        String plain = prefix + "password";
        String writeOnly = prefix + "password_wo";
        if (database.has(plain)) {
            verdicts.fail(plain, database.attribute(plain));
        }
        if (database.has(writeOnly)) {
            judgeWriteOnly(database, writeOnly, verdicts);
        } else if (database.attribute("manage_master_user_password").isTrue()) {
            CustomerKey.require(verdicts, database, "master_user_secret_kms_key_id");
        } else if (Databases.takesOver(database)) {
            verdicts.notApplicable("takes its administrator over from another database");
        } else {
            verdicts.fail(
                    "managed",
                    "manage_master_user_password",
                    database.attribute("manage_master_user_password").toString());
        }
    }

    private void judgeWriteOnly(Resource database, String attribute, Verdicts verdicts) {
        Value value = database.attribute(attribute);
        boolean ephemeral = value.target()
                .filter(source -> source.kind() == Resource.Kind.EPHEMERAL)
                .isPresent();
        if (ephemeral) {
            verdicts.pass(attribute, "from " + value.target().orElseThrow().address());
        } else {
            verdicts.fail("write-only", attribute, value.text(), "a value from an ephemeral resource");
        }
    }
}
