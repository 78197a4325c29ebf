package payments.infrastructure.guardrail.rules.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * Names and forms of the parts of an API.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html">AWS:
 *     method requests</a>
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html">AWS: data models</a>
 */
final class ApiNames {
    private static final int LARGEST_COMPRESSED = 10_485_760;
    private static final Set<String> TYPES =
            Set.of("array", "boolean", "integer", "null", "number", "object", "string");
    private static final Pattern PATH_PART = Pattern.compile("\\{[A-Za-z0-9._-]+\\+?}|[A-Za-z0-9._~!$&'()*+,;=:@%-]+");
    private static final Pattern METHOD_PARAMETER =
            Pattern.compile("method\\.request\\.(querystring|path|header|multivalueheader|multivaluequerystring)\\..+");
    private static final Pattern RESPONSE_PARAMETER =
            Pattern.compile("gatewayresponse\\.(header|path|querystring)\\..+");
    private static final Pattern RESPONSE_SOURCE =
            Pattern.compile("'.*'|(method\\.request|context|stageVariables)\\..+");
    private static final Pattern LOGS = Pattern.compile(
            "arn:[^:]*:(logs:[^:]*:[^:]*:log-group:.+|firehose:[^:]*:[^:]*:deliverystream/amazon-apigateway-.+)");

    private ApiNames() {}

    static void judgeStage(Resource stage, Refusals refusals) {
        Value name = stage.attribute(stage.type().equals("aws_api_gateway_stage") ? "stage_name" : "name");
        if (name.isKnown() && !name.is("$default") && !name.text().matches("[A-Za-z0-9_-]{1,128}")) {
            refusals.add(
                    stage.has("stage_name") ? "stage_name" : "name",
                    name.text(),
                    "1 to 128 letters, digits, hyphens and underscores");
        }
        Value logs = stage.attribute("access_log_settings.destination_arn");
        if (logs.isKnown() && !LOGS.matcher(logs.text()).matches()) {
            refusals.add(
                    "access_log_settings.destination_arn",
                    logs.text(),
                    "the ARN of a log group, or of a delivery stream whose name begins with amazon-apigateway-");
        }
    }

    static void judgePath(Resource resource, Refusals refusals) {
        Value part = resource.attribute("path_part");
        if (part.isKnown() && !PATH_PART.matcher(part.text()).matches()) {
            refusals.add(
                    "path_part", part.text(), "one part of a path without slash, or a parameter in braces as a whole");
        }
    }

    static void judgeMethod(Resource method, Refusals refusals) {
        names(method, "request_parameters")
                .filter(name -> !METHOD_PARAMETER.matcher(name).matches())
                .forEach(name -> refusals.add(
                        "request_parameters",
                        name,
                        "method.request.header.NAME, method.request.querystring.NAME or method.request.path.NAME"));
    }

    static void judgeResponse(Resource response, Refusals refusals) {
        for (Block parameters : response.blocks("response_parameters")) {
            parameters.body().fieldNames().forEachRemaining(name -> {
                if (!name.contains("${") && !RESPONSE_PARAMETER.matcher(name).matches()) {
                    refusals.add("response_parameters", name, "gatewayresponse.header.NAME");
                }
                Value source = parameters.own(name);
                if (source.isKnown() && !RESPONSE_SOURCE.matcher(source.text()).matches()) {
                    refusals.add(
                            "response_parameters",
                            source.text(),
                            "a text in single quotes, or method.request, context or stageVariables");
                }
            });
        }
    }

    static void judgeSettings(Resource settings, Refusals refusals) {
        Value path = settings.attribute("method_path");
        if (path.isKnown() && (path.text().startsWith("/") || !path.text().contains("/"))) {
            refusals.add("method_path", path.text(), "*/*, or PATH/METHOD without a slash at its beginning");
        }
    }

    static void judgeMapping(Resource mapping, Refusals refusals) {
        Value path = mapping.attribute("base_path");
        if (path.isKnown() && !path.text().matches("\\(none\\)|[A-Za-z0-9$_.+!*'()-]*")) {
            refusals.add("base_path", path.text(), "one part of a path without slash");
        }
    }

    static void judgeRoute(Resource route, Refusals refusals) {
        Value key = route.attribute("route_key");
        if (key.isKnown()
                && key.text().contains(" ")
                && !key.text().matches("(ANY|GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS) /.*")) {
            refusals.add("route_key", key.text(), "$default, or a method and a path that begins with a slash");
        }
    }

    static void judgeLink(Resource link, Refusals refusals) {
        for (Value target : link.attribute("target_arns").elements()) {
            if (target.isKnown()
                    && !target.text().matches("arn:[^:]*:elasticloadbalancing:[^:]*:[^:]*:loadbalancer/net/.+")) {
                refusals.add("target_arns", target.text(), "the ARN of a network load balancer");
            }
        }
    }

    static void judgeApi(Resource api, Refusals refusals) {
        for (Value type : api.attribute("binary_media_types").elements()) {
            if (type.isKnown() && !type.text().matches("[^/\\s]+/[^/\\s]+")) {
                refusals.add("binary_media_types", type.text(), "media types such as application/pdf or */*");
            }
        }
        Value compressed = api.attribute("minimum_compression_size");
        if (compressed.number().isPresent() && !compressed.isBetween(-1, LARGEST_COMPRESSED)) {
            refusals.add("minimum_compression_size", compressed.text(), "-1 to 10485760 bytes");
        }
    }

    static void judgeModel(Resource model, Refusals refusals) {
        Value name = model.attribute("name");
        if (name.isKnown() && !name.text().matches("[A-Za-z0-9]+")) {
            refusals.add("name", name.text(), "letters and digits alone");
        }
        model.blocks("schema").forEach(schema -> judgeTypes(schema.body(), refusals));
    }

    /** A type of a schema is one of JSON's. A property may be called type: then it is an object. */
    private static void judgeTypes(JsonNode schema, Refusals refusals) {
        if (!schema.isObject()) {
            return;
        }
        JsonNode type = schema.path("type");
        List<JsonNode> types = type.isArray() ? elements(type) : List.of(type);
        for (JsonNode one : types) {
            if (one.isTextual() && !one.asText().contains("${") && !TYPES.contains(one.asText())) {
                refusals.add("schema", "type " + one.asText(), "a type of " + String.join(", ", new TreeSet<>(TYPES)));
            }
        }
        for (String map : List.of("properties", "definitions", "patternProperties")) {
            schema.path(map).forEach(child -> judgeTypes(child, refusals));
        }
        for (String part : List.of("items", "additionalProperties", "not", "allOf", "anyOf", "oneOf")) {
            JsonNode child = schema.path(part);
            (child.isArray() ? elements(child) : List.of(child)).forEach(one -> judgeTypes(one, refusals));
        }
    }

    private static List<JsonNode> elements(JsonNode list) {
        Iterator<JsonNode> elements = list.elements();
        List<JsonNode> all = new ArrayList<>();
        elements.forEachRemaining(all::add);
        return all;
    }

    private static Stream<String> names(Resource resource, String attribute) {
        return resource.blocks(attribute).stream()
                .flatMap(map -> {
                    Set<String> names = new TreeSet<>();
                    map.body().fieldNames().forEachRemaining(names::add);
                    return names.stream();
                })
                .filter(name -> !name.contains("${"));
    }
}
