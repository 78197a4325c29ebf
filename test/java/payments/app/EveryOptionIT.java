package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.infrastructure.config.OptionMatrix;
import payments.infrastructure.config.SectionPairs;
import payments.infrastructure.config.Variation;
import payments.infrastructure.config.WeakSetting;
import payments.testing.BusyBindings;
import payments.testing.FunctionJars;

/**
 * Every option by itself goes through the whole program, with its guardrails: it works, or is refused in a sentence, or is found
 * weak in a way that the configuration reference gives, with a suppression that {@code synth} accepts. Every single option in one
 * region, and what needs a second one in two, is tried in each build, and a few combinations; with {@code -Doptions.all=true} also
 * each option in two and three regions, and every pair of choices of two sections.
 */
@Requirement("X3")
@BusyBindings
class EveryOptionIT {
    @TempDir
    private Path folder;

    @Test
    void everyOptionWorksOrIsRefusedOrIsKnownToBeWeak() {
        Path jars = FunctionJars.in(folder.resolve("jars"));
        List<String> faults = new ArrayList<>();
        Set<WeakSetting> accepted = new LinkedHashSet<>();
        int[] ends = new int[ExitCode.INPUT.code() + 1];
        for (Variation variation : Boolean.getBoolean("options.all") ? all().toList() : OptionMatrix.ofEachBuild()) {
            SynthesizedVariation outcome = SynthesizedVariation.of(variation, folder, jars);
            outcome.faults().forEach(fault -> faults.add("%s%n  %s".formatted(variation, fault)));
            if (outcome.exitCode() >= 0 && outcome.exitCode() < ends.length) {
                ends[outcome.exitCode()]++;
            }
            if (accepted.addAll(outcome.weaknesses())) {
                outcome.suppressions().ifPresent(suppressions -> {
                    SynthesizedVariation again = SynthesizedVariation.of(
                            (outcome.isCritical()
                                            ? variation.with(
                                                    "environments.<name>.classification",
                                                    Map.of("data", "restricted", "pciScope", "connected"))
                                            : variation)
                                    .with("suppressions", suppressions),
                            folder,
                            jars);
                    if (again.exitCode() != 0) {
                        faults.add("%s%n  is not accepted with the suppressions of main/docs/configuration.md: %s"
                                .formatted(variation, again.said()));
                    }
                });
            }
        }

        System.out.printf("Options: %d work, %d are weak, %d are refused.%n", ends[0], ends[1], ends[2]);
        assertThat(faults).isEmpty();
    }

    private static Stream<Variation> all() {
        return Stream.of(OptionMatrix.of(1), OptionMatrix.of(2), OptionMatrix.of(3), SectionPairs.all())
                .flatMap(List::stream);
    }
}
