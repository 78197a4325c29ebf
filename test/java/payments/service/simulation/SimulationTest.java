package payments.service.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;

/**
 * Random histories of the whole service with random faults, each drawn from one seed and judged by the invariants I1 to I8
 * of the threat list. The build runs {@value #SEEDS} of them, the same ones every time.
 *
 * <p>More of them, 100,000 for instance:
 *
 * <pre>
 * mvn test -pl test -am -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seeds=100000
 * </pre>
 *
 * <p>A seed that fails is printed with its history; {@code -Dsimulation.seed=N} in place of the last option replays it.
 */
class SimulationTest {
    private static final int SEEDS = 1_000;

    @Test
    @Requirement({"D8", "D9"})
    @Threat({
        "I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "B10", "B11", "D01", "D02", "D08", "D16", "E04", "G02", "H03",
        "H07"
    })
    @DisplayName("whatever fails, is repeated, comes twice, late or out of order: the invariants hold")
    void theInvariantsHoldInEveryHistory() {
        Long only = Long.getLong("simulation.seed");
        long first = only == null ? 0 : only;
        long last = only == null ? Long.getLong("simulation.seeds", SEEDS) : only + 1;

        assertThatCode(() -> run(first, last, Variant.WHOLE)).doesNotThrowAnyException();
    }

    @Test
    @Requirement("D9")
    @DisplayName(
            "a seed that fails names itself, the way to replay it and its history, and fails alike when it is replayed")
    void aSeedThatFailsCanBeReplayed() {
        // given a guard that is gone
        Variant broken = Mutants.all().get(0).variant();
        AssertionError failure = catchThrowableOfType(AssertionError.class, () -> run(0, SEEDS, broken));
        assertThat(failure).as("a violation in %d seeds", SEEDS).isNotNull();

        // when
        Matcher reported = Pattern.compile("seed (\\d+): .*Violation: I2.*\\Rreplay: (.+)\\R(?s).*POST ")
                .matcher(String.valueOf(failure.getMessage()));
        assertThat(reported.lookingAt()).as(failure.getMessage()).isTrue();
        long seed = Long.parseLong(reported.group(1));

        // then
        assertThat(reported.group(2)).isEqualTo("-Dsimulation.seed=" + seed);
        AssertionError again = catchThrowableOfType(AssertionError.class, () -> run(seed, seed + 1, broken));
        assertThat(history(again)).isEqualTo(history(failure)).hasSizeGreaterThan(2);
        assertThatCode(() -> run(seed, seed + 1, Variant.WHOLE)).doesNotThrowAnyException();
    }

    /** What happened, step by step, and not the violation, which quotes the random names of writes. */
    private static List<String> history(AssertionError failure) {
        List<String> lines = String.valueOf(failure.getMessage()).lines().toList();
        return lines.subList(1, lines.size());
    }

    private static void run(long first, long last, Variant variant) {
        for (long seed = first; seed < last; seed++) {
            new Simulation(seed, variant).run();
        }
    }
}
