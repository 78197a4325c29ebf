package payments.infrastructure.guardrail.rules.lambda;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on functions. */
public final class LambdaRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new RuntimeSupported(),
            new InVpc(),
            new NotPublic(),
            new PermissionScoped(),
            new NoSecretsInEnvironment(),
            new EnvironmentEncrypted(),
            new FailuresCaptured(),
            new ConcurrencySet(),
            new LimitsExplicit(),
            new PartialBatches(),
            new SnapStartUsed(),
            new HandlerExists(),
            new RoleOfItsOwn(),
            new LogGroupOwned(),
            new CodeSigned());

    private LambdaRules() {}
}
