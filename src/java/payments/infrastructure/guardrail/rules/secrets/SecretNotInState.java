package payments.infrastructure.guardrail.rules.secrets;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * No private key is made by Terraform: it would stand in the state for as long as the key is used. A password that Terraform makes
 * stands there too and is a warning, since it can be rotated away.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/tls/latest/docs/resources/private_key">Terraform: tls_private_key,
 *     "not recommended for production deployments"</a>
 */
@Guardrail(
        id = "secret-not-in-state",
        severity = Severity.MEDIUM,
        expects = "keys that are made outside of Terraform, or ephemeral ones",
        fix = "let ACM, KMS or the owner make the key, and passwords an ephemeral random_password or Secrets Manager",
        why = "Who may read the state has the key, long after it was made",
        pci = {"3.6.1.2", "8.6.2"},
        sources = "ours: the documentation of tls_private_key warns of it")
final class SecretNotInState extends ResourceRule {
    SecretNotInState() {
        super("tls_private_key", "random_password", "aws_lightsail_key_pair", "aws_iot_certificate");
    }

    @Override
    protected void judge(Resource secret, Verdicts verdicts) {
        switch (secret.type()) {
            case "tls_private_key" ->
                verdicts.fail(
                        "algorithm",
                        "a private key " + secret.attribute("algorithm").text());
            case "random_password" ->
                verdicts.fail(
                        Severity.LOW,
                        "length",
                        "a password in the state",
                        "an ephemeral random_password, or AWS's own");
            case "aws_lightsail_key_pair" -> require(secret, "public_key", verdicts);
            default -> require(secret, "csr", verdicts);
        }
    }

    /** Without the public part AWS makes both, and gives the private one to Terraform. */
    private static void require(Resource secret, String attribute, Verdicts verdicts) {
        if (secret.has(attribute)) {
            verdicts.pass(attribute, "the private key is made elsewhere");
        } else {
            verdicts.fail(attribute, "(absent)");
        }
    }
}
