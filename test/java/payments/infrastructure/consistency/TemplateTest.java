package payments.infrastructure.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;

/** Which texts a text with expressions can have become. */
@Requirement("E8")
class TemplateTest {
    @ParameterizedTest
    @CsvSource({
        "${x}, anything",
        "${x}, ''",
        "arn:${x}:queue, arn:aws:sqs:1:queue",
        "${a}-${b}, left-right",
        "a${x}b${y}c, a1b2b3c",
        "${lookup({a = 1})}-end, 1-end",
        "$${x}, ${x}",
        "nothing computed, nothing computed"
    })
    void aTextThatItCanHaveBecome(String template, String text) {
        assertThat(new Template(template).fits(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:${x}:queue, arn:aws:sqs:1:other",
        "arn:${x}:queue, *",
        "a${x}a, a",
        "a${x}b${y}c, a1c",
        "a${x}bc${y}c, abc",
        "$${x}, anything",
        "nothing computed, something else"
    })
    void aTextThatItCannotHaveBecome(String template, String text) {
        assertThat(new Template(template).fits(text)).isFalse();
    }

    @Test
    void manyExpressionsInALongTextAreNoMatterOfTime() {
        Template template = new Template("${x}a".repeat(200) + "b");

        assertThat(template.fits("a".repeat(100_000))).isFalse();
    }
}
