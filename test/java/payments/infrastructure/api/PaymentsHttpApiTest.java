package payments.infrastructure.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.ApiAuthorization;
import payments.infrastructure.config.deployment.ApiDialect;
import payments.infrastructure.config.deployment.ApiType;
import payments.infrastructure.config.deployment.CorsSettings;
import payments.infrastructure.config.deployment.JwtSettings;
import payments.infrastructure.security.KeyArn;
import payments.testing.ApiSample;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class PaymentsHttpApiTest {
    private static final ApiSample MIGRATION =
            ApiSample.DEFAULT.of(ApiType.HTTP).of(ApiDialect.PAYMENT).stage("production");
    private static final SynthesizedStack STACK = synth(MIGRATION);
    private static final SynthesizedResource API = STACK.resource("aws_apigatewayv2_api");
    private static final SynthesizedResource STAGE = STACK.resource("aws_apigatewayv2_stage");

    private static SynthesizedStack synth(ApiSample sample) {
        return Testing.synthPlaced((scope, placement) -> new PaymentsHttpApi(
                scope,
                "api",
                placement,
                sample.settings(),
                null,
                new EntryLogs(Samples.LOGS, new KeyArn("logs-key"), false),
                Samples.alias()));
    }

    @Test
    @Requirement("B6")
    void itIsAnHttpApiThatPassesRequestsToTheAliasInTheirNewestForm() {
        API.has("name", "acme-api-test").has("protocol_type", "HTTP").hasNo("cors_configuration");
        STACK.resource("aws_apigatewayv2_integration")
                .has("api_id", API.ref("id"))
                .has("integration_type", "AWS_PROXY")
                .has("integration_method", "POST")
                .has("integration_uri", "invoke-arn-of-alias")
                .has("payload_format_version", "2.0");
    }

    @ParameterizedTest
    @Requirement("B6")
    @CsvSource({
        "post-payment, POST /payment, AWS_IAM",
        "get-health, GET /health, NONE",
        "get-health-deep, GET /health/deep, AWS_IAM"
    })
    void everyRouteGoesToTheFunctionWithItsAuthorization(String id, String key, String authorization) {
        STACK.resource("aws_apigatewayv2_route", "/%s-route".formatted(id))
                .has("route_key", key)
                .has("authorization_type", authorization)
                .has(
                        "target",
                        "integrations/"
                                + STACK.resource("aws_apigatewayv2_integration").ref("id"));
        assertThat(STACK.resources("aws_apigatewayv2_route")).hasSize(3);
    }

    /** Known mistakes M17 and M18. */
    @Test
    @Requirement("B6")
    void theAliasMayBeCalledByExactlyTheRoutesOfTheStage() {
        STACK.resource("aws_lambda_permission", "/post-payment-permission")
                .has("function_name", "the-function")
                .has("qualifier", "live")
                .has("principal", "apigateway.amazonaws.com")
                .has("source_arn", API.ref("execution_arn") + "/production/POST/payment");
        assertThat(STACK.resources("aws_lambda_permission")).hasSize(3);
    }

    @Test
    @Requirement("B6")
    void theStageDeploysByItselfAndIsLimited() {
        STAGE.has("name", "production")
                .has("auto_deploy", true)
                .has(
                        "default_route_settings",
                        Json.of(
                                "{'detailed_metrics_enabled': true, 'throttling_rate_limit': 100, 'throttling_burst_limit': 200}"));
    }

    @Test
    @Requirement({"B6", "X6"})
    void everyRequestIsLoggedInAnEncryptedGroupWithNothingOfItsContent() {
        SynthesizedResource group = STACK.resource("aws_cloudwatch_log_group");
        Map<String, String> format = new TreeMap<>();
        STAGE.document("access_log_settings.format")
                .properties()
                .forEach(field -> format.put(field.getKey(), field.getValue().asText()));

        group.has("retention_in_days", 7).has("kms_key_id", "logs-key");
        STAGE.has("access_log_settings.destination_arn", group.ref("arn"));
        assertThat(format)
                .containsEntry("routeKey", "$context.routeKey")
                .containsEntry("ip", "$context.identity.sourceIp")
                .containsEntry("status", "$context.status")
                .doesNotContainKeys("wafResponseCode", "resourcePath", "xrayTraceId")
                .allSatisfy((name, variable) -> assertThat(variable)
                        .startsWith("$context.")
                        .doesNotContainIgnoringCase("error.message")
                        .doesNotContainIgnoringCase("claims"));
    }

    @Test
    @Requirement("B6")
    void tokensOfAnIdentityProviderAreCheckedOnPaymentRoutesOnly() {
        SynthesizedStack stack = synth(MIGRATION
                .of(ApiAuthorization.JWT)
                .of(new JwtSettings("https://login.example.com/pool", List.of("payments"))));
        SynthesizedResource authorizer = stack.resource("aws_apigatewayv2_authorizer");

        authorizer
                .has("authorizer_type", "JWT")
                .has("identity_sources", List.of("$request.header.Authorization"))
                .has(
                        "jwt_configuration",
                        Json.of("{'issuer': 'https://login.example.com/pool', 'audience': ['payments']}"));
        stack.resource("aws_apigatewayv2_route", "/post-payment-route")
                .has("authorization_type", "JWT")
                .has("authorizer_id", authorizer.ref("id"));
        stack.resource("aws_apigatewayv2_route", "/get-health-route")
                .has("authorization_type", "NONE")
                .hasNo("authorizer_id");
    }

    @Test
    @Requirement("C3")
    void pagesOfOneOtherOriginMayCallWhereThatIsWanted() {
        SynthesizedStack stack =
                synth(MIGRATION.of(new CorsSettings("https://app.example.com", List.of("Content-Type"))));

        stack.resource("aws_apigatewayv2_api").has("cors_configuration", Json.of("""
                {'allow_origins': ['https://app.example.com'], 'allow_headers': ['Content-Type'],
                 'allow_methods': ['POST', 'GET', 'OPTIONS'], 'max_age': 86400}
                """));
    }
}
