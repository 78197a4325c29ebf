package payments.infrastructure.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    @Test
    void wordsThatDifferInCapitalsAndHyphensAloneAreMeant() {
        assertThat(Nearest.to("MULTI_AZ_", List.of("multi", "multi-az"))).contains("multi-az");
        assertThat(Nearest.to("MULTI_AZS", List.of("multi-az"))).isEmpty();
    }

    /** Candidates are left as soon as they are too far; that must leave none that is near. */
    @Test
    void noCandidateIsNearerThanTheOneThatIsMeant() {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            String word = word(random);
            List<String> candidates =
                    Stream.generate(() -> word(random)).limit(5).toList();
            int most = Math.max(2, word.length() / 3);

            OptionalInt least = candidates.stream()
                    .filter(candidate -> Nearest.distance(word, candidate) < candidate.length())
                    .mapToInt(candidate -> Nearest.distance(word, candidate))
                    .filter(distance -> distance <= most)
                    .min();

            assertThat(Nearest.to(word, candidates)
                            .map(near -> Nearest.distance(word, near))
                            .orElse(-1))
                    .as("%s among %s", word, candidates)
                    .isEqualTo(least.orElse(-1));
        }
    }

    private static String word(Random random) {
        return random.ints(random.nextInt(12), 'a', 'd')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
