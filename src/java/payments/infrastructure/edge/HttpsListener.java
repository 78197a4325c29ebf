package payments.infrastructure.edge;

import com.hashicorp.cdktf.providers.aws.lb.Lb;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListener;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListenerDefaultAction;
import com.hashicorp.cdktf.providers.aws.lb_listener.LbListenerDefaultActionFixedResponse;
import com.hashicorp.cdktf.providers.aws.lb_listener_certificate.LbListenerCertificate;
import com.hashicorp.cdktf.providers.aws.lb_listener_rule.LbListenerRule;
import com.hashicorp.cdktf.providers.aws.lb_listener_rule.LbListenerRuleAction;
import com.hashicorp.cdktf.providers.aws.lb_listener_rule.LbListenerRuleCondition;
import com.hashicorp.cdktf.providers.aws.lb_listener_rule.LbListenerRuleConditionHttpRequestMethod;
import com.hashicorp.cdktf.providers.aws.lb_listener_rule.LbListenerRuleConditionPathPattern;
import java.util.List;
import payments.infrastructure.api.ApiRoute;
import payments.infrastructure.api.ApiRoutes;
import payments.infrastructure.api.CertificateArn;
import payments.infrastructure.config.deployment.ApiSettings;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * What a load balancer lets through: one rule for each route of the API, in their order, and a refusal of everything else.
 * The rules come from the routes and from nothing an environment may override, so they are the same everywhere.
 */
final class HttpsListener extends Construct {
    /** TLS 1.2 and 1.3 with forward secrecy and authenticated encryption only (Elastic Load Balancing guide, "Security policies"). */
    private static final String TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06";

    private static final int HTTPS = 443;

    /**
     * Defines the listener.
     *
     * @param certificateArns the default certificate first
     */
    HttpsListener(
            Construct scope,
            String id,
            Placement placement,
            Lb balancer,
            List<CertificateArn> certificateArns,
            FunctionTarget target,
            ApiSettings settings) {
        super(scope, id);
        List<ApiRoute> routes = ApiRoutes.of(settings);
        // Browsers ask with OPTIONS, which the function answers.
        boolean crossOrigin = settings.cors() != null;
        LbListener listener = LbListener.Builder.create(this, "Resource")
                .provider(placement.provider())
                .loadBalancerArn(balancer.getArn())
                .port(HTTPS)
                .protocol("HTTPS")
                .sslPolicy(TLS_POLICY)
                .certificateArn(certificateArns.get(0).value())
                .defaultAction(List.of(LbListenerDefaultAction.builder()
                        .type("fixed-response")
                        .fixedResponse(LbListenerDefaultActionFixedResponse.builder()
                                .contentType("application/json")
                                .statusCode("404")
                                .messageBody("{\"type\":\"about:blank\",\"title\":\"There is nothing here\"}")
                                .build())
                        .build()))
                .tags(placement.nameTag("https"))
                .build();
        for (int i = 1; i < certificateArns.size(); i++) {
            LbListenerCertificate.Builder.create(this, "certificate-" + i)
                    .provider(placement.provider())
                    .listenerArn(listener.getArn())
                    .certificateArn(certificateArns.get(i).value())
                    .build();
        }
        for (int i = 0; i < routes.size(); i++) {
            ApiRoute route = routes.get(i);
            boolean asked = crossOrigin && !route.isHealth();
            LbListenerRule.Builder.create(this, route.id())
                    .provider(placement.provider())
                    .listenerArn(listener.getArn())
                    .priority(i + 1)
                    .condition(List.of(
                            LbListenerRuleCondition.builder()
                                    .pathPattern(LbListenerRuleConditionPathPattern.builder()
                                            .values(List.of("/" + route.wildcardPath()))
                                            .build())
                                    .build(),
                            LbListenerRuleCondition.builder()
                                    .httpRequestMethod(LbListenerRuleConditionHttpRequestMethod.builder()
                                            .values(asked ? List.of(route.verb(), "OPTIONS") : List.of(route.verb()))
                                            .build())
                                    .build()))
                    .action(List.of(LbListenerRuleAction.builder()
                            .type("forward")
                            .targetGroupArn(target.arn())
                            .build()))
                    .tags(placement.nameTag(route.id()))
                    .build();
        }
    }
}
