package payments.infrastructure.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.ApiDialect;
import payments.infrastructure.config.deployment.CorsSettings;
import payments.infrastructure.config.deployment.ExecutionLog;
import payments.infrastructure.config.deployment.UsagePlanSettings;
import payments.infrastructure.security.KeyArn;
import payments.testing.ApiSample;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** The REST API as system C wants it: clients with keys, pages of another origin, a stage and limits of its own. */
class PaymentsApiClientsTest {
    private static final List<String> HEADERS =
            List.of("Content-Type", "X-Amz-Date", "Authorization", "X-Api-Key", "X-Amz-Security-Token");
    private static final ApiSample MOBILE = ApiSample.DEFAULT
            .of(ApiDialect.PROCESS_PAYMENT)
            .stage("prod")
            .throttle(10000, 5000)
            .of(new UsagePlanSettings(100, 200, 10000, true, null))
            .of(new CorsSettings("https://app.example.com", HEADERS))
            .of(ExecutionLog.INFO);
    private static final SynthesizedStack STACK = synth(MOBILE);
    private static final SynthesizedResource API = STACK.resource("aws_api_gateway_rest_api");
    private static final SynthesizedResource STAGE = STACK.resource("aws_api_gateway_stage");
    private static final String ORIGIN = "method.response.header.Access-Control-Allow-Origin";

    private static SynthesizedStack synth(ApiSample sample) {
        return Testing.synthPlaced((scope, placement) -> new PaymentsApi(
                scope,
                "api",
                placement,
                sample.settings(),
                null,
                new EntryLogs(Samples.LOGS, new KeyArn("logs-key"), false),
                Samples.alias()));
    }

    private static SynthesizedResource method(String id) {
        return STACK.resource("aws_api_gateway_method", "/api/" + id);
    }

    @Test
    @Requirement("C1")
    void aPaymentNeedsAKeyAndASignature() {
        STACK.resource("aws_api_gateway_resource", "/path-process-payment").has("path_part", "process-payment");
        method("post-process-payment-method")
                .has("http_method", "POST")
                .has("authorization", "AWS_IAM")
                .has("api_key_required", true);
    }

    @Test
    @Requirement("A13")
    void aHealthCheckerNeedsNeither() {
        method("get-health-method").has("authorization", "NONE").hasNo("api_key_required");
    }

    @Test
    @Requirement("C1")
    void thePaymentRoutePromisesItsStatusAndTheHeadersForOtherOrigins() {
        SynthesizedResource method = method("post-process-payment-method");
        SynthesizedResource promised =
                STACK.resource("aws_api_gateway_method_response", "/post-process-payment-response");

        promised.has("status_code", "200")
                .has("http_method", method.ref("http_method"))
                .has("resource_id", method.ref("resource_id"))
                .has(
                        "response_parameters",
                        Map.of(
                                ORIGIN,
                                true,
                                "method.response.header.Access-Control-Allow-Headers",
                                true,
                                "method.response.header.Access-Control-Allow-Methods",
                                true,
                                "method.response.header.Vary",
                                true));
        STACK.resource("aws_api_gateway_integration_response", "/post-process-payment-response/integration")
                .has("status_code", promised.ref("status_code"))
                .has(
                        "depends_on",
                        List.of(STACK.resource("aws_api_gateway_integration", "/post-process-payment-integration")
                                .address()));
    }

    /** An installed app is not changed by a move: the key that it has goes on to count. */
    @Test
    @Requirement("K30")
    void aKeyThatCallersHaveIsTakenAndNoneIsMade() {
        SynthesizedStack stack = synth(MOBILE.of(new UsagePlanSettings(100, 200, 10000, true, "a1b2c3d4e5")));

        assertThat(stack.resources("aws_api_gateway_api_key")).isEmpty();
        stack.resource("aws_api_gateway_usage_plan_key").has("key_id", "a1b2c3d4e5");
    }

    @Test
    @Requirement({"C2", "D6"})
    void aClientHasItsRateItsBurstAndItsQuotaOfADay() {
        STACK.resource("aws_api_gateway_usage_plan")
                .has("name", "acme-usage-plan-test")
                .has("throttle_settings", Json.of("{'rate_limit': 100, 'burst_limit': 200}"))
                .has("quota_settings", Json.of("{'limit': 10000, 'period': 'DAY'}"));
    }

