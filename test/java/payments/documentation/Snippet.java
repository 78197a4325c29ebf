package payments.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A block that is a part, put into the file that it is a part of: in the place of the one line that says "the snippet". */
final class Snippet {
    /** Where those files lie. */
    static final Path FOLDER = Path.of("test", "resources", "documentation");

    private static final List<String> PLACES = List.of("# the snippet", "// the snippet");

    private Snippet() {}

    /** The whole text to be run: the file with the block in it, or the block where it is whole. */
    static String whole(Block block) {
        return block.marker()
                .filter(marker -> marker.kind() == Marker.Kind.IN)
                .map(marker -> within(FOLDER.resolve(marker.value()), block.text()))
                .orElse(block.text());
    }

    private static String within(Path file, String snippet) {
        try {
            List<String> lines = new ArrayList<>();
            boolean placed = false;
            for (String line : Files.readAllLines(file)) {
                if (PLACES.contains(line.strip())) {
                    placed = true;
                    String indent = line.substring(
                            0, line.length() - line.stripLeading().length());
                    snippet.lines().forEach(part -> lines.add(part.isEmpty() ? part : indent + part));
                } else {
                    lines.add(line);
                }
            }
            if (!placed) {
                throw new AssertionError("%s has no line %s".formatted(file, PLACES));
            }
            return String.join("\n", lines) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }
}
