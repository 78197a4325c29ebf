package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.infrastructure.guardrail.Guardrails;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Severity;
import payments.testing.FunctionJars;
import payments.testing.SynthesizedDeployment;

/** What an environment is called decides nothing: not how strictly it is judged, and not how leniently. */
@Requirement("X3")
class ProductionIsAClassTest {
    private static final String UNPROTECTED = """
                  protection: {deletionProtection: false, preventDestroy: false, finalSnapshot: false, emptyBucketsOnDestroy: true}
            """.indent(0);

    @TempDir
    private Path folder;

    @Test
    void productionIsFoundUnprotectedUnderAnyName() throws IOException {
        Set<String> ofProd = findings("prod", production());

        assertThat(ofProd).hasSizeGreaterThan(60);
        assertThat(findings("zebra", production())).isEqualTo(ofProd);
    }

    @Test
    void anEnvironmentWithoutRealDataIsNotPunishedForItsName() throws IOException {
        String dev = SynthesizedDeployment.flagshipYaml()
                .replaceFirst("(?s)\n  staging:\n.*", "\n")
                .replace("deletionProtection: ${DELETION_PROTECTION:-true}", "deletionProtection: false");

        assertThat(findings("prod", dev.replaceFirst("\n  dev:\n", "\n  prod:\n")))
                .isEmpty();
    }

    /** The flagship's production alone, without any protection. */
    private static String production() {
        return SynthesizedDeployment.flagshipYaml().replaceFirst("(?s)\n  dev:\n.*?\n  prod:\n", "\n  prod:\n")
                + UNPROTECTED;
    }

    /** The rules with the constructs that they find, without the name of the environment. */
    private Set<String> findings(String name, String yaml) throws IOException {
        Path file =
                Files.writeString(folder.resolve(name + ".yaml"), yaml.replace("\n  prod:\n", "\n  " + name + ":\n"));
        Path output = folder.resolve(name);
        Outcome outcome = Outcome.of(
                Map.of(),
                "synth",
                "-d",
                file.toString(),
                "-o",
                output.toString(),
                "--lambda-jars",
                FunctionJars.in(folder.resolve("jars")).toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isLessThan(ExitCode.INPUT.code());
        return new Guardrails()
                        .check(Program.read(output.resolve("stacks")), List.of(), LocalDate.EPOCH)
                        .findings(Severity.MEDIUM)
                        .stream()
                        .map(finding -> "%s %s %s"
                                .formatted(
                                        finding.rule().id(),
                                        finding.attribute(),
                                        finding.subject().path().replaceFirst("^" + name + "-", "")))
                        .collect(Collectors.toCollection(TreeSet::new));
    }
}