    @Test
    @Requirement({"C2", "D6"})
    void thePlanIsBoundToTheStageAndToTheKey() {
        SynthesizedResource plan = STACK.resource("aws_api_gateway_usage_plan");

        assertThat(plan.at("api_stages"))
                .isEqualTo(
                        Json.of("[{'api_id': '%s', 'stage': '%s'}]".formatted(API.ref("id"), STAGE.ref("stage_name"))));
        STACK.resource("aws_api_gateway_usage_plan_key")
                .has("usage_plan_id", plan.ref("id"))
                .has("key_type", "API_KEY")
                .has("key_id", STACK.resource("aws_api_gateway_api_key").ref("id"));
    }

    @Test
    @Requirement({"B11", "C2"})
    void theKeyIsMadeByAwsAndIsInNoFile() {
        STACK.resource("aws_api_gateway_api_key")
                .has("name", "acme-client-test")
                .hasNo("value");
    }

    @Test
    @Requirement("C3")
    void theOriginIsOnEveryRefusalToo() {
        for (String type : List.of("DEFAULT_4XX", "DEFAULT_5XX")) {
            STACK.resource("aws_api_gateway_gateway_response", "/refusals/" + type)
                    .has(
                            "response_parameters",
                            Map.of(
                                    "gatewayresponse.header.Access-Control-Allow-Origin", "'https://app.example.com'",
                                    "gatewayresponse.header.Content-Type", "'application/json'",
                                    "gatewayresponse.header.Vary", "'Origin'"));
        }
    }

    /** AWS's own member stays, and older clients find the same text where their system had it. */
    @Test
    @Requirement({"K11", "K31", "K43"})
    void whatApiGatewayRefusesItselfHasTheTextThatClientsOfOlderSystemsRead() {
        for (String type : List.of("DEFAULT_4XX", "DEFAULT_5XX")) {
            String template = STACK.resource("aws_api_gateway_gateway_response", "/refusals/" + type)
                    .at("response_templates")
                    .path("application/json")
                    .asText();
            // API Gateway writes this variable as a quoted text.
            JsonNode refusal = Json.parsed(template.replace("$context.error.messageString", "\"Forbidden\""));

            assertThat(refusal.path("message").asText()).isEqualTo("Forbidden");
            assertThat(refusal.path("error").asText()).isEqualTo("Forbidden");
            assertThat(refusal.path("code").asText()).isEqualTo("$context.error.responseType");
        }
    }

    @Test
    @Requirement("K31")
    void theBodyReachesTheFunctionWhateverItIs() {
        method("post-process-payment-method")
                .has(
                        "request_validator_id",
                        STACK.resource("aws_api_gateway_request_validator").ref("id"))
                .hasNo("request_models");
        assertThat(STACK.resources("aws_api_gateway_model")).isEmpty();
    }

    @Test
    @Requirement("K11")
    void pagesOfEveryOriginMayReadAnswersAndRefusals() {
        SynthesizedStack open =
                synth(ApiSample.DEFAULT.of(ApiDialect.PAYMENT).of(new CorsSettings("*", List.of("Content-Type"))));

        for (String type : List.of("DEFAULT_4XX", "DEFAULT_5XX")) {
            open.resource("aws_api_gateway_gateway_response", "/refusals/" + type)
                    .has(
                            "response_parameters",
                            Map.of(
                                    "gatewayresponse.header.Access-Control-Allow-Origin", "'*'",
                                    "gatewayresponse.header.Content-Type", "'application/json'"));
        }
        open.resource("aws_api_gateway_integration_response", "/preflight-payment/integration-response")
                .has(
                        "response_parameters",
                        Map.of(
                                ORIGIN,
                                "'*'",
                                "method.response.header.Access-Control-Allow-Headers",
                                "'Content-Type'",
                                "method.response.header.Access-Control-Allow-Methods",
                                "'POST,OPTIONS'",
                                "method.response.header.Access-Control-Max-Age",
                                "'86400'"));
        open.resource("aws_api_gateway_method_response", "/post-payment-response")
                .has("response_parameters", Map.of(ORIGIN, true));
    }

