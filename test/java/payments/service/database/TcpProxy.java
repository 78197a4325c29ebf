package payments.service.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a client and a server, and cuts the line where a test says so. It understands nothing of what passes, so
 * TLS is no obstacle: it counts requests, that is, what the client says after the server has answered.
 */
public final class TcpProxy implements AutoCloseable {
    /** Where a request is cut. */
    public enum Cut {
        /** The request does not reach the server. */
        BEFORE_THE_SERVER,

        /** The server has answered, and the answer does not reach the client. */
        BEFORE_THE_CLIENT
    }

    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile boolean silent;
    private Cut cut = Cut.BEFORE_THE_SERVER;
    private int requestsUntilCut = -1;
    private boolean answerIsDue;
    private boolean cutTheAnswer;
    private int cuts;
    private int connections;

    private TcpProxy(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    /** A proxy on an address of this machine that leads to a port of localhost. */
    public static TcpProxy on(String address, int target) {
        try {
            TcpProxy proxy = new TcpProxy(new ServerSocket(0, 50, InetAddress.getByName(address)), target);
            daemon(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect. */
    public int port() {
        return door.getLocalPort();
    }

    /** New connections lead to this port from now on. */
    void leadTo(int port) {
        target = port;
    }

    /** New connections are taken and never answered. */
    public void fallSilent() {
        silent = true;
    }

    /** Cuts the request of this number, counted from 1 from now on. */
    public synchronized void cut(int request, Cut where) {
        requestsUntilCut = request;
        cut = where;
        answerIsDue = false;
        cutTheAnswer = false;
    }

    /** How often the line was cut. */
    public synchronized int cuts() {
        return cuts;
    }

    /** How many connections were taken. */
    public synchronized int connections() {
        return connections;
    }

    /** Ends all connections. */
    void disconnect() {
        open.forEach(TcpProxy::reset);
        open.clear();
    }

    @Override
    public void close() throws IOException {
        door.close();
        disconnect();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = door.accept();
            open.add(client);
            synchronized (this) {
                connections++;
            }
            if (silent) {
                continue;
            }
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(server);
            daemon(() -> copy(client, server, true));
            daemon(() -> copy(server, client, false));
        }
    }

    private void copy(Socket from, Socket to, boolean request) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[65_536];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (request ? cutsRequest() : cutsAnswer()) {
                    reset(from);
                    reset(to);
                    return;
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private synchronized boolean cutsRequest() {
        if (!answerIsDue) {
            answerIsDue = true;
            if (--requestsUntilCut == 0) {
                cutTheAnswer = cut == Cut.BEFORE_THE_CLIENT;
                if (cut == Cut.BEFORE_THE_SERVER) {
                    return counted();
                }
            }
        }
        return false;
    }

    private synchronized boolean cutsAnswer() {
        answerIsDue = false;
        return cutTheAnswer && counted();
    }

    private boolean counted() {
        cutTheAnswer = false;
        cuts++;
        return true;
    }

    /** Closes so that the other side gets an error at once. */
    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Somebody closed it before: that is what is wanted.
            return;
        }
    }

    /** Work that ends by its socket being closed. */
    private interface Loop {
        void run() throws IOException;
    }

    private static void daemon(Loop loop) {
        Thread thread = new Thread(
                () -> {
                    try {
                        loop.run();
                    } catch (IOException e) {
                        // The socket was closed: that is how these loops end.
                        return;
                    }
                },
                "proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
