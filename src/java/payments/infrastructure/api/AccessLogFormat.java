package payments.infrastructure.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What API Gateway writes about each request: who, when, what and with which result (PCI DSS 10.2.2), also where the
 * firewall or the authorization refused it, and nothing from the body, the headers or the credentials. An error is reported
 * by its kind, because its message can repeat what was sent.
 */
final class AccessLogFormat {
    private static final List<String> OF_EVERY_API = List.of(
            "requestId",
            "extendedRequestId",
            "requestTime",
            "requestTimeEpoch",
            "identity.userAgent",
            "identity.userArn",
            "authorizer.principalId",
            "httpMethod",
            "path",
            "status",
            "protocol",
            "responseLength",
            "responseLatency",
            "integration.status",
            "integration.latency",
            "domainName");

    /** Names that readers of the logs of system C know (requirement C4). */
    private static final Map<String, String> BY_ANOTHER_NAME = Map.of(
            "ip", "identity.sourceIp",
            "caller", "identity.caller",
            "user", "identity.user",
            "error", "error.responseType",
            "integrationError", "integration.error");

    /** One JSON object for each request to a REST API. */
    static final String REST = json(List.of("resourcePath", "wafResponseCode", "webaclArn", "xrayTraceId"));

    /** The same of an HTTP API, which knows neither firewall nor trace. */
    static final String HTTP = json(List.of("routeKey"));

    private AccessLogFormat() {}

    private static String json(List<String> own) {
        Map<String, String> fields = new LinkedHashMap<>();
        OF_EVERY_API.forEach(variable -> fields.put(variable, variable));
        BY_ANOTHER_NAME.keySet().stream().sorted().forEach(name -> fields.put(name, BY_ANOTHER_NAME.get(name)));
        own.forEach(variable -> fields.put(variable, variable));
        return fields.entrySet().stream()
                .map(field -> "\"%s\":\"$context.%s\"".formatted(field.getKey(), field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
