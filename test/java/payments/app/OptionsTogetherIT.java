package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.infrastructure.config.OptionMatrix;
import payments.infrastructure.config.OptionsTogether;
import payments.infrastructure.config.Variation;
import payments.testing.BusyBindings;
import payments.testing.FunctionJars;

/**
 * Every option goes through the whole program, with its guardrails, beside others: it works, or is refused in a sentence, or is
 * found weak in a way that the configuration reference gives. Where a file has a fault, its options are tried one by one, and that
 * decides. {@link EveryOptionIT} tries each by itself, and the suppressions of the reference.
 */
@Requirement("X3")
@BusyBindings
class OptionsTogetherIT {
    @TempDir
    private Path folder;

    @Test
    void everyOptionWorksOrIsRefusedOrIsKnownToBeWeak() {
        Path jars = FunctionJars.in(folder.resolve("jars"));
        List<String> faults = new ArrayList<>();
        List<Variation> options = OptionMatrix.ofEachBuild();
        List<OptionsTogether> files = OptionsTogether.of(options, folder);
        for (OptionsTogether file : files) {
            SynthesizedVariation outcome = SynthesizedVariation.of(file.file(), folder, jars);
            if (outcome.faults().isEmpty() && outcome.exitCode() != ExitCode.INPUT.code()) {
                continue;
            }
            for (Variation option : file.each()) {
                SynthesizedVariation alone =
                        file.each().size() == 1 ? outcome : SynthesizedVariation.of(option, folder, jars);
                alone.faults().forEach(fault -> faults.add("%s%n  %s".formatted(option, fault)));
            }
        }

        assertThat(faults).isEmpty();
        assertThat(files.stream().flatMap(file -> file.each().stream())).containsExactlyInAnyOrderElementsOf(options);
    }
}
