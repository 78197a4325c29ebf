package payments.infrastructure.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.access.Change.Direction;
import payments.infrastructure.guardrail.model.Program;

/**
 * What a change newly lets happen is listed, whatever is changed; and what only looks different is not. Both are tried with edits of the
 * flagship's production that a seed chooses.
 */
@Requirement("X3")
class AccessComparisonTest {
    private static final int WIDENINGS = 200;
    private static final int REFACTORINGS = 50;
    private static final long SEED = 20_261_130L;

    private static List<Edits.Stack> stacks = List.of();

    @BeforeAll
    static void synthesize() {
        stacks = Edits.production();
    }

    @Test
    void everyWideningIsListedAsNewlyAllowed() {
        Random random = new Random(SEED);
        List<String> unseen = new ArrayList<>();
        for (int at = 0; at < WIDENINGS; at++) {
            Edits.Edit edit = Widenings.choose(at, stacks, random);
            if (compare(edit).newlyAllowed() == 0) {
                unseen.add(edit.what());
            }
        }
        assertThat(unseen).as("widenings that no line names").isEmpty();
    }

    @Test
    void whatIsTakenBackIsListedAsNoLongerAllowed() {
        Random random = new Random(SEED + 1);
        List<String> unseen = new ArrayList<>();
        for (int at = 0; at < Widenings.kinds(); at++) {
            Edits.Edit edit = Widenings.choose(at, stacks, random);
            Edits.Edit back = edit.undone();
            if (compare(back).changes().stream().noneMatch(change -> change.direction() == Direction.GONE)) {
                unseen.add(edit.what());
            }
        }
        assertThat(unseen).as("what is gone and no line names").isEmpty();
    }

    @Test
    void noRefactoringIsListed() {
        Random random = new Random(SEED + 2);
        for (int at = 0; at < REFACTORINGS; at++) {
            Edits.Edit edit = Refactorings.choose(at, stacks, random);
            assertThat(compare(edit).changes()).as(edit.what()).isEmpty();
        }
    }

    @Test
    void aProgramAllowsNothingElseThanItself() {
        Program program = program(stacks);
        assertThat(AccessComparison.of(program, program(stacks)).changes()).isEmpty();
    }

    @Test
    void everythingOfAProgramIsNewBesideAnEmptyOne() {
        Program program = program(stacks);
        Program empty = Program.of(Map.of());
        AccessComparison comparison = AccessComparison.of(empty, program);
        assertThat(comparison.newlyAllowed()).isGreaterThan(150);
        assertThat(AccessComparison.of(program, empty).newlyAllowed()).isZero();
    }

    private static AccessComparison compare(Edits.Edit edit) {
        return AccessComparison.of(edit.before(), edit.after());
    }

    private static Program program(List<Edits.Stack> stacks) {
        Map<String, JsonNode> roots = new TreeMap<>();
        stacks.forEach(stack -> roots.put(stack.name(), stack.root()));
        return Program.of(roots);
    }
}
