package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import payments.emulator.refusal.Refusals;

/** The table of what the emulator's proxy refuses lists all of it, and each refusal has a public source. */
class RefusalsDocumentedTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| .* \\|$");

    @Test
    void theTableHasARowForEachRefusal() throws IOException {
        String page = Files.readString(Path.of("main/docs/emulator.md"));
        String section = page.substring(
                page.indexOf("## What the proxy refuses"), page.indexOf("## What the emulator does not know"));
        List<String> rows = ROW.matcher(section)
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Refusals.sources().stream()
                        .map(source -> source.split(" ", 2)[0])
                        .toList());
    }

    @Test
    void eachRefusalNamesItsSource() {
        assertThat(Refusals.sources()).isNotEmpty().allMatch(source -> source.contains(" https://"));
    }
}
