package payments.infrastructure.api;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.api_gateway_method.ApiGatewayMethod;
import com.hashicorp.cdktf.providers.aws.api_gateway_model.ApiGatewayModel;
import com.hashicorp.cdktf.providers.aws.api_gateway_request_validator.ApiGatewayRequestValidator;
import com.hashicorp.cdktf.providers.aws.api_gateway_rest_api.ApiGatewayRestApi;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** Lets API Gateway refuse a body that is not as its model says (PCI DSS 6.2.4). */
final class RequestValidation extends Construct {
    private final Placement placement;
    private final ApiGatewayRestApi api;
    private final ApiGatewayRequestValidator validator;
    private final Map<RequestModel, String> modelNames = new HashMap<>();
    private final List<ITerraformDependable> definition = new ArrayList<>();

    RequestValidation(Construct scope, String id, Placement placement, ApiGatewayRestApi api) {
        super(scope, id);
        this.placement = placement;
        this.api = api;
        this.validator = ApiGatewayRequestValidator.Builder.create(this, "Resource")
                .provider(placement.provider())
                .restApiId(api.getId())
                .name("body-and-parameters")
                .validateRequestBody(true)
                .validateRequestParameters(true)
                .build();
        definition.add(validator);
    }

    /** Demands the model whatever content type is claimed: API Gateway lets a body of a type without a model pass. */
    void demand(RequestModel model, ApiGatewayMethod.Builder method) {
        method.requestValidatorId(validator.getId())
                .requestModels(Map.of("application/json", nameOf(model), "$default", nameOf(model)));
    }

    /** Demands what the method declares, which is no model: the function judges the body. */
    void demandParameters(ApiGatewayMethod.Builder method) {
        method.requestValidatorId(validator.getId());
    }

    /** What a deployment must wait for. */
    List<ITerraformDependable> definition() {
        return List.copyOf(definition);
    }

    private String nameOf(RequestModel model) {
        return modelNames.computeIfAbsent(model, absent -> {
            ApiGatewayModel resource = ApiGatewayModel.Builder.create(this, "model-" + model.name())
                    .provider(placement.provider())
                    .restApiId(api.getId())
                    .name(model.name())
                    .contentType("application/json")
                    .schema(model.schema())
                    .build();
            definition.add(resource);
            return resource.getName();
        });
    }
}
