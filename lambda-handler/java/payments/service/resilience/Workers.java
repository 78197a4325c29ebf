package payments.service.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Threads that share some work, most of which is waiting for answers. Without any the caller's own does it. */
public final class Workers implements AutoCloseable {
    private final @Nullable ExecutorService pool;

    /** So many threads; none for one or fewer. They do not keep the process running. */
    public Workers(int threads) {
        this.pool = threads > 1
                ? Executors.newFixedThreadPool(threads, task -> {
                    Thread thread = Executors.defaultThreadFactory().newThread(task);
                    thread.setDaemon(true);
                    return thread;
                })
                : null;
    }

    /**
     * Does the work for every item, and returns when all of it is done.
     *
     * @return the results in the order of the items
     * @throws RuntimeException the first failure in that order
     */
    public <T, R> List<R> all(List<T> items, Function<T, R> work) {
        if (pool == null) {
            return items.stream().map(work).toList();
        }
        List<Callable<R>> calls =
                items.stream().<Callable<R>>map(item -> () -> work.apply(item)).toList();
        try {
            List<R> results = new ArrayList<>();
            for (Future<R> result : pool.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("the work was interrupted");
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException failure) {
            return failure;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("work that throws no checked exception threw one", cause);
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdown();
        }
    }
}
