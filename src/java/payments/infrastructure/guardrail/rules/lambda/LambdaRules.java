package payments.infrastructure.guardrail.rules.lambda;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on functions. */
public final class LambdaRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new LambdaRuntimeSupported(),
            new LambdaInVpc(),
            new LambdaReachesServices(),
            new LambdaNotPublic(),
            new LambdaPermissionScoped(),
            new LambdaNoSecretsInEnvironment(),
            new LambdaEventsNotLogged(),
            new LambdaVariablesOwn(),
            new LambdaEnvironmentSafe(),
            new LambdaEnvironmentEncrypted(),
            new LambdaFailuresCaptured(),
            new LambdaConcurrencySet(),
            new LambdaLimitsExplicit(),
            new LambdaPartialBatchesReported(),
            new LambdaSnapStartUsed(),
            new LambdaInvocationReady(),
            new LambdaInvocationReachesOut(),
            new LambdaHandlerExists(),
            new LambdaOwnRole(),
            new LambdaLogGroupOwned(),
            new LambdaLogVariables(),
            new LambdaCodeOffInterfaces(),
            new LambdaCodeSigned());

    private LambdaRules() {}
}
