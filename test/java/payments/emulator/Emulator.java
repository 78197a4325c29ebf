package payments.emulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.emulator.refusal.Refusals;
import payments.testing.Run;
import payments.testing.Tool;

/**
 * The AWS emulator (moto) on a free port, with {@link EmulatorProxy} in front of it. Nothing outlives it.
 *
 * <p>It invokes no function: it has no Docker here, and the tests run the handler themselves. It executes no state machine either:
 * moto takes one execution then and answers every other start with 500.
 */
final class Emulator implements AutoCloseable {
    /** The account that the emulator takes everyone for. */
    static final String ACCOUNT = "123456789012";

    private static final Duration START = Duration.ofMinutes(3);
    private static final String CONFIGURATION =
            "{\"lambda\":{\"use_docker\":false},\"stepfunctions\":{\"execute_state_machine\":false}}";

    private final Run.Running server;
    private final EmulatorProxy proxy;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    private Emulator(@Nullable SettingsGap settings, Set<String> regions) {
        int port = Ports.free();
        this.address = URI.create("http://127.0.0.1:" + port);
        this.server = Run.start(
                Path.of("").toAbsolutePath(),
                Map.of(
                        // Without them no AWS-managed policy can be attached.
                        "MOTO_IAM_LOAD_MANAGED_POLICIES", "true",
                        "MOTO_ACM_VALIDATION_WAIT", "1",
                        "MOTO_EC2_LOAD_DEFAULT_AMIS", "false"),
                List.of(Tool.EMULATOR.path(), "-H", "127.0.0.1", "-p", Integer.toString(port)));
        awaitAnswer();
        call("POST", "/moto-api/config", CONFIGURATION, "", "");
        this.proxy = new EmulatorProxy(address, settings, Refusals.ofAccount(InstantSource.system(), regions));
    }

    /** A new account that keeps state machines as they are given to it. */
    static Emulator start() {
        return start(Set.of());
    }

    /**
     * The same.
     *
     * @param regions those of the regions to be opted in to that the account has enabled
     */
    static Emulator start(Set<String> regions) {
        return new Emulator(null, regions);
    }

    /** One that forgets no setting of a key or a function, so that a second plan can be empty. */
    static Emulator startKeepingSettings() {
        return new Emulator(new SettingsGap(), Set.of());
    }

    /** Where clients find it. */
    URI endpoint() {
        return proxy.address();
    }

    /** The proxy, to hold requests back. */
    EmulatorProxy proxy() {
        return proxy;
    }

    /**
     * What every AWS client of a test needs; the credentials are none. S3 Control puts the account before the host's name,
     * which no resolver knows: so its clients reach a host that does not exist through the proxy.
     */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL", endpoint().toString(),
                "AWS_ENDPOINT_URL_S3_CONTROL", "http://emulator.test",
                "HTTP_PROXY", endpoint().toString(),
                "NO_PROXY", "127.0.0.1,localhost",
                "AWS_ACCESS_KEY_ID", "emulator",
                "AWS_SECRET_ACCESS_KEY", "emulator",
                "AWS_REGION", "us-east-1",
                "AWS_EC2_METADATA_DISABLED", "true");
    }

    /**
     * Asks the emulator over plain HTTP, for services without an SDK in this build.
     *
     * @param scope service and region as a signature would name them, such as {@code apigateway/eu-west-1}
     */
    String get(String path, String scope) {
        return call("GET", path, "", scope, "");
    }

    /**
     * Asks the emulator in the query protocol, and gets XML.
     *
     * @param form such as {@code Action=DescribeAlarms&Version=2010-08-01}
     */
    String query(String form, String scope) {
        return call("POST", "/", form, scope, "");
    }

    /**
     * Asks the emulator in the JSON protocol.
     *
     * @param target service and action, such as {@code Logs_20140328.DescribeLogGroups}
     */
    String post(String target, String body, String scope) {
        return call("POST", "/", body, scope, target);
    }

    /** Makes a public hosted zone, as an owner of a domain has one, and returns its id. */
    String hostedZone(String domain) {
        String answer = call(
                "POST",
                "/2013-04-01/hostedzone",
                "<CreateHostedZoneRequest><Name>%s</Name><CallerReference>test</CallerReference></CreateHostedZoneRequest>"
                        .formatted(domain),
                "route53/us-east-1",
                "");
        return answer.replaceAll("(?s).*<Id>/hostedzone/([^<]*)</Id>.*", "$1");
    }

    private String call(String method, String path, String body, String scope, String target) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(30));
        if (!target.isEmpty()) {
            request.header("X-Amz-Target", target).header("Content-Type", "application/x-amz-json-1.1");
        }
        if (target.isEmpty() && body.startsWith("<")) {
            request.header("Content-Type", "text/xml");
        } else if (target.isEmpty() && !body.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        if (!scope.isEmpty()) {
            String[] serviceAndRegion = scope.split("/", 2);
            request.header(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=emulator/20260101/%s/%s/aws4_request, SignedHeaders=host, Signature=0"
                            .formatted(serviceAndRegion[1], serviceAndRegion[0]));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new AssertionError(
                        "%s %s answered %d: %s".formatted(method, path, response.statusCode(), response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new AssertionError("%s %s was not answered".formatted(method, path), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                http.send(
                        HttpRequest.newBuilder(address.resolve("/moto-api/")).build(),
                        HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException e) {
                if (System.nanoTime() > deadline || !server.process().isAlive()) {
                    throw new AssertionError("the emulator did not start within " + START, e);
                }
                sleep();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        proxy.close();
        server.process().descendants().forEach(ProcessHandle::destroyForcibly);
        server.process().destroyForcibly();
    }
}
