package payments.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import payments.testing.BusyProcessor;
import payments.testing.Run;
import payments.testing.Tool;

/**
 * Every benchmark runs with small figures, so that none rots unseen: each ends with an error where the two sides do not do
 * the same. The figures of such a run say nothing; {@code main/docs/performance.md} has those of a whole one.
 */
@BusyProcessor
class BenchmarksIT {
    private static String output;

    @BeforeAll
    static void runAll() {
        Tool.require(Tool.NPX, Tool.EMULATOR);
        output = Run.of(Path.of("").toAbsolutePath(), Map.of(), List.of("test/performance/all"))
                .succeeded()
                .output();
    }

    @Test
    void thePeerWritesTheSameResourcesAsTheProgram() {
        assertThat(output).containsPattern("default: 2[0-9]{3} resources, the same arguments from both programs");
    }

    @Test
    void everyBenchmarkPrintsItsRatios() {
        assertThat(output)
                .contains("Java / TypeScript, processor")
                .contains(
                        "| copies | resources | first check ms | warm check ms | of it reality ms | reading ms | check / reading |")
                .contains("| rule | warm ms |")
                .contains("== service")
                .contains("== batch")
                .containsPattern("warm POST .* ratio less a round trip for each effect")
                .containsPattern("warm capture .* ratio less a round trip for each effect");
    }
}
