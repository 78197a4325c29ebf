package payments.infrastructure.guardrail.rules.apigateway;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on APIs. */
public final class ApiGatewayRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new StageBehindWaf(),
            new EdgeWafInFront(),
            new RoutesAuthorized(),
            new RequestsValidated(),
            new AccessLogged(),
            new ExecutionLogged(),
            new NoDataTrace(),
            new CacheSafe(),
            new Throttled(),
            new DomainSpeaksTls12(),
            new DefaultEndpointOff(),
            new RedeployTriggered(),
            new AccountSettingOnce());

    private ApiGatewayRules() {}
}
