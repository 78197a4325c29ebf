package payments.infrastructure.config.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.constraint.Constraints;

/** What a deployment accepts is named construct by construct. */
@Requirement("X3")
class SuppressionSettingsTest {
    @Test
    void oneReasonMayStandForSeveralConstructs() {
        assertThat(suppression(null, List.of("app/one", "app/two")).constructs())
                .containsExactly("app/one", "app/two");
        assertThat(suppression("app/one", null).constructs()).containsExactly("app/one");
    }

    @Test
    void constructsAreNamedInOneWay() {
        assertThatThrownBy(() -> suppression(null, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("neither path nor paths");
        assertThatThrownBy(() -> suppression("app/one", List.of("app/two", "app/three")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("both path and paths");
    }

    @Test
    void thereIsNoPatternAndNothingTwice() {
        assertThatThrownBy(() -> suppression(null, List.of("app/one", "app/*")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'app/*'")
                .hasMessageContaining("without wildcard");
        assertThatThrownBy(() -> suppression(null, List.of("app/one", "app/one")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("name each once");
    }

    private static SuppressionSettings suppression(@Nullable String path, @Nullable List<String> paths) {
        SuppressionSettings suppression = new SuppressionSettings(
                "s3-replication",
                path,
                paths,
                null,
                "The second region opens in June; exports are kept elsewhere.",
                "platform team",
                "A nightly export to the archive account",
                LocalDate.parse("2027-06-30"),
                false);
        Constraints.requireValid(suppression);
        return suppression;
    }
}
