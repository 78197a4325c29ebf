package payments.service.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of this machine on which nobody listens. It is held while the test runs: a port that was only given up may be
 * taken by somebody else, or may still answer while the system closes it.
 */
public final class ClosedPort implements AutoCloseable {
    private final Socket holder = new Socket();

    /** Takes any free port without listening on it. */
    public ClosedPort() throws IOException {
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** The number of the port. */
    public int number() {
        return holder.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        holder.close();
    }
}
