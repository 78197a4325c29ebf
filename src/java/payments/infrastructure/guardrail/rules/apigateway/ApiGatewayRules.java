package payments.infrastructure.guardrail.rules.apigateway;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on APIs. */
public final class ApiGatewayRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new ApiGatewayStageBehindWaf(),
            new ApiGatewayV2EdgeWafInFront(),
            new ApiGatewayRoutesAuthorized(),
            new ApiGatewayRequestsValidated(),
            new ApiGatewayAccessLogged(),
            new ApiGatewayExecutionLogged(),
            new ApiGatewayNoDataTrace(),
            new ApiGatewayCacheSafe(),
            new ApiGatewayCorsAgrees(),
            new ApiGatewayThrottled(),
            new ApiGatewayDomainRequiresTls12(),
            new ApiGatewayDefaultEndpointOff(),
            new ApiGatewayRedeployTriggered(),
            new ApiGatewayAccountSettingOnce(),
            new ApiGatewayIntegrationAccepted(),
            new ApiGatewayIntegrationNarrow(),
            new ApiGatewayAuthorizerAsksCaller(),
            new ApiGatewayErrorsShown(),
            new ApiGatewayApiAccepted());

    private ApiGatewayRules() {}
}
