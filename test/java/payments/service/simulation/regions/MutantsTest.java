package payments.service.simulation.regions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Threat;
import payments.drill.evidence.Judgement;
import payments.service.simulation.regions.Mutants.Mutant;

/** Each guard of the log is needed, and the simulation sees when it is gone. */
class MutantsTest {
    private static final int SEEDS = 1_000;

    static List<Mutant> mutants() {
        return Mutants.all();
    }

    @Threat({"B15", "H01", "H02"})
    @ParameterizedTest(name = "without: {0}")
    @MethodSource("mutants")
    @DisplayName("the simulation finds a log without one of its guards")
    void aMissingGuardIsFound(Mutant mutant) {
        Optional<String> found = Optional.empty();
        for (long seed = 0; found.isEmpty() && seed < SEEDS; seed++) {
            found = violation(seed, mutant.variant());
        }

        assertThat(found).as("a history that breaks %s", mutant.property()).isPresent();
    }

    /** What goes wrong; a service that fails by a damaged table is found as well. */
    private static Optional<String> violation(long seed, Variant variant) {
        try {
            History history = new History(seed, variant);
            history.run();
            Judgement.pass(history.evidence());
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(e.toString());
        }
    }
}
