package payments.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.config.Variation;
import payments.infrastructure.config.WeakSetting;
import payments.infrastructure.config.WeakSetting.Accepted;
import payments.infrastructure.cost.Estimate;
import payments.infrastructure.cost.PriceList;
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
 * @param unpriced what the estimate of its cost does not know, which would end {@code payments cost} with a fault of the program
 */
record SynthesizedVariation(
        Variation variation, int exitCode, String said, List<Result> findings, Optional<String> unpriced) {
    private static final List<WeakSetting> WEAK = WeakSetting.all();

    /** Runs the program; folder and output are gone afterwards. */
    static SynthesizedVariation of(Variation variation, Path folder, Path jars) {
        Path output = folder.resolve("out");
        try {
            Path file = Files.writeString(folder.resolve("matrix.yaml"), variation.text());
            Outcome outcome = Outcome.of(
                    Map.of(),
                    "synth",
                    "-d",
                    file.toString(),
                    "-o",
                    output.toString(),
                    "--lambda-jars",
                    jars.toString());
            List<Result> findings = outcome.exitCode() == ExitCode.FINDINGS.code() ? findings(output) : List.of();
            return new SynthesizedVariation(variation, outcome.exitCode(), outcome.err(), findings, unpriced(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(output);
        }
    }

    private static Optional<String> unpriced(Path output) {
        Path stacks = output.resolve("stacks");
        if (!Files.exists(stacks)) {
            return Optional.empty();
        }
        try {
            Estimate.of(Program.read(stacks), PriceList.current());
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
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
        if (said.contains("\tat ") || exitCode < 0 || exitCode > ExitCode.INPUT.code()) {
            faults.add("ends with exit code %d and a fault of the program: %s".formatted(exitCode, said));
        } else if (said.contains("is not a whole number")) {
            faults.add("is a bound that the reference gives and the loader cannot read: " + said);
        } else if (exitCode == ExitCode.INPUT.code() && !said.contains("matrix.yaml:")) {
            faults.add("is refused without the place in the file: " + said);
        } else if (exitCode == ExitCode.FINDINGS.code() && findings.isEmpty()) {
            faults.add("ends with exit code 1 and without a finding: " + said);
        }
        unpriced.ifPresent(said -> faults.add("is one whose cost nobody knows: " + said));
        TreeSet<String> known = weaknesses().stream()
                .flatMap(weak -> weak.rules().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        findings.stream()
                .filter(finding -> !known.contains(finding.rule().id()))
                .map(finding -> "is found weak, which the list of weak settings does not say: " + finding.message())
                .forEach(faults::add);
        return faults;
    }

    /** The weak settings that the variation has and that were found. */
    List<WeakSetting> weaknesses() {
        return WEAK.stream()
                .filter(weak -> variation.says(weak.setting(), weak.values()))
                .filter(weak -> findings.stream().anyMatch(finding -> weak.rules()
                        .contains(finding.rule().id())))
                .toList();
    }

    /** Whether something is found that nothing accepts in a cardholder data environment, which is the default. */
    boolean isCritical() {
        return findings.stream().anyMatch(finding -> finding.rule().severity() == Severity.CRITICAL);
    }

    /** The suppressions that the list of weak settings has for what was found; empty where it has none for a finding. */
    Optional<List<Map<String, Object>>> suppressions() {
        List<Map<String, Object>> suppressions = new ArrayList<>();
        for (Result finding : findings) {
            Optional<Map<String, Object>> found = WEAK.stream()
                    .filter(weak -> variation.says(weak.setting(), weak.values()))
                    .flatMap(weak -> weak.accepted().stream())
                    .filter(accepted -> covers(accepted, finding))
                    .findFirst()
                    .map(accepted -> suppression(accepted, finding));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            suppressions.add(found.get());
        }
        return Optional.of(suppressions.stream().distinct().toList());
    }

    private static boolean covers(Accepted accepted, Result finding) {
        return accepted.rule().equals(finding.rule().id())
                && (accepted.finding().equals("{service}") || accepted.finding().equals(finding.qualifier()))
                && accepted.paths().stream().anyMatch(path -> finding.subject()
                        .path()
                        .matches(Pattern.quote(path)
                                .replace("{environment}", "\\E" + Variation.ENVIRONMENT + "\\Q")
                                .replace("{region}", "\\E[a-z0-9-]+\\Q")));
    }

    private static Map<String, Object> suppression(Accepted accepted, Result finding) {
        Map<String, Object> suppression = new LinkedHashMap<>(Map.of(
                "rule", accepted.rule(),
                "path", finding.subject().path(),
                "reason", accepted.reason(),
                "owner", "platform team",
                "control", accepted.control(),
                "expires", "9999-12-31"));
        if (!finding.qualifier().isEmpty()) {
            suppression.put("finding", finding.qualifier());
        }
        return suppression;
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
