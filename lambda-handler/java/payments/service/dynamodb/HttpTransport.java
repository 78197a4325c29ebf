package payments.service.dynamodb;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * HTTP by the Java runtime's own client, which reuses connections and is nearly free to load.
 *
 * <p>The body is handed over as a whole and not as a stream: for a stream the client first listens a millisecond on a reused
 * connection whether it is still open (JDK 17, {@code sun.net.www.http.HttpClient.available}). Without that it sends a
 * request once more by itself when a reused connection turns out to be closed; all requests are harmless to repeat.
 */
final class HttpTransport implements Transport {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(1);

    /** The runtime's own limit comes first, since its failure says what happened. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private static final String REUSED_CONNECTIONS = "http.maxConnections";
    private static final int FIRST_ERROR = 400;
    private static final int BUFFER_BYTES = 8192;

    /**
     * Ends requests whose answer comes in drops: the runtime's time limit counts anew with each byte of the headers. One thread
     * for all; it costs nothing while every answer comes in time.
     */
    private static final ScheduledThreadPoolExecutor WATCH = watch();

    // The runtime reads the property when it first gives a connection back; its own number, five, is less than a
    // sweep's threads.
    static {
        if (System.getProperty(REUSED_CONNECTIONS) == null) {
            System.setProperty(REUSED_CONNECTIONS, "32");
        }
    }

    private final URI endpoint;

    HttpTransport(URI endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public Reply send(Map<String, String> headers, byte[] body, Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(millis(limit.compareTo(LONGEST_CONNECT) < 0 ? limit : LONGEST_CONNECT));
        connection.setReadTimeout(millis(limit));
        connection.setRequestMethod("POST");
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setDoOutput(true);
        headers.forEach(connection::setRequestProperty);
        ScheduledFuture<?> cut =
                WATCH.schedule(connection::disconnect, limit.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
        try {
            return exchange(connection, body, end);
        } finally {
            cut.cancel(false);
        }
    }

    private static Reply exchange(HttpURLConnection connection, byte[] body, long end) throws IOException {
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        int status = connection.getResponseCode();
        byte[] answer = read(status < FIRST_ERROR ? connection.getInputStream() : connection.getErrorStream(), end);
        // The runtime's client takes the end of the connection for the end of the answer.
        long declared = connection.getContentLengthLong();
        if (declared >= 0 && declared != answer.length) {
            throw new EOFException("the answer broke off after %d of %d bytes".formatted(answer.length, declared));
        }
        return new Reply(
                status,
                answer,
                connection.getHeaderField("x-amz-crc32"),
                connection.getHeaderField("x-amzn-RequestId"));
    }

    /** To the end, which gives the connection back; the time is looked at between the pieces. */
    private static byte[] read(@Nullable InputStream stream, long end) throws IOException {
        if (stream == null) {
            return new byte[0];
        }
        try (stream) {
            ByteArrayOutputStream all = new ByteArrayOutputStream(BUFFER_BYTES);
            byte[] piece = new byte[BUFFER_BYTES];
            for (int count = stream.read(piece); count >= 0; count = stream.read(piece)) {
                if (System.nanoTime() - end > 0) {
                    throw new SocketTimeoutException("the answer did not end in time");
                }
                all.write(piece, 0, count);
            }
            return all.toByteArray();
        }
    }

    private static ScheduledThreadPoolExecutor watch() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "dynamodb-time-limit");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        return watch;
    }

    /** Zero would mean no limit. */
    private static int millis(Duration limit) {
        return (int) Math.max(1, limit.toMillis());
    }
}
