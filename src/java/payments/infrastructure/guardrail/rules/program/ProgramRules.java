package payments.infrastructure.guardrail.rules.program;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on how a program is deployed. */
public final class ProgramRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new ProviderAsksAws(),
            new ProviderSourceKnown(),
            new TerraformNoCommands(),
            new TerraformDriftSeen(),
            new TerraformStateMovesShown());

    private ProgramRules() {}
}
