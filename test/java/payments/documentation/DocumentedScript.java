package payments.documentation;

import java.nio.file.Path;
import java.util.List;

/** The blocks that a document leaves to one test class. */
public final class DocumentedScript {
    private DocumentedScript() {}

    /** What they say, in order; at least one. */
    public static List<String> ranBy(Path document, Class<?> test) {
        List<String> scripts = Document.read(document).blocks().stream()
                .filter(block -> block.marker()
                        .filter(marker -> marker.kind() == Marker.Kind.RUN_BY)
                        .filter(marker -> marker.value().equals(test.getSimpleName()))
                        .isPresent())
                .map(Block::text)
                .toList();
        if (scripts.isEmpty()) {
            throw new AssertionError(
                    "%s has no block that says <!-- run by: %s --> any more".formatted(document, test.getSimpleName()));
        }
        return scripts;
    }
}
