package payments.service.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.testing.BusyProcessor;
import payments.testing.Run;

/** A million rows through the batch service, in a JVM that has 256 MB of heap and no more. */
@BusyProcessor
class MillionRowsIT {
    private static final int ROWS = 1_000_000;
    private static final Pattern RESULT =
            Pattern.compile("rows=(\\d+) accepted=(\\d+) sent=(\\d+) distinct=(\\d+) seconds=\\d+");

    @Threat({"C12", "C13"})
    @Test
    void aMillionRowsFitIntoTheHeapAndEachHasOneOutcome() throws IOException {
        Run run = Run.of(
                Path.of("").toAbsolutePath(),
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MillionRows.class.getName(),
                        Integer.toString(ROWS)));

        Matcher result = RESULT.matcher(run.succeeded().output());
        assertThat(result.find()).as("a result in: %s", run.output()).isTrue();
        assertThat(result.group(1)).as("rows").isEqualTo(Integer.toString(ROWS));
        assertThat(result.group(2)).as("accepted, all but one").isEqualTo(Integer.toString(ROWS - 1));
        assertThat(result.group(3)).as("messages sent").isEqualTo(Integer.toString(ROWS - 1));
        assertThat(result.group(4)).as("rows among them").isEqualTo(Integer.toString(ROWS - 1));
    }
}
