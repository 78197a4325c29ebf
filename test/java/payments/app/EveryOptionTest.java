package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.infrastructure.config.OptionMatrix;
import payments.infrastructure.config.Variation;
import payments.testing.FunctionJars;

/**
 * Every option goes through the whole program, with its guardrails: it works, or is refused in a sentence, or is found weak in a
 * way that the configuration reference tells.
 */
class EveryOptionTest {
    @TempDir
    private Path folder;

    @Test
    void everyOptionWorksOrIsRefusedOrIsKnownToBeWeak() {
        Path jars = FunctionJars.in(folder.resolve("jars"));
        String faults = chosen().stream()
                .map(variation -> SynthesizedVariation.of(variation, folder, jars))
                .filter(outcome -> !outcome.faults().isEmpty())
                .map(outcome -> "%s%n  %s".formatted(outcome.variation(), String.join("\n  ", outcome.faults())))
                .collect(Collectors.joining("\n"));

        assertThat(faults).isEmpty();
    }

    private static List<Variation> chosen() {
        return IntStream.rangeClosed(1, 2)
                .boxed()
                .flatMap(regions -> OptionMatrix.of(regions).stream())
                .toList();
    }
}
