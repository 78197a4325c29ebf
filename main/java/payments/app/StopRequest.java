package payments.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether the process was asked to end (SIGTERM, Ctrl-C). It waits until the work under way is noted, but not for long: what is
 * not noted is done again, and written the same.
 */
final class StopRequest implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::ask, "stop");
    private volatile boolean isAsked;

    StopRequest() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean isAsked() {
        return isAsked;
    }

    private void ask() {
        isAsked = true;
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        if (!isAsked) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
