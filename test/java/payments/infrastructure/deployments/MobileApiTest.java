package payments.infrastructure.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.testing.Json;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;

/** System C: one region, one API for a mobile app. */
class MobileApiTest {
    private static final SynthesizedDeployment C = ReferenceDeployment.MOBILE_API.synthesized();
    private static final SynthesizedStack STACK = C.stack("main-us-east-1");
    private static final String ORIGIN = "'https://app.example.com'";

    @Test
    @Requirement({"C1", "K30"})
    void paymentsArePostedWithAKeyAndNothingElse() {
        STACK.resource("aws_api_gateway_rest_api")
                .has("name", "payment-api-mobile")
                .has("endpoint_configuration.types", List.of("REGIONAL"));
        STACK.resource("aws_api_gateway_resource", "/path-process-payment").has("path_part", "process-payment");
        STACK.resource("aws_api_gateway_method", "/post-process-payment-method")
                .has("http_method", "POST")
                .has("authorization", "NONE")
                .has("api_key_required", true);
        STACK.resource("aws_api_gateway_integration", "/post-process-payment-integration")
                .has("type", "AWS_PROXY")
                .has("integration_http_method", "POST");
        STACK.resource("aws_api_gateway_method_response", "/post-process-payment-response")
                .has("status_code", "200");
        assertThat(STACK.resource("aws_api_gateway_integration_response", "/post-process-payment-response/integration"))
                .isNotNull();
    }

    @Test
    @Requirement({"C2", "C8"})
    void theKeyCountsAHundredASecondAndTenThousandADay() {
        SynthesizedResource plan = STACK.resource("aws_api_gateway_usage_plan");
        plan.has("throttle_settings.rate_limit", 100)
                .has("throttle_settings.burst_limit", 200)
                .has("quota_settings.limit", 10000)
                .has("quota_settings.period", "DAY")
                .has(
                        "api_stages.0.stage",
                        STACK.resource("aws_api_gateway_stage").ref("stage_name"));
        STACK.resource("aws_api_gateway_usage_plan_key")
                .has("key_id", STACK.resource("aws_api_gateway_api_key").ref("id"))
                .has("usage_plan_id", plan.ref("id"));
    }

    @Test
    @Requirement({"C3", "K32"})
    void onePageMayCallAndAsksFirstWithoutAKey() {
        STACK.resource("aws_api_gateway_method", "/preflight-process-payment")
                .has("http_method", "OPTIONS")
                .has("authorization", "NONE")
                .has("api_key_required", false);
        STACK.resource("aws_api_gateway_integration_response", "/preflight-process-payment/integration-response")
                .has("response_parameters", Json.parsed("""
                        {
                          "method.response.header.Access-Control-Allow-Origin": "'https://app.example.com'",
                          "method.response.header.Access-Control-Allow-Methods": "'POST,OPTIONS'",
                          "method.response.header.Access-Control-Allow-Headers":
                            "'Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token,Idempotency-Key'",
                          "method.response.header.Access-Control-Max-Age": "'86400'",
                          "method.response.header.Vary": "'Origin'"
                        }
                        """));
    }

    @Test
    @Requirement("C3")
    void errorsOfTheApiCarryTheOriginToo() {
        List<SynthesizedResource> refusals = STACK.resources("aws_api_gateway_gateway_response");

        assertThat(refusals.stream().map(refusal -> refusal.at("response_type").asText()))
                .containsExactlyInAnyOrder("DEFAULT_4XX", "DEFAULT_5XX");
        assertThat(refusals).allSatisfy(refusal -> assertThat(refusal.at("response_parameters")
                        .path("gatewayresponse.header.Access-Control-Allow-Origin")
                        .asText())
                .isEqualTo(ORIGIN));
        STACK.resource("aws_lambda_function").has("environment.variables.CORS_ALLOWED_ORIGIN", ORIGIN.replace("'", ""));
    }

    @Test
    @Requirement("C4")
    void theStageLogsEachRequestForAWeek() {
        SynthesizedResource stage = STACK.resource("aws_api_gateway_stage");
        stage.has("stage_name", "prod")
                .has(
                        "access_log_settings.destination_arn",
                        STACK.resource("aws_cloudwatch_log_group", "/api/stage/access-log")
                                .ref("arn"));
        STACK.resource("aws_cloudwatch_log_group", "/api/stage/access-log").has("retention_in_days", 7);
        JsonNode format = stage.document("access_log_settings.format");
        Stream.of(
                        "requestId",
                        "ip",
                        "caller",
                        "user",
                        "requestTime",
                        "httpMethod",
                        "resourcePath",
                        "status",
                        "protocol",
                        "responseLength",
                        "error",
                        "integrationError")
                .forEach(field -> assertThat(format.has(field)).as(field).isTrue());
    }

    @Test
    @Requirement({"C5", "X6"})
    void everythingIsMeasuredAndNoBodyIsLogged() {
        STACK.resource("aws_api_gateway_method_settings")
                .has("method_path", "*/*")
                .has("settings.metrics_enabled", true)
                .has("settings.logging_level", "INFO")
                .has("settings.throttling_rate_limit", 10000)
                .has("settings.throttling_burst_limit", 5000)
                .has("settings.data_trace_enabled", false);
    }

    @Test
    @Requirement("C6")
    void theApiIsDeployedAgainOnChangeAndTheFunctionHasNoNetwork() {
        assertThat(STACK.resource("aws_api_gateway_account")
                        .at("cloudwatch_role_arn")
                        .asText())
                .endsWith(":role/payment-api-gateway-logging-mobile");
        SynthesizedResource deployment = STACK.resource("aws_api_gateway_deployment");
        deployment.has("lifecycle.create_before_destroy", true);
        assertThat(deployment.at("triggers")).isNotEmpty();
        STACK.resource("aws_lambda_function").hasNo("vpc_config");
        assertThat(C.stack("main-iam")
                        .resource("aws_iam_policy", "/api-handler-execution/policy")
                        .sids("policy"))
                .doesNotContain("AttachToNetwork");
    }

    @Test
    @Requirement("C7")
    void theFunctionSpeaksTheApiOfTheApp() {
        STACK.resource("aws_lambda_function")
                .has("environment.variables.API_DIALECT", "process-payment")
                .has("environment.variables.API_ENVIRONMENT", "production")
                .has(
                        "environment.variables.CORS_ALLOWED_HEADERS",
                        "Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token,Idempotency-Key")
                .has("environment.variables.ENVIRONMENT_SUFFIX", "mobile");
    }

    @Test
    @Requirement("C8")
    void theOutputsAreThereAndTheKeyIsSensitive() {
        assertThat(STACK.outputs())
                .contains(
                        "api_invoke_url",
                        "api_key_value",
                        "api_gateway_id",
                        "usage_plan_id",
                        "cloudwatch_log_group_name",
                        "lambda_function_name",
                        "lambda_function_arn");
        assertThat(STACK.json().at("/output/api_key_value/sensitive").asBoolean())
                .isTrue();
        assertThat(STACK.json().at("/provider/aws/0/region").asText()).isEqualTo("us-east-1");
    }
}
