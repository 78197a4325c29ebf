package payments.infrastructure.guardrail.rules.apigateway;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Functions;

/**
 * What the gateway itself answers lets in the same pages as the answers of its methods: the origin that integration responses write, or
 * that the payment service is given. Where neither lets a page of another origin in, the gateway does not either.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html">AWS: CORS for REST APIs</a>
 */
@Guardrail(
        id = "apigw-cors-agrees",
        severity = Severity.MEDIUM,
        expects = "the origin that the API's own answers let in, or none",
        fix = "set the header to the API's allowed origin, or remove it",
        why = "Any page that a customer opens could read the refusals of the API, and try out what it accepts",
        pci = "6.2.4",
        sources = "ours: public checks look at HTTP APIs alone")
final class ApiGatewayCorsAgrees extends ResourceRule {
    private static final String ORIGIN = "access-control-allow-origin";
    private static final Set<String> HANDLERS = Stream.of(FunctionContract.values())
            .map(FunctionContract::handlerClass)
            .collect(Collectors.toUnmodifiableSet());

    ApiGatewayCorsAgrees() {
        super("aws_api_gateway_gateway_response", "aws_api_gateway_integration_response");
    }

    @Override
    protected void judge(Resource response, Verdicts verdicts) {
        Optional<Value> origin = origin(response);
        Optional<Resource> api = response.follow("rest_api_id", "aws_api_gateway_rest_api");
        if (origin.isEmpty() || !origin.get().isKnown() || api.isEmpty()) {
            verdicts.notApplicable("it writes no origin that can be read");
            return;
        }
        Optional<Set<String>> allowed = allowed(api.get());
        String written = origin.get().text().replace("'", "");
        if (allowed.isEmpty()) {
            verdicts.notApplicable("nothing says which origins the API lets in");
        } else if (allowed.get().contains(written)) {
            verdicts.pass("response_parameters", written);
        } else {
            verdicts.fail(
                    "",
                    "response_parameters",
                    "the origin " + written,
                    allowed.get().isEmpty()
                            ? "no origin: the service lets none in"
                            : "the origin that the service lets in: " + String.join(", ", allowed.get()));
        }
    }

    private static Optional<Value> origin(Resource response) {
        for (Block parameters : response.blocks("response_parameters")) {
            for (String name : names(parameters)) {
                if (name.toLowerCase(Locale.ROOT).endsWith("header." + ORIGIN)) {
                    return Optional.of(parameters.own(name));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> names(Block parameters) {
        return parameters.body().properties().stream().map(Map.Entry::getKey).toList();
    }

    /** The origins that the functions of the payment service are given; empty where other functions answer too. */
    private static Optional<Set<String>> allowed(Resource api) {
        Set<String> origins = new LinkedHashSet<>();
        boolean served = false;
        for (Resource integration : api.referrers("aws_api_gateway_integration", "rest_api_id")) {
            Optional<Resource> function = Functions.of(integration, "uri");
            if (function.isEmpty()) {
                continue;
            }
            if (!HANDLERS.contains(function.get().attribute("handler").text().replaceFirst("::.*", ""))) {
                return Optional.empty();
            }
            served = true;
            Value origin = Functions.variable(function.get(), FunctionVariable.CORS_ALLOWED_ORIGIN.name());
            if (origin.isPresent() && !origin.isKnown()) {
                return Optional.empty();
            }
            if (origin.isPresent()) {
                origins.add(origin.text());
            }
        }
        return served ? Optional.of(origins) : Optional.empty();
    }
}
