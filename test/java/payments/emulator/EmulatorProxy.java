package payments.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import payments.emulator.refusal.AwsCall;
import payments.emulator.refusal.AwsError;
import payments.emulator.refusal.Refusals;

/**
 * Stands between the clients and the emulator: refuses what AWS refuses and the emulator takes, answers the few calls that the
 * emulator does not know, passes the others on, and can hold a request back, so that a crash happens at a known moment and not by chance.
 */
final class EmulatorProxy implements AutoCloseable {
    private static final Set<String> NOT_FORWARDED =
            Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI emulator;
    private final BackupReplicationGap backups = new BackupReplicationGap();
    private final DataProtectionGap masks = new DataProtectionGap();
    private final RedriveAllowGap redrives = new RedriveAllowGap();
    private final GlobalTableGap globalTables;
    private final @Nullable SettingsGap settings;
    private final Refusals refusals;
    private final AtomicReference<@Nullable Hold> hold = new AtomicReference<>();

    EmulatorProxy(URI emulator) {
        this(emulator, null, Refusals.ofAccount(InstantSource.system(), Set.of()));
    }

    /**
     * @param settings keeps what the emulator forgets, so that a second plan is empty; null to let it be forgotten
     * @param refusals what is refused before it reaches the emulator
     */
    EmulatorProxy(URI emulator, @Nullable SettingsGap settings, Refusals refusals) {
        this.emulator = emulator;
        this.globalTables = new GlobalTableGap(emulator, http);
        this.settings = settings;
        this.refusals = refusals;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy cannot listen", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Holds back every request to a region from the n-th on whose body contains a text. They never reach the emulator.
     *
     * @return to wait for that moment, and to end it
     */
    Hold holdFrom(int n, String text, String region) {
        return hold(n, text, region, false);
    }

    /** The same, but the first of them reaches the emulator, and only its answer never comes back. */
    Hold loseTheAnswerOf(int n, String text, String region) {
        return hold(n, text, region, true);
    }

    private Hold hold(int n, String text, String region, boolean firstReachesTheEmulator) {
        Hold created = new Hold(
                text,
                region,
                new AtomicInteger(n),
                new AtomicBoolean(firstReachesTheEmulator),
                new CountDownLatch(1),
                new CountDownLatch(1));
        hold.set(created);
        return created;
    }

    /** A request that is held back, and all that came after it. */
    record Hold(
            String text,
            String region,
            AtomicInteger remaining,
            AtomicBoolean forward,
            CountDownLatch reached,
            CountDownLatch over) {
        /** Waits until the request is there. */
        void await() throws InterruptedException {
            if (!reached.await(15, TimeUnit.MINUTES)) {
                throw new AssertionError("no request with '%s' came often enough".formatted(text));
            }
        }

        private boolean catches(String body, String asked) {
            return asked.equals(region)
                    && (reached.getCount() == 0 || (body.contains(text) && remaining.decrementAndGet() <= 0));
        }
    }

    /** Lets requests pass again; those held back are dropped. */
    void release(Hold held) {
        hold.set(null);
        held.over().countDown();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = TrailNameGap.bridge(
                    exchange.getRequestHeaders().getFirst("X-Amz-Target"),
                    exchange.getRequestBody().readAllBytes());
            String text = new String(body, StandardCharsets.ISO_8859_1);
            Hold held = hold.get();
            if (held != null && held.catches(text, region(exchange))) {
                if (held.forward().getAndSet(false)) {
                    send(exchange, body);
                }
                held.reached().countDown();
                held.over().await();
                return;
            }
            String target = header(exchange, "X-Amz-Target");
            AwsCall call = AwsCall.of(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    header(exchange, "Authorization"),
                    target,
                    new String(body, StandardCharsets.UTF_8));
            AwsError error = refusals.refuse(call);
            if (error != null) {
                exchange.getResponseHeaders().set("x-amzn-ErrorType", error.code());
                reply(exchange, error.status(), error.contentType(call), error.body(call));
                return;
            }
            GlobalTableGap.Answer global = globalTables.answer(target, region(exchange), text);
            if (global != null) {
                reply(exchange, global.status(), global.contentType(), global.body());
                return;
            }
            String backup = backups.answer(text);
            String mask = masks.answer(target, region(exchange), text);
            String redrive = redrives.answer(target, region(exchange), text);
            String machine = StateMachineGap.answer(target);
            if (backup != null) {
                reply(exchange, "text/xml", backup);
            } else if (mask != null) {
                reply(exchange, "application/x-amz-json-1.1", mask);
            } else if (redrive != null) {
                reply(exchange, "application/x-amz-json-1.0", redrive);
            } else if (machine != null) {
                reply(exchange, "application/x-amz-json-1.0", machine);
            } else {
                forward(exchange, body, call);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            // The client sees a broken connection and asks again, perhaps for what was done: a second answer that
            // differs from the
            // first begins here, and the server by itself says nothing.
            System.err.printf("the proxy lost an answer: %s%n", e);
            e.printStackTrace();
            throw e;
        }
    }

    /** The log data protection policies that stand. */
    DataProtectionGap masks() {
        return masks;
    }

    /** Whom dead-letter queues take messages from. */
    RedriveAllowGap redrives() {
        return redrives;
    }

    /** What was refused until now, and with what. */
    List<String> refused() {
        return refusals.refused();
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** The region that a request is signed for: the third part of {@code Credential=key/date/region/service/...}. */
    private static String region(HttpExchange exchange) {
        String[] scope = header(exchange, "Authorization").split("/", -1);
        return scope.length > 2 ? scope[2] : "";
    }

    private static void reply(HttpExchange exchange, String contentType, String text) throws IOException {
        reply(exchange, 200, contentType, text);
    }

    private static void reply(HttpExchange exchange, int status, String contentType, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private void forward(HttpExchange exchange, byte[] body, AwsCall call) throws IOException, InterruptedException {
        if (settings != null) {
            settings.keep(
                    header(exchange, "X-Amz-Target"),
                    region(exchange),
                    exchange.getRequestURI().getRawPath(),
                    new String(body, StandardCharsets.UTF_8));
        }
        HttpResponse<byte[]> response = send(exchange, body);
        if (response.statusCode() < 300) {
            refusals.accepted(call, new String(response.body(), StandardCharsets.UTF_8));
        }
        byte[] answer = response.statusCode() == 200 ? complete(exchange, body, response.body()) : response.body();
        response.headers().map().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean empty = answer.length == 0;
        exchange.sendResponseHeaders(response.statusCode(), empty ? -1 : answer.length);
        if (!empty) {
            exchange.getResponseBody().write(answer);
        }
    }

    /** What the emulator says, and what it leaves out. */
    private byte[] complete(HttpExchange exchange, byte[] body, byte[] answer)
            throws IOException, InterruptedException {
        String target = header(exchange, "X-Amz-Target");
        if (TagListGap.isAbout(target)) {
            return TagListGap.whole(answer, body, more -> send(exchange, more).body());
        }
        String asked = new String(body, StandardCharsets.UTF_8);
        byte[] kept = settings == null
                ? answer
                : settings.complete(
                        target, region(exchange), exchange.getRequestURI().getRawPath(), asked, answer);
        return redrives.complete(target, region(exchange), asked, kept);
    }

    /** Path and query alone: a client that takes us for its HTTP proxy asks for a whole address. */
    private static String target(URI asked) {
        return asked.getRawQuery() == null ? asked.getRawPath() : asked.getRawPath() + "?" + asked.getRawQuery();
    }

    private HttpResponse<byte[]> send(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(emulator + target(exchange.getRequestURI())))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        Hold held = hold.getAndSet(null);
        if (held != null) {
            held.over().countDown();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
