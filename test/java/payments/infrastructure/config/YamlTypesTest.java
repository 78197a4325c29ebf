package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static payments.infrastructure.config.DeploymentFixture.assertProblem;
import static payments.infrastructure.config.DeploymentFixture.with;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one version of YAML reads as a number, a day or a truth, and another as a text: such a value wants quotes. */
class YamlTypesTest {
    @TempDir
    private Path folder = Path.of("");

    private DeploymentFixture fixture = new DeploymentFixture(folder);

    @BeforeEach
    void writeIntoTheFolder() {
        fixture = new DeploymentFixture(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01", "2026-01-01T10:00:00Z", "17", "0777", "0899", "0o17", "0x1f", "0b11", "1_000", "1e3",
                        "1.5",
                "-1", "+1", ".5", ".inf", ".nan", "1:30", "190:20:30", "no", "off", "True", "true"
            })
    void aValueThatMayBeSomethingElseIsNoTextWithoutQuotes(String value) {
        assertProblem(
                fixture.onlyProblem(with("suffix: dev", "suffix: " + value)),
                8,
                "environments.dev.suffix",
                "'" + value + "' is not text",
                "text",
                "put the value in quotes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "null", "Null", ""})
    void noValueIsNoText(String value) {
        assertThat(fixture.onlyProblem(with("suffix: dev", "suffix: " + value)).message())
                .contains("the key has no value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'17'", "\"2026-01-01\"", "'no'", "\"0899\""})
    void inQuotesItIsAText(String value) {
        assertThat(fixture.load(with("suffix: dev", "suffix: " + value))
                        .environments()
                        .get(0)
                        .suffix())
                .isEqualTo(value.substring(1, value.length() - 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "03",
                "0x3",
                "0b11",
                "3.0",
                "3_0",
                "+3",
                "'3'",
                "three",
                ".inf",
                "3e0",
                "1:30",
                "2026-01-01",
                "true"
            })
    void aNumberIsWrittenInPlainDigits(String value) {
        assertThat(fixture.onlyProblem(with("zones: 3", "zones: " + value)).message())
                .contains("is not a whole number", "write digits only, without quotes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "no", "on", "off", "True", "FALSE", "1", "0", "'true'", "y"})
    void aTruthIsTrueOrFalse(String value) {
        assertThat(fixture.onlyProblem(with("zones: 3", "publicIpOnLaunch: " + value))
                        .message())
                .contains("is not true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\0", "\\e[31m", "\\u202E", "\\u2066", "\\u200B", "\\uFEFF", "\\x85", "\\uD800"})
    void aCharacterThatCannotBeSeenIsRefused(String escape) {
        String text = DeploymentFixture.VALID
                + "backend: {type: s3, s3: {bucket: state, kmsKeyId: \"alias/a%sb\"}}\n".formatted(escape);

        assertThat(fixture.problems(text)).singleElement().satisfies(problem -> assertThat(problem.line())
                .isEqualTo(16));
    }

    /** Terraform would read a file of the machine that runs it, or a value of another resource. */
    @ParameterizedTest
    @ValueSource(strings = {"${file(\"/etc/passwd\")}", "a${b}", "%{if true}x%{endif}"})
    void aVariableBringsNoTemplateOfTerraform(String value) {
        String text = DeploymentFixture.VALID + "backend: {type: s3, s3: {bucket: state, kmsKeyId: '${KEY}'}}\n";

        assertThat(fixture.onlyProblem(text, Map.of("KEY", value), Selection.everything())
                        .message())
                .contains("which Terraform would evaluate as an expression", "write the value itself");
    }

    @Test
    void aFileMayStartWithAByteOrderMarkAndEndItsLinesAsOnWindows() {
        String text = "\uFEFF" + DeploymentFixture.VALID.replace("\n", "\r\n");

        assertThat(fixture.load(text).environments()).hasSize(2);
    }
}
