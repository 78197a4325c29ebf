package payments.infrastructure.api;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.api_gateway_account.ApiGatewayAccount;
import com.hashicorp.cdktf.providers.aws.api_gateway_deployment.ApiGatewayDeployment;
import com.hashicorp.cdktf.providers.aws.api_gateway_method_settings.ApiGatewayMethodSettings;
import com.hashicorp.cdktf.providers.aws.api_gateway_method_settings.ApiGatewayMethodSettingsSettings;
import com.hashicorp.cdktf.providers.aws.api_gateway_rest_api.ApiGatewayRestApi;
import com.hashicorp.cdktf.providers.aws.api_gateway_stage.ApiGatewayStage;
import com.hashicorp.cdktf.providers.aws.api_gateway_stage.ApiGatewayStageAccessLogSettings;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.deployment.ApiSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** The stage of the REST API: logged, traced, throttled, and never logging a body. */
final class ApiStage extends Construct {
    private final ApiGatewayStage stage;
    private final EncryptedLogGroup accessLog;
    private final EncryptedLogGroup executionLog;

    ApiStage(
            Construct scope,
            String id,
            Placement placement,
            ApiSettings settings,
            EntryLogs logs,
            ApiGatewayRestApi api,
            ApiGatewayDeployment deployment) {
        super(scope, id);
        String name = settings.stageName(placement.names().suffix());
        this.accessLog = new EncryptedLogGroup(
                this,
                "access-log",
                placement,
                "/aws/apigateway/" + placement.name(ResourceName.API) + "/access",
                logs.settings(),
                logs.keyArn());
        // API Gateway would make this group itself, without key and kept for ever.
        this.executionLog = new EncryptedLogGroup(
                this,
                "execution-log",
                placement,
                "API-Gateway-Execution-Logs_%s/%s".formatted(api.getId(), name),
                logs.settings(),
                logs.keyArn());
        this.stage = ApiGatewayStage.Builder.create(this, "Resource")
                .provider(placement.provider())
                .restApiId(api.getId())
                .deploymentId(deployment.getId())
                .stageName(name)
                .xrayTracingEnabled(true)
                .accessLogSettings(ApiGatewayStageAccessLogSettings.builder()
                        .destinationArn(accessLog.arn())
                        .format(AccessLogFormat.REST)
                        .build())
                .tags(Map.of("Name", placement.name(ResourceName.API)))
                .dependsOn(
                        logs.ownsAccount()
                                ? List.of(executionLog.resource(), accountLogging(placement))
                                : List.of(executionLog.resource()))
                .build();
        ApiGatewayMethodSettings.Builder.create(this, "settings")
                .provider(placement.provider())
                .restApiId(api.getId())
                .stageName(stage.getStageName())
                .methodPath("*/*")
                .settings(ApiGatewayMethodSettingsSettings.builder()
                        .metricsEnabled(true)
                        .loggingLevel(settings.executionLog().name())
                        // Tracing data writes whole bodies into the log: card data would land there.
                        .dataTraceEnabled(false)
                        .cachingEnabled(false)
                        .throttlingRateLimit(settings.requestsPerSecond())
                        .throttlingBurstLimit(settings.requestsAtOnce())
                        .build())
                .build();
    }

    String name() {
        return stage.getStageName();
    }

    String arn() {
        return stage.getArn();
    }

    EncryptedLogGroup accessLog() {
        return accessLog;
    }

    EncryptedLogGroup executionLog() {
        return executionLog;
    }

    String invokeUrl() {
        return stage.getInvokeUrl();
    }

    /** API Gateway logs with one role for the whole account and region; a stage with logging fails without it. */
    private ITerraformDependable accountLogging(Placement placement) {
        return ApiGatewayAccount.Builder.create(this, "account-logging")
                .provider(placement.provider())
                .cloudwatchRoleArn(placement.arns().role(placement.name(ResourceName.API_LOGGING_ROLE)))
                .build();
    }
}
