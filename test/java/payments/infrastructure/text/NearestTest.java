package payments.infrastructure.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a typing error, and what does not. */
class NearestTest {
    @ParameterizedTest
    @CsvSource({"zones, zones, 0", "zones, zone, 1", "zones, zonse, 1", "'', ab, 2", "kitten, sitting, 3"})
    void theDistanceIsTheNumberOfEdits(String from, String to, int edits) {
        assertThat(Nearest.distance(from, to)).isEqualTo(edits);
        assertThat(Nearest.distance(to, from)).isEqualTo(edits);
    }

    @Test
    void theClosestCandidateIsMeant() {
        assertThat(Nearest.to("stagign", List.of("dev", "staging", "prod"))).contains("staging");
    }

    @Test
    void ofEquallyCloseCandidatesTheFirstIsMeant() {
        assertThat(Nearest.to("eu-west-9", List.of("eu-west-1", "eu-west-2"))).contains("eu-west-1");
    }

    @Test
    void aWordThatIsCloseToNothingMeansNothing() {
        assertThat(Nearest.to("wavelength", List.of("zones", "logs"))).isEmpty();
        assertThat(Nearest.to("xy", List.of("ab"))).as("every letter differs").isEmpty();
    }
}
