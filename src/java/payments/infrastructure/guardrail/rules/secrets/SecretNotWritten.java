package payments.infrastructure.guardrail.rules.secrets;

import java.util.List;
import java.util.Map;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * No secret stands in the program as text, nor inside a JSON that is built of other parts.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/manage-sensitive-data">Terraform: sensitive data</a>
 */
@Guardrail(
        id = "secret-no-literal",
        severity = Severity.CRITICAL,
        expects = "no secret as plain text in the program",
        fix = "generate it, or write it with a write-only argument from an ephemeral value",
        why = "The secret stands in the repository, the plan and the state",
        pci = "8.6.2",
        sources = "ours: PCI DSS 8.6.2 forbids passwords in files, and Terraform state is one")
final class SecretNotWritten extends ResourceRule {
    private static final Map<String, List<String>> SECRETS = Map.of(
            "aws_secretsmanager_secret_version", List.of("secret_string", "secret_string_wo", "secret_binary"),
            "aws_ssm_parameter", List.of("value", "value_wo"),
            "aws_db_instance", List.of("password", "password_wo"),
            "aws_rds_cluster", List.of("master_password", "master_password_wo"));

    SecretNotWritten() {
        super(SECRETS.keySet().toArray(new String[0]));
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        if (resource.type().equals("aws_ssm_parameter") && !SensitiveParameter.is(resource)) {
            verdicts.notApplicable("a parameter that is no secret");
            return;
        }
        for (String attribute : SECRETS.getOrDefault(resource.type(), List.of())) {
            Value value = resource.attribute(attribute);
            if (holdsLiteral(value)) {
                verdicts.fail(attribute, value);
            } else {
                verdicts.pass(attribute, value);
            }
        }
    }

    /** Whether this rule says of an attribute whether it is a secret that is written out. */
    static boolean judges(Resource resource, String attribute) {
        return SECRETS.getOrDefault(resource.type(), List.of()).contains(attribute)
                && (!resource.type().equals("aws_ssm_parameter") || SensitiveParameter.is(resource));
    }

    private static boolean holdsLiteral(Value value) {
        if (value.isKnown()) {
            return true;
        }
        return value.isPresent() && SensitiveParameter.literalIn(value.text());
    }
}
