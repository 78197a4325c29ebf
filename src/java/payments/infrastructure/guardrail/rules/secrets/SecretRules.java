package payments.infrastructure.guardrail.rules.secrets;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/**
 * The rules on secrets and parameters.
 */
public final class SecretRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new SecretEncrypted(),
            new SecretRotated(),
            new SecretNotWritten(),
            new SecretFormsAbsent(),
            new SecretStaysHidden(),
            new SecretNotInState(),
            new SsmSecureString(),
            new SecretRecoveryWindow());

    private SecretRules() {}
}
