package payments.migration.items;

import java.util.Optional;
import payments.migration.CheckpointStore;

/** A checkpoint that outlives a copy, as a file outlives a process. */
final class MemoryCheckpoint implements CheckpointStore {
    private Optional<String> text = Optional.empty();
    private int writes;

    @Override
    public synchronized Optional<String> read() {
        return text;
    }

    @Override
    public synchronized void write(String written) {
        text = Optional.of(written);
        writes++;
    }

    synchronized int writes() {
        return writes;
    }
}
