package payments.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of {@code main/docs/requirements.md}: what must be proven. */
public final class RequirementLines {
    /** Where they stand. */
    public static final Path DOCUMENT = Path.of("main", "docs", "requirements.md");

    private static final Pattern LINE = Pattern.compile("\\| ([A-EKX][1-9][0-9]?) \\| (.+) \\|");

    private RequirementLines() {}

    /** What each id asks for, in the order of the document. */
    public static Map<String, String> read() {
        try {
            return in(Files.readAllLines(DOCUMENT));
        } catch (IOException e) {
            throw new UncheckedIOException("there is no " + DOCUMENT, e);
        }
    }

    /** The same of other lines. */
    public static Map<String, String> in(List<String> lines) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches() && found.put(matcher.group(1), matcher.group(2)) != null) {
                throw new IllegalArgumentException("%s has two lines".formatted(matcher.group(1)));
            }
        }
        return found;
    }
}
