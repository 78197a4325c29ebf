package payments.regions;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a command is about to write, after all that it had to read.
 *
 * @param words what it writes, one line each; what is so already where it writes nothing
 * @param writes writes it; empty where nothing is to be written
 * @param afterwards what a person still has to know or do, one line each
 */
public record Plan(List<String> words, Optional<Consumer<Steps>> writes, List<String> afterwards) {
    /** Copies the lists. */
    public Plan {
        words = List.copyOf(words);
        afterwards = List.copyOf(afterwards);
    }

    /** Nothing is left to write. */
    static Plan done(String words, List<String> afterwards) {
        return new Plan(List.of(words), Optional.empty(), afterwards);
    }
}
