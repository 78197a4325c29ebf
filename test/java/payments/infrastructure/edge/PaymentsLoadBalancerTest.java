package payments.infrastructure.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.infrastructure.api.CertificateArn;
import payments.infrastructure.config.deployment.ApiAuthorization;
import payments.infrastructure.config.deployment.ApiType;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.config.deployment.CorsSettings;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.network.Network;
import payments.infrastructure.storage.AccessLogBucket;
import payments.testing.ApiSample;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class PaymentsLoadBalancerTest {
    private static final ApiSample SETTINGS =
            ApiSample.DEFAULT.of(ApiAuthorization.NONE).of(ApiType.LOAD_BALANCER);
    private static final SynthesizedStack STACK = synth(SETTINGS, Samples.PROTECTED);
    private static final SynthesizedResource BALANCER = STACK.resource("aws_lb");
    private static final SynthesizedResource LISTENER = STACK.resource("aws_lb_listener");
    private static final SynthesizedResource TARGET = STACK.resource("aws_lb_target_group");

    private static SynthesizedStack synth(ApiSample sample, ProtectionSettings protection) {
        return Testing.synthPlaced((scope, placement) -> new PaymentsLoadBalancer(
                scope,
                "api",
                placement,
                sample.settings(),
                new PaymentsLoadBalancer.Names(
                        "api.example.com",
                        List.of(new CertificateArn("arn-of-shared"), new CertificateArn("arn-of-own"))),
                new PaymentsLoadBalancer.Host(
                        new Network(scope, "network", placement, Samples.NETWORK, new Cidr("10.0.0.0/16")),
                        new AccessLogBucket(
                                scope,
                                "access-logs",
                                placement,
                                ResourceName.ACCESS_LOG_BUCKET,
                                new AccessLogBucket.Writers(
                                        List.of(placement.name(ResourceName.DOCUMENTS_BUCKET)),
                                        List.of(LoadBalancerLogs.delivery(placement))),
                                Samples.AUDIT,
                                protection),
                        protection),
                Samples.alias()));
    }

    @Test
    @Requirement("E4")
    void itStandsInThePublicSubnetsAndRefusesWhatTwoServersCouldReadDifferently() {
        BALANCER.has("name", "acme-lb-test")
                .has("load_balancer_type", "application")
                .has("internal", false)
                .has("drop_invalid_header_fields", true)
                .has("desync_mitigation_mode", "strictest")
                .has(
                        "subnets",
                        STACK.resources("aws_subnet").stream()
                                .filter(subnet -> subnet.path().contains("/public/"))
                                .map(subnet -> subnet.ref("id"))
                                .toList());
    }

    @Test
    @Requirement("E10")
    void awsRefusesToDeleteItWhereThatIsWanted() {
        BALANCER.has("enable_deletion_protection", true);
        synth(SETTINGS, Samples.DESTROYABLE).resource("aws_lb").has("enable_deletion_protection", false);
    }

    @Test
    @Requirement("E4")
    void onlyHttpsIsSpokenWithStrongCiphersAndTheCertificatesOfAllNames() {
        assertThat(STACK.resources("aws_lb_listener")).hasSize(1);
        LISTENER.has("load_balancer_arn", BALANCER.ref("arn"))
                .has("port", 443)
                .has("protocol", "HTTPS")
                .has("ssl_policy", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06")
                .has("certificate_arn", "arn-of-shared");
        STACK.resource("aws_lb_listener_certificate")
                .has("listener_arn", LISTENER.ref("arn"))
                .has("certificate_arn", "arn-of-own");
    }

    @Test
    @Requirement("E4")
    void theInternetReachesPort443AndNothingGoesOut() {
        STACK.resource("aws_vpc_security_group_ingress_rule")
                .has("cidr_ipv4", "0.0.0.0/0")
                .has("ip_protocol", "tcp")
                .has("from_port", 443)
                .has("to_port", 443)
                .has(
                        "security_group_id",
                        STACK.resource("aws_security_group", "/api/security-group")
                                .ref("id"));
        assertThat(STACK.resources("aws_vpc_security_group_egress_rule")).isEmpty();
    }

    @ParameterizedTest
    @Requirement("E4")
    @CsvSource({
        "post-payments, 1, /payments, POST",
        "get-payments-id, 2, /payments/*, GET",
        "get-health, 3, /health, GET"
    })
    void everyRouteIsARuleThatLeadsToTheFunction(String id, int priority, String path, String method) {
        STACK.resource("aws_lb_listener_rule", "/listener/" + id)
                .has("listener_arn", LISTENER.ref("arn"))
                .has("priority", priority)
                .has("condition", Json.of("""
                        [{'path_pattern': {'values': ['%s']}}, {'http_request_method': {'values': ['%s']}}]
                        """.formatted(path, method)))
                .has("action", Json.of("[{'type': 'forward', 'target_group_arn': '%s'}]".formatted(TARGET.ref("arn"))));
        assertThat(STACK.resources("aws_lb_listener_rule")).hasSize(3);
    }

    @Test
    @Requirement("E4")
    void whatIsNoRouteIsRefusedWithoutCallingTheFunction() {
        LISTENER.has("default_action.0.type", "fixed-response")
                .has("default_action.0.fixed_response.status_code", "404");
    }

    @Test
    @Requirement("C3")
    void browsersMayAskThePaymentRoutesWhereAnotherOriginMayCall() {
        SynthesizedStack stack = synth(
                SETTINGS.of(new CorsSettings("https://app.example.com", List.of("Content-Type"))), Samples.PROTECTED);

        stack.resource("aws_lb_listener_rule", "/post-payments")
                .has("condition.1.http_request_method.values", List.of("POST", "OPTIONS"));
        stack.resource("aws_lb_listener_rule", "/get-health")
                .has("condition.1.http_request_method.values", List.of("GET"));
    }

    /** Known mistakes M14, M15 and M18. */
    @Test
    @Requirement("E4")
    void theTargetGroupAloneMayCallTheAliasAndMayBeforeItIsRegistered() {
        SynthesizedResource permission = STACK.resource("aws_lambda_permission");

        TARGET.has("target_type", "lambda")
                .has("lambda_multi_value_headers_enabled", true)
                .has("health_check.enabled", true)
                .has("health_check.path", "/health");
        permission
                .has("principal", "elasticloadbalancing.amazonaws.com")
                .has("function_name", "the-function")
                .has("qualifier", "live")
                .has("source_arn", TARGET.ref("arn"));
        STACK.resource("aws_lb_target_group_attachment")
                .has("target_group_arn", TARGET.ref("arn"))
                .has("target_id", "arn-of-alias")
                .has("depends_on", List.of(permission.address()));
    }

    @Test
    @Requirement("E4")
    void everyRequestIsLoggedInABucketThatTheLoadBalancerMayWriteAndThatHasS3sOwnKey() {
        SynthesizedResource policy = STACK.resource("aws_s3_bucket_policy");

        BALANCER.has("access_logs.enabled", true).has("access_logs.prefix", "load-balancer");
        assertThat(BALANCER.at("access_logs.bucket").asText())
                .isEqualTo(STACK.resource("aws_s3_bucket").ref("id"));
        assertThat(BALANCER.dependsOn()).contains(policy.address());
        assertThat(policy.statement("policy", "DeliverLoadBalancerLogs")).isEqualTo(Json.of("""
                {'Sid': 'DeliverLoadBalancerLogs', 'Effect': 'Allow',
                 'Principal': {'Service': 'logdelivery.elasticloadbalancing.amazonaws.com'},
                 'Action': 's3:PutObject',
                 'Resource': 'arn:aws:s3:::acme-logs-test-eu-west-1-000000000000/load-balancer/AWSLogs/000000000000/*',
                 'Condition': {
                   'StringEquals': {'aws:SourceAccount': '000000000000'},
                   'ArnLike': {'aws:SourceArn':
                     'arn:aws:elasticloadbalancing:eu-west-1:000000000000:loadbalancer/app/acme-lb-test/*'}}}
                """));
        STACK.resource("aws_s3_bucket_server_side_encryption_configuration")
                .has("rule.0.apply_server_side_encryption_by_default.sse_algorithm", "AES256");
    }
}
