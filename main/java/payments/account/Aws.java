package payments.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;

/**
 * Signed calls to AWS in the three protocols that its services speak. Some ten services are asked one or two things each: their
 * SDK modules would more than double the program, so the SDK signs and sends, and nothing more.
 */
public final class Aws implements AutoCloseable {
    private static final int ATTEMPTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Services with one place for all regions, and the region for which calls to them are signed. */
    private static final Map<String, String> GLOBAL = Map.of("iam", "us-east-1", "route53", "us-east-1");

    private final AwsCredentialsProvider credentials;
    private final Optional<URI> endpoint;
    private final SdkHttpClient http;
    private final int attempts;

    /**
     * Calls with credentials.
     *
     * @param endpoint where every service is, instead of its own place; as the variable {@code AWS_ENDPOINT_URL} says
     */
    public Aws(AwsCredentialsProvider credentials, Optional<URI> endpoint) {
        this(credentials, endpoint, ATTEMPTS, Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    private Aws(
            AwsCredentialsProvider credentials,
            Optional<URI> endpoint,
            int attempts,
            Duration toConnect,
            Duration toAnswer) {
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.attempts = attempts;
        this.http = ApacheHttpClient.builder()
                .connectionTimeout(toConnect)
                .socketTimeout(toAnswer)
                .build();
    }

    /** Calls that end soon, for regions that may be gone: two attempts of some seconds. */
    public static Aws ofLostRegions(AwsCredentialsProvider credentials, Optional<URI> endpoint) {
        return new Aws(credentials, endpoint, 2, Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    /**
     * Calls a service that takes a form and answers XML.
     *
     * @param parameters names and values, one after the other
     */
    Xml form(String service, String region, String version, String action, String... parameters) {
        Map<String, String> form = new TreeMap<>(Map.of("Action", action, "Version", version));
        for (int i = 0; i < parameters.length; i += 2) {
            form.put(parameters[i], parameters[i + 1]);
        }
        String body = form.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return Xml.of(call(
                service,
                region,
                SdkHttpMethod.POST,
                "/",
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                body));
    }

    /** Calls a service that takes JSON, and the action in a header. */
    JsonNode json(String service, String region, String target, String body) {
        return json("1.1", service, region, target, body);
    }

    /** The same for queues and state machines, which speak the protocol's first version. */
    public JsonNode firstJson(String service, String region, String target, String body) {
        return json("1.0", service, region, target, body);
    }

    private JsonNode json(String version, String service, String region, String target, String body) {
        return parsed(call(
                service,
                region,
                SdkHttpMethod.POST,
                "/",
                Map.of("Content-Type", "application/x-amz-json-" + version, "X-Amz-Target", target),
                body));
    }

    /** Reads what lies at a path, as JSON. */
    JsonNode get(String service, String region, String path) {
        return parsed(call(service, region, SdkHttpMethod.GET, path, Map.of(), ""));
    }

    /** Reads what lies at a path, as XML. */
    Xml getXml(String service, String region, String path, Map<String, String> headers) {
        return Xml.of(call(service, region, SdkHttpMethod.GET, path, headers, ""));
    }

    /** Asks whether something lies at a path. */
    void head(String service, String region, String path) {
        call(service, region, SdkHttpMethod.HEAD, path, Map.of(), "");
    }

    private String call(
            String service,
            String region,
            SdkHttpMethod method,
            String path,
            Map<String, String> headers,
            String body) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(service, region, method, path, headers, body);
            } catch (RefusedException e) {
                boolean mayPass = e.status() >= 500 || e.code().contains("Throttl") || e.status() == 429;
                if (!mayPass || attempt == attempts) {
                    throw e;
                }
            } catch (IOException e) {
                if (attempt == attempts) {
                    throw new RefusedException(
                            0, "", "%s in %s was not reached: %s".formatted(service, region, e.getMessage()));
                }
            }
            pause(attempt);
        }
    }

    private String once(
            String service, String region, SdkHttpMethod method, String path, Map<String, String> headers, String body)
            throws IOException {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(method)
                .uri(place(service, region).resolve(path));
        headers.forEach(request::putHeader);
        if (!headers.containsKey("Accept")) {
            request.putHeader("Accept", "application/json");
        }
        SignedRequest signed = AwsV4HttpSigner.create().sign(sign -> sign.identity(credentials.resolveCredentials())
                .request(request.build())
                .payload(ContentStreamProvider.fromUtf8String(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.replace("s3-control", "s3"))
                .putProperty(AwsV4HttpSigner.REGION_NAME, GLOBAL.getOrDefault(service, region)));
        HttpExecuteRequest.Builder sent = HttpExecuteRequest.builder().request(signed.request());
        if (!body.isEmpty()) {
            signed.payload().ifPresent(sent::contentStreamProvider);
        }
        HttpExecuteResponse response = http.prepareRequest(sent.build()).call();
        String answer = response.responseBody().isPresent()
                ? new String(response.responseBody().get().readAllBytes(), StandardCharsets.UTF_8)
                : "";
        int status = response.httpResponse().statusCode();
        if (status >= 300) {
            String named = response.httpResponse()
                    .firstMatchingHeader("x-amzn-ErrorType")
                    .orElse("");
            throw ErrorBody.of(status, named, answer, "%s in %s".formatted(service, region));
        }
        return answer;
    }

    private URI place(String service, String region) {
        if (endpoint.isPresent()) {
            return endpoint.get();
        }
        String suffix = Region.of(region).metadata() == null
                ? "amazonaws.com"
                : Region.of(region).metadata().partition().dnsSuffix();
        return URI.create(
                GLOBAL.containsKey(service)
                        ? "https://%s.%s".formatted(service, suffix)
                        : "https://%s.%s.%s".formatted(service, region, suffix));
    }

    /** The answer without what is null: some services write null for what is not there, such as a role that nobody set. */
    private static JsonNode parsed(String answer) {
        try {
            return withoutNulls(JSON.readTree(answer.isBlank() ? "{}" : answer));
        } catch (JsonProcessingException e) {
            throw new RefusedException(0, "", "the answer is no JSON: " + e.getOriginalMessage());
        }
    }

    private static JsonNode withoutNulls(JsonNode node) {
        if (node.isObject()) {
            for (Iterator<JsonNode> fields = node.iterator(); fields.hasNext(); ) {
                if (fields.next().isNull()) {
                    fields.remove();
                }
            }
        }
        node.forEach(Aws::withoutNulls);
        return node;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(PAUSE.multipliedBy(attempt).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(0, "", "it was interrupted");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
