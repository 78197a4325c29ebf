package payments.regions;

import java.util.Optional;

/** Where an import notes how far it is. A write replaces what was there as a whole. */
public interface Notes {
    /** What was noted, if anything was. */
    Optional<String> read();

    /** Notes it, so that it outlives a crash of the process and of the machine. */
    void write(String text);
}
