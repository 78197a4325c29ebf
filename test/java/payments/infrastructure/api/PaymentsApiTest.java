package payments.infrastructure.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.config.deployment.ApiAuthorization;
import payments.infrastructure.config.deployment.ApiDialect;
import payments.infrastructure.config.deployment.ApiSettings;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.security.RegionKeys;
import payments.testing.ApiSample;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class PaymentsApiTest {
    private static final SynthesizedStack STACK = synth(Samples.API, true);
    private static final SynthesizedStack OPEN =
            synth(ApiSample.DEFAULT.of(ApiAuthorization.NONE).throttle(10, 20).settings(), false);
    private static final SynthesizedResource API = STACK.resource("aws_api_gateway_rest_api");
    private static final SynthesizedResource STAGE = STACK.resource("aws_api_gateway_stage");
    private static final SynthesizedResource DEPLOYMENT = STACK.resource("aws_api_gateway_deployment");

    private static SynthesizedStack synth(ApiSettings settings, boolean ownsAccount) {
        return Testing.synthPlaced((scope, placement) -> {
            RegionKeys keys = new RegionKeys(scope, "keys", placement, Samples.ENCRYPTION, Samples.KEYS, false);
            ServiceFunction function = new ServiceFunction(
                    scope, "function", placement, Samples.host(keys), Samples.apiFunction(Samples.FUNCTION));
            new PaymentsApi(
                    scope,
                    "api",
                    placement,
                    settings,
                    null,
                    new EntryLogs(Samples.LOGS, new KeyArn("logs-key"), ownsAccount),
                    function.alias());
        });
    }

    private static SynthesizedResource method(String route) {
        return STACK.resource("aws_api_gateway_method", "/api/%s-method".formatted(route));
    }

    @Test
    @Requirement("A11")
    void theApiIsRegional() {
        API.has("name", "acme-api-test").has("endpoint_configuration", Json.of("{'types': ['REGIONAL']}"));
    }

    @Test
    void thePathsFormATreeWithoutDuplicates() {
        SynthesizedResource payments = STACK.resource("aws_api_gateway_resource", "/path-payments");

        assertThat(STACK.resources("aws_api_gateway_resource")).hasSize(4);
        payments.has("path_part", "payments").has("parent_id", API.ref("root_resource_id"));
        STACK.resource("aws_api_gateway_resource", "/path-payments-id")
                .has("path_part", "{id}")
                .has("parent_id", payments.ref("id"));
        STACK.resource("aws_api_gateway_resource", "/path-health")
                .has("path_part", "health")
                .has("parent_id", API.ref("root_resource_id"));
        STACK.resource("aws_api_gateway_resource", "/path-health-deep")
                .has("path_part", "deep")
                .has(
                        "parent_id",
                        STACK.resource("aws_api_gateway_resource", "/path-health")
                                .ref("id"));
    }

    @ParameterizedTest
    @Requirement("A11")
    @CsvSource({
        "post-payments, POST, path-payments, AWS_IAM",
        "get-payments-id, GET, path-payments-id, AWS_IAM",
        "get-health, GET, path-health, NONE",
        "get-health-deep, GET, path-health-deep, AWS_IAM"
    })
    void everyRouteIsAMethodOfItsPathWithItsAuthorization(
            String route, String verb, String path, String authorization) {
        assertThat(STACK.resources("aws_api_gateway_method")).hasSize(4);
        method(route)
                .has("http_method", verb)
                .has("authorization", authorization)
                .has("rest_api_id", API.ref("id"))
                .has(
                        "resource_id",
                        STACK.resource("aws_api_gateway_resource", "/" + path).ref("id"));
    }

    @Test
    void openingThePaymentRoutesIsUpToTheSettings() {
        OPEN.resource("aws_api_gateway_method", "/post-payments-method").has("authorization", "NONE");
    }

    /** Known mistake M18: what the integration calls, and what the permission allows, must be the same alias. */
    @ParameterizedTest
    @Requirement("A11")
    @CsvSource({
        "post-payments, POST, payments",
        "get-payments-id, GET, payments/*",
        "get-health, GET, health",
        "get-health-deep, GET, health/deep"
    })
    void everyRouteCallsTheAliasAndIsAllowedToByAPermissionForJustThisRoute(String route, String verb, String path) {
        SynthesizedResource function = STACK.resource("aws_lambda_function");
        SynthesizedResource alias = STACK.resource("aws_lambda_alias");

        STACK.resource("aws_api_gateway_integration", "/api/%s-integration".formatted(route))
                .has("type", "AWS_PROXY")
                .has("integration_http_method", "POST")
                .has("http_method", method(route).ref("http_method"))
                .has("resource_id", method(route).at("resource_id").asText())
                .has("uri", alias.ref("invoke_arn"));
        STACK.resource("aws_lambda_permission", "/api/%s-permission".formatted(route))
                .has("statement_id", route)
                .has("action", "lambda:InvokeFunction")
                .has("principal", "apigateway.amazonaws.com")
                .has("function_name", function.ref("function_name"))
                .has("qualifier", alias.ref("name"))
                .has("source_arn", "%s/test/%s/%s".formatted(API.ref("execution_arn"), verb, path));
    }

    /** API Gateway lets a body pass whose content type has no model; {@code $default} is the model of all others. */
    @Test
    @Requirement("D6")
    void thePostedBodyIsHeldAgainstItsModelWhateverContentTypeItClaims() {
        SynthesizedResource validator = STACK.resource("aws_api_gateway_request_validator");
        SynthesizedResource model = STACK.resource("aws_api_gateway_model");

        validator
                .has("validate_request_body", true)
                .has("validate_request_parameters", true)
                .has("rest_api_id", API.ref("id"));
        model.has("content_type", "application/json")
                .has(
                        "schema",
                        RequestModel.of(ApiDialect.PAYMENTS).orElseThrow().schema());
        method("post-payments")
                .has("request_validator_id", validator.ref("id"))
                .has("request_models", Map.of("application/json", model.ref("name"), "$default", model.ref("name")));
    }

    @Test
    @Requirement("B11")
    void whatApiGatewayRefusesItselfIsAProblemDocumentWithoutAnythingOfTheRequest() {
        for (String type : List.of("DEFAULT_4XX", "DEFAULT_5XX")) {
            SynthesizedResource refusal = STACK.resource("aws_api_gateway_gateway_response", "/refusals/" + type);
            refusal.has("response_type", type)
                    .has(
                            "response_parameters",
                            Map.of("gatewayresponse.header.Content-Type", "'application/problem+json'"));
            JsonNode problem = Json.parsed(
                    refusal.at("response_templates").path("application/json").asText());
            assertThat(problem.path("type").asText()).isEqualTo("about:blank");
            assertThat(problem.toString())
                    .contains("$context.requestId", "$context.error.responseType")
                    .doesNotContain("error.message")
                    .doesNotContain("validationErrorString")
                    .doesNotContain("$input");
        }
    }

    /** Known mistake M07. */
    @Test
    @Requirement("A11")
    void aNewDeploymentIsMadeBeforeTheStageLeavesTheOldOne() {
        DEPLOYMENT
                .has("lifecycle.create_before_destroy", true)
                .has("rest_api_id", API.ref("id"))
                .has("triggers", Map.of("definition", DefinitionHash.of(ApiDefinition.of(Samples.API, false))))
                .hasNo("stage_name");
        STAGE.has("deployment_id", DEPLOYMENT.ref("id"));
    }

    @Test
    @Requirement("A11")
    void theTriggerChangesWhenARouteDoesAndStaysWhenOnlyTheStageDoes() {
        SynthesizedStack otherStage = synth(ApiSample.DEFAULT.throttle(1, 1).settings(), false);

        assertThat(OPEN.resource("aws_api_gateway_deployment").at("triggers")).isNotEqualTo(DEPLOYMENT.at("triggers"));
        assertThat(otherStage.resource("aws_api_gateway_deployment").at("triggers"))
                .isEqualTo(DEPLOYMENT.at("triggers"));
    }

    @Test
    void theDeploymentWaitsForEverythingThatTheApiIsMadeOf() {
        assertThat(DEPLOYMENT.dependsOn())
                .containsExactlyInAnyOrderElementsOf(STACK.resources().stream()
                        .filter(resource -> List.of(
                                        "aws_api_gateway_resource",
                                        "aws_api_gateway_method",
                                        "aws_api_gateway_integration",
                                        "aws_api_gateway_method_response",
                                        "aws_api_gateway_integration_response",
                                        "aws_api_gateway_request_validator",
                                        "aws_api_gateway_model",
                                        "aws_api_gateway_gateway_response")
                                .contains(resource.type()))
                        .map(SynthesizedResource::address)
                        .toList())
                .hasSize(24);
    }

    @Test
    @Requirement("A11")
    void theStageIsNamedAfterTheSuffixAndTraced() {
        STAGE.has("stage_name", "test").has("rest_api_id", API.ref("id")).has("xray_tracing_enabled", true);
    }

    @Test
    void everyRequestIsLoggedInAnEncryptedGroup() {
        SynthesizedResource group = STACK.resource("aws_cloudwatch_log_group", "/access-log");

        group.has("name", "/aws/apigateway/acme-api-test/access")
                .has("retention_in_days", 7)
                .has("kms_key_id", "logs-key");
        STAGE.has("access_log_settings.destination_arn", group.ref("arn"));
    }

    @Test
    @Requirement({"B11", "C4", "X6"})
    void theAccessLogSaysWhoWhenWhatAndWithWhichResultAndNothingOfTheRequestsContent() {
        Map<String, String> format = new TreeMap<>();
        STAGE.document("access_log_settings.format")
                .properties()
                .forEach(field -> format.put(field.getKey(), field.getValue().asText()));

        assertThat(format)
                .containsEntry("requestId", "$context.requestId")
                .containsEntry("ip", "$context.identity.sourceIp")
                .containsEntry("caller", "$context.identity.caller")
                .containsEntry("user", "$context.identity.user")
                .containsEntry("requestTime", "$context.requestTime")
                .containsEntry("protocol", "$context.protocol")
                .containsEntry("responseLength", "$context.responseLength")
                .containsEntry("error", "$context.error.responseType")
                .containsEntry("integrationError", "$context.integration.error")
                .containsEntry("requestTimeEpoch", "$context.requestTimeEpoch")
                .containsEntry("httpMethod", "$context.httpMethod")
                .containsEntry("resourcePath", "$context.resourcePath")
                .containsEntry("status", "$context.status")
                .containsEntry("identity.userArn", "$context.identity.userArn")
                .containsEntry("authorizer.principalId", "$context.authorizer.principalId")
                .containsEntry("wafResponseCode", "$context.wafResponseCode")
                .containsEntry("webaclArn", "$context.webaclArn")
                .hasSize(25)
                .allSatisfy((name, variable) -> assertThat(variable)
                        .startsWith("$context.")
                        .doesNotContainIgnoringCase("apiKey")
                        .doesNotContainIgnoringCase("authorizer.claims")
                        .doesNotContainIgnoringCase("error.message")
                        .doesNotContainIgnoringCase("validationErrorString")
                        .doesNotContainIgnoringCase("requestOverride"));
    }

    /** Data tracing would write whole bodies, and so card data, into the log. */
    @Test
    @Requirement("X6")
    void allMethodsAreMeasuredAndThrottledAndNoBodyIsLogged() {
        STACK.resource("aws_api_gateway_method_settings")
                .has("method_path", "*/*")
                .has("stage_name", STAGE.ref("stage_name"))
                .has("settings", Json.of("""
                        {'metrics_enabled': true, 'logging_level': 'ERROR', 'data_trace_enabled': false,
                         'caching_enabled': false, 'throttling_rate_limit': 100, 'throttling_burst_limit': 200}
                        """));
    }

    /** Known mistake M09: a stage with logging fails while the account has no role for it. */
    @Test
    @Requirement("A11")
    void theAccountsLoggingRoleIsSetOnceAndBeforeTheStage() {
        SynthesizedResource account = STACK.resource("aws_api_gateway_account");

        account.has("cloudwatch_role_arn", "arn:aws:iam::000000000000:role/acme-api-gateway-logging-test");
        assertThat(STAGE.dependsOn()).contains(account.address());
    }

    @Test
    void anAccountThatAnotherEnvironmentOwnsIsLeftAlone() {
        assertThat(OPEN.resources("aws_api_gateway_account")).isEmpty();
        assertThat(OPEN.resource("aws_api_gateway_stage").dependsOn())
                .noneMatch(address -> address.startsWith("aws_api_gateway_account"));
    }

    /** API Gateway would make the group itself, without key and kept for ever. */
    @Test
    void theExecutionLogIsOursAndThereBeforeTheStage() {
        SynthesizedResource log = STACK.resource("aws_cloudwatch_log_group", "/execution-log");

        assertThat(log.at("name").asText()).matches("API-Gateway-Execution-Logs_\\$\\{.*\\.id}/test");
        log.has("retention_in_days", 7);
        assertThat(log.at("kms_key_id").asText()).isNotEmpty();
        assertThat(STAGE.dependsOn()).contains(log.address());
    }
}
