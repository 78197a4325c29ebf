package payments.migration;

import java.util.Optional;

/** Where a copy notes how far it is. A write replaces what was there as a whole: a reader sees the old text or the new one. */
public interface CheckpointStore {
    /** What was noted, if anything was. */
    Optional<String> read();

    /** Notes it, so that it outlives a crash of the process and of the machine. */
    void write(String text);
}
