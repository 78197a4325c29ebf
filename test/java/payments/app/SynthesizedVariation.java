package payments.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.config.Variation;
import payments.infrastructure.config.WeakSetting;
import payments.infrastructure.guardrail.Guardrails;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;

/**
 * What came of a variation that went through the whole program.
 *
 * @param exitCode how the program ended
 * @param said what it complained of
 * @param findings what the guardrails found, where that is how it ended
 */
record SynthesizedVariation(Variation variation, int exitCode, String said, List<Result> findings) {
    private static final List<WeakSetting> WEAK = WeakSetting.all();

    /** Runs the program; folder and output are gone afterwards. */
    static SynthesizedVariation of(Variation variation, Path folder, Path jars) {
        return of(variation, variation.text(), folder, jars);
    }

    static SynthesizedVariation of(Variation variation, String text, Path folder, Path jars) {
        Path output = folder.resolve("out");
        try {
            Path file = Files.writeString(folder.resolve("matrix.yaml"), text);
            Outcome outcome = Outcome.of(
                    Map.of(),
                    "synth",
                    "-d",
                    file.toString(),
                    "-o",
                    output.toString(),
                    "--lambda-jars",
                    jars.toString());
            List<Result> findings = outcome.exitCode() == Main.FINDINGS ? findings(output) : List.of();
            return new SynthesizedVariation(variation, outcome.exitCode(), outcome.err(), findings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(output);
        }
    }

    private static List<Result> findings(Path output) {
        if (!Files.exists(output.resolve("stacks"))) {
            return List.of();
        }
        return new Guardrails()
                .check(Program.read(output.resolve("stacks")), List.of(), LocalDate.EPOCH)
                .findings(Severity.MEDIUM);
    }

    /** What is wrong with that, as a sentence; empty where it is as it should be. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (said.contains("\tat ") || exitCode < 0 || exitCode > Main.BAD_INPUT) {
            faults.add("ends with exit code %d and a fault of the program: %s".formatted(exitCode, said));
        } else if (exitCode == Main.BAD_INPUT && !said.contains("matrix.yaml:")) {
            faults.add("is refused without the place in the file: " + said);
        } else if (exitCode == Main.FINDINGS && findings.isEmpty()) {
            faults.add("ends with exit code 1 and without a finding: " + said);
        }
        TreeSet<String> known = WEAK.stream()
                .filter(weak -> variation.says(weak.setting(), weak.values()))
                .flatMap(weak -> weak.rules().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        findings.stream()
                .filter(finding -> !known.contains(finding.rule().id()))
                .map(finding -> "is found weak, which the list of weak settings does not say: " + finding.message())
                .forEach(faults::add);
        return faults;
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
