package payments.regions;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * AWS as the commands of regions see it, at one address: in each region the real engine of DynamoDB with tables of its own, one
 * table that all regions share, and whatever else a test says. Regions can be lost, and the process that calls can die at any call.
 */
public final class FakeRegions implements AutoCloseable {
    /** Where the shared table lies in truth. */
    private static final String SHARED = "us-gov-west-1";

    private final int enginePort = freePort();
    private final DynamoDBProxyServer engine;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<String> sharedTables = ConcurrentHashMap.newKeySet();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    private volatile @Nullable Runnable meanwhile;

    /**
     * A call that came.
     *
     * @param region the region that it was signed for
     * @param action such as GetItem
     * @param body its JSON
     */
    public record Call(String region, String action, String body) {
        boolean writes() {
            return action.equals("PutItem") || action.equals("TransactWriteItems") || action.equals("UpdateItem");
        }
    }

    private record Reply(int status, String body) {}

    /** Starts the engine and the address. */
    public FakeRegions() throws Exception {
        engine = ServerRunner.createServerFromCommandLineArgs(
                new String[] {"-inMemory", "-port", Integer.toString(enginePort), "-disableTelemetry"});
        engine.start();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a process is given, to find this instead of AWS. */
    public Map<String, String> variables() {
        return Map.of("AWS_ENDPOINT_URL", address().toString());
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A client in a region, past all faults. */
    public DynamoDbClient client(String region) {
        return client(region, URI.create("http://127.0.0.1:" + enginePort));
    }

    /** A client of the shared tables, past all faults. */
    public DynamoDbClient shared() {
        return client(SHARED);
    }

    private static DynamoDbClient client(String region, URI address) {
        return DynamoDbClient.builder()
                .region(Region.of(region))
                .endpointOverride(address)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    /** One table of all regions. */
    public FakeRegions shares(String table) {
        sharedTables.add(table);
        return this;
    }

    /** Another service answers a call so. */
    public FakeRegions answers(String action, String json) {
        answers.put(action, json);
        return this;
    }

    /** Every call to the region fails at once from now on. */
    public FakeRegions loses(String region) {
        lost.add(region);
        return this;
    }

    /** Every call to the region stays without an answer. */
    public FakeRegions silences(String region) {
        silent.add(region);
        return this;
    }

    /** All regions are there, and so is the process. */
    public FakeRegions heals() {
        lost.clear();
        silent.clear();
        left.set(Integer.MAX_VALUE);
        meanwhile = null;
        calls.clear();
        return this;
    }

    /** The process dies after so many calls: none after them has an effect, and none is answered. */
    public FakeRegions diesAfter(int number) {
        left.set(number);
        return this;
    }

    /** Something else happens just before the next write. */
    public FakeRegions beforeTheNextWrite(Runnable something) {
        meanwhile = something;
        return this;
    }

    /** All calls so far. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            Call call = new Call(authorization.split("/", -1)[2], action(target, body), body);
            calls.add(call);
            if (silent.contains(call.region())) {
                Thread.sleep(60_000);
            }
            if (lost.contains(call.region()) || left.getAndDecrement() <= 0) {
                return;
            }
            Runnable before = meanwhile;
            if (before != null && call.writes()) {
                meanwhile = null;
                before.run();
            }
            Reply reply = target.startsWith("DynamoDB_") ? engine(call, authorization, target) : other(call);
            if (left.get() <= 0) {
                return;
            }
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By the header, or in a form. */
    private static String action(String target, String body) {
        return body.startsWith("Action=")
                ? body.substring("Action=".length(), body.indexOf('&'))
                : target.substring(target.indexOf('.') + 1);
    }

    private Reply other(Call call) {
        String answer = answers.get(call.action());
        return answer == null ? new Reply(400, "{\"__type\":\"ExecutionDoesNotExist\"}") : new Reply(200, answer);
    }

    private Reply engine(Call call, String authorization, String target) throws IOException, InterruptedException {
        boolean isShared = sharedTables.stream().anyMatch(table -> call.body().contains("\"" + table + "\""));
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + enginePort))
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", target)
                        .header("X-Amz-Date", "20260101T000000Z")
                        .header(
                                "Authorization",
                                isShared
                                        ? authorization.replace("/" + call.region() + "/", "/" + SHARED + "/")
                                        : authorization)
                        .POST(HttpRequest.BodyPublishers.ofString(call.body()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            engine.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the engine does not stop", e);
        }
    }
}
