package payments.infrastructure.guardrail.rules.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.PolicyText;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Methods that take a body (POST, PUT, PATCH, ANY) check body and parameters against a model, and the model leaves no
 * room: objects take no other properties, texts have a length, a pattern or a list of values, numbers and arrays an
 * upper bound. The models that AWS brings (Empty, Error) check nothing. HTTP APIs have no validation.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html">AWS: request validation</a>
 */
@Guardrail(
        id = "apigw-request-validation",
        severity = Severity.MEDIUM,
        expects = "a validator of body and parameters, and a closed model",
        fix =
                "attach an aws_api_gateway_request_validator and an aws_api_gateway_model with additionalProperties false and bounds",
        why = "What is refused at the door cannot hurt inside",
        pci = "6.2.4",
        sources = {"AwsSolutions-APIG2", "CKV2_AWS_53"})
final class ApiGatewayRequestsValidated extends ResourceRule {
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "ANY");

    ApiGatewayRequestsValidated() {
        super("aws_api_gateway_method");
    }

    @Override
    protected void judge(Resource method, Verdicts verdicts) {
        if (!method.attribute("http_method").isOneOf(WITH_BODY)) {
            verdicts.notApplicable("the method takes no body");
            return;
        }
        Optional<Resource> validator =
                method.attribute("request_validator_id").target("aws_api_gateway_request_validator");
        if (validator.isEmpty()) {
            verdicts.fail("request_validator_id", method.attribute("request_validator_id"));
        } else {
            Stream.of("validate_request_body", "validate_request_parameters").forEach(part -> {
                Value checked = validator.get().attribute(part);
                if (checked.isTrue()) {
                    verdicts.pass("request_validator_id", part);
                } else {
                    verdicts.fail(part, "request_validator_id", part + " " + checked, part + " true");
                }
            });
        }
        JsonNode models = method.attribute("request_models").json();
        if (models.isEmpty()) {
            verdicts.fail("model", "request_models", "(absent)", "a model of the body");
        }
        models.properties().forEach(model -> judgeModel(method, model.getValue().asText(), verdicts));
    }

    private static void judgeModel(Resource method, String name, Verdicts verdicts) {
        Optional<Resource> model = method.stack().program().saying("aws_api_gateway_model", "name", name).stream()
                .filter(found -> found.attribute("rest_api_id")
                        .text()
                        .equals(method.attribute("rest_api_id").text()))
                .findFirst();
        Optional<String> gap = model.map(found -> PolicyText.parse(found.attribute("schema")))
                .map(schema -> schema.isEmpty() ? "a schema that cannot be read" : Schemas.gap(schema))
                .filter(found -> !found.isEmpty());
        if (model.isEmpty()) {
            verdicts.fail("model", "request_models", name + " is no model of this API", "a model of this API");
        } else if (gap.isPresent()) {
            verdicts.fail("model " + name, "request_models", name + ": " + gap.get(), "a closed model");
        } else {
            verdicts.pass("request_models", name);
        }
    }
}
