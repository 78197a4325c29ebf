package payments.infrastructure.api;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What API Gateway writes about each request: who, when, what and with which result (PCI DSS 10.2.2), also where the
 * firewall or the authorization refused it, and nothing from the body, the headers or the credentials.
 */
final class AccessLogFormat {
    private static final List<String> VARIABLES = List.of(
            "requestId",
            "extendedRequestId",
            "requestTime",
            "requestTimeEpoch",
            "identity.sourceIp",
            "identity.userAgent",
            "identity.userArn",
            "identity.caller",
            "identity.user",
            "authorizer.principalId",
            "httpMethod",
            "resourcePath",
            "path",
            "status",
            "protocol",
            "responseLength",
            "responseLatency",
            "integration.status",
            "integration.latency",
            "integration.error",
            "error.responseType",
            "wafResponseCode",
            "webaclArn",
            "xrayTraceId",
            "domainName");

    /** One JSON object for each request. */
    static final String JSON = VARIABLES.stream()
            .map(variable -> "\"%s\":\"$context.%s\"".formatted(variable, variable))
            .collect(Collectors.joining(",", "{", "}"));

    private AccessLogFormat() {}
}