    @Test
    @Requirement("C3")
    void aBrowserMayAskWithoutKeyAndSignature() {
        method("preflight-process-payment")
                .has("http_method", "OPTIONS")
                .has("authorization", "NONE")
                .has("api_key_required", false)
                .has(
                        "resource_id",
                        STACK.resource("aws_api_gateway_resource", "/path-process-payment")
                                .ref("id"));
    }

    @Test
    @Requirement("C3")
    void itReceivesTheOriginTheHeadersAndTheMethodsWithoutTheFunctionRunning() {
        STACK.resource("aws_api_gateway_integration", "/preflight-process-payment/integration")
                .has("type", "MOCK")
                .has("request_templates", Map.of("application/json", "{\"statusCode\": 204}"))
                .hasNo("uri");
        STACK.resource("aws_api_gateway_integration_response", "/preflight-process-payment/integration-response")
                .has(
                        "response_parameters",
                        Map.of(
                                ORIGIN,
                                "'https://app.example.com'",
                                "method.response.header.Access-Control-Allow-Headers",
                                "'Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token'",
                                "method.response.header.Access-Control-Allow-Methods",
                                "'POST,OPTIONS'",
                                "method.response.header.Access-Control-Max-Age",
                                "'86400'",
                                "method.response.header.Vary",
                                "'Origin'"));
    }

    /** API Gateway drops a header that the method's response does not declare. */
    @Test
    @Requirement("C3")
    void everyHeaderOfThePreflightIsDeclared() {
        SynthesizedResource answer = STACK.resource(
                "aws_api_gateway_integration_response", "/preflight-process-payment/integration-response");
        SynthesizedResource promised =
                STACK.resource("aws_api_gateway_method_response", "/preflight-process-payment/response");

        assertThat(promised.at("response_parameters").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyElementsOf(answer.at("response_parameters").properties().stream()
                        .map(Map.Entry::getKey)
                        .toList());
        answer.has("status_code", promised.ref("status_code"));
    }

    @Test
    @Requirement("C3")
    void onlyPathsThatAPageMayCallAnswerPreflightsEachWithItsOwnMethods() {
        SynthesizedStack readable = synth(ApiSample.DEFAULT.of(new CorsSettings("https://app.example.com", HEADERS)));

        assertThat(readable.resources("aws_api_gateway_integration_response"))
                .filteredOn(answer -> answer.path().endsWith("/integration-response"))
                .extracting(answer -> answer.at("response_parameters")
                        .path("method.response.header.Access-Control-Allow-Methods")
                        .asText())
                .containsExactlyInAnyOrder("'POST,OPTIONS'", "'GET,OPTIONS'");
    }

    @Test
    void whereNoOtherOriginMayCallNothingAnswersPreflights() {
        assertThat(synth(ApiSample.DEFAULT).resources("aws_api_gateway_method"))
                .extracting(method -> method.at("http_method").asText())
                .doesNotContain("OPTIONS");
    }

    @Test
    @Requirement("C4")
    void theStageHasTheNameThatWasAskedForEverywhere() {
        STAGE.has("stage_name", "prod");
        assertThat(STACK.resource("aws_cloudwatch_log_group", "/execution-log")
                        .at("name")
                        .asText())
                .endsWith("/prod");
        STACK.resource("aws_lambda_permission", "/post-process-payment-permission")
                .has("source_arn", API.ref("execution_arn") + "/prod/POST/process-payment");
    }

    @Test
    @Requirement("C5")
    void theMethodsAreMeasuredLoggedAndLimitedAndNoBodyIsLogged() {
        STACK.resource("aws_api_gateway_method_settings").has("settings", Json.of("""
                {'metrics_enabled': true, 'logging_level': 'INFO', 'data_trace_enabled': false,
                 'caching_enabled': false, 'throttling_rate_limit': 10000, 'throttling_burst_limit': 5000}
                """));
    }

    @ParameterizedTest
    @Requirement("C1")
    @ValueSource(
            strings = {
                "aws_api_gateway_method",
                "aws_api_gateway_integration",
                "aws_api_gateway_method_response",
                "aws_api_gateway_integration_response",
                "aws_api_gateway_gateway_response"
            })
    void aDeploymentWaitsForAllOfIt(String type) {
        assertThat(STACK.resource("aws_api_gateway_deployment").dependsOn())
                .containsAll(STACK.resources(type).stream()
                        .map(SynthesizedResource::address)
                        .toList());
    }
}
