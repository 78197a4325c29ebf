package payments.infrastructure.api;

import com.hashicorp.cdktf.providers.aws.api_gateway_api_key.ApiGatewayApiKey;
import com.hashicorp.cdktf.providers.aws.api_gateway_rest_api.ApiGatewayRestApi;
import com.hashicorp.cdktf.providers.aws.api_gateway_usage_plan.ApiGatewayUsagePlan;
import com.hashicorp.cdktf.providers.aws.api_gateway_usage_plan.ApiGatewayUsagePlanApiStages;
import com.hashicorp.cdktf.providers.aws.api_gateway_usage_plan.ApiGatewayUsagePlanQuotaSettings;
import com.hashicorp.cdktf.providers.aws.api_gateway_usage_plan.ApiGatewayUsagePlanThrottleSettings;
import com.hashicorp.cdktf.providers.aws.api_gateway_usage_plan_key.ApiGatewayUsagePlanKey;
import com.hashicorp.cdktf.providers.aws.data_aws_api_gateway_api_key.DataAwsApiGatewayApiKey;
import java.util.List;
import payments.infrastructure.config.deployment.UsagePlanSettings;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * What one client may use of a stage, and the key by which it is known: one that AWS makes, or one that callers have already.
 * So it is in no file of ours; it is in the state, like everything that AWS returns to Terraform, which is why the state is
 * encrypted. It counts requests and proves nothing about who sends them.
 */
final class UsagePlan extends Construct {
    private final String keyValue;
    private final ApiGatewayUsagePlan plan;

    /**
     * Defines or finds the key, defines the plan, and that one belongs to the other.
     *
     * @param stage the stage of the API, which must exist first
     */
    UsagePlan(
            Construct scope,
            String id,
            Placement placement,
            UsagePlanSettings settings,
            ApiGatewayRestApi api,
            ApiStage stage) {
        super(scope, id);
        String keyId;
        if (settings.keyId() == null) {
            ApiGatewayApiKey key = made(placement);
            keyId = key.getId();
            this.keyValue = key.getValue();
        } else {
            keyId = settings.keyId();
            this.keyValue = existing(placement, keyId).getValue();
        }
        this.plan = ApiGatewayUsagePlan.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(placement.names().plain("usage-plan"))
                .description("What one client may use")
                .apiStages(List.of(ApiGatewayUsagePlanApiStages.builder()
                        .apiId(api.getId())
                        .stage(stage.name())
                        .build()))
                .throttleSettings(ApiGatewayUsagePlanThrottleSettings.builder()
                        .rateLimit(settings.rate())
                        .burstLimit(settings.burst())
                        .build())
                .quotaSettings(ApiGatewayUsagePlanQuotaSettings.builder()
                        .limit(settings.dailyQuota())
                        .period("DAY")
                        .build())
                .tags(placement.nameTag("usage-plan"))
                .build();
        ApiGatewayUsagePlanKey.Builder.create(this, "membership")
                .provider(placement.provider())
                .keyId(keyId)
                .keyType("API_KEY")
                .usagePlanId(plan.getId())
                .build();
    }

    private ApiGatewayApiKey made(Placement placement) {
        return ApiGatewayApiKey.Builder.create(this, "key")
                .provider(placement.provider())
                .name(placement.names().plain("client"))
                .description("Counts the requests of one client")
                .tags(placement.nameTag("client"))
                .build();
    }

    private DataAwsApiGatewayApiKey existing(Placement placement, String keyId) {
        return DataAwsApiGatewayApiKey.Builder.create(this, "existing-key")
                .provider(placement.provider())
                .id(keyId)
                .build();
    }

    /** The plan's id. */
    String id() {
        return plan.getId();
    }

    /** The key itself: a secret. */
    String keyValue() {
        return keyValue;
    }
}
