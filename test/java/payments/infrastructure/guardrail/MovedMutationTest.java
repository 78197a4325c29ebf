package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import payments.Requirement;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Verdict;
import payments.testing.Cases;

/**
 * The mutations stand for kinds of edits: done to other resources than those that they were written for, they are found there too,
 * by their rule or as something that nobody reviewed. {@code -Dedits.seed=N} draws others.
 */
@Requirement("X3")
class MovedMutationTest {
    private static final long SEED = Long.getLong("edits.seed", 20_261_130L);
    private static final int EDITS = 500;
    private static final String REVIEWED = "platform-reviewed";

    private static final Map<String, List<Result>> BEFORE = new HashMap<>();
    private static Map<String, JsonNode> stacks = Map.of();
    private static List<Mutation> edits = List.of();
    private static Program sound = Program.of(Map.of());

    @BeforeAll
    static void synthesize() {
        stacks = Flagship.production().stacks();
        sound = Program.of(stacks);
        List<Mutation> written = Cases.in("mutations").stream()
                .map(read -> new Mutation(read.body()))
                .toList();
        edits = new MovedMutations(stacks, SEED).draw(written, EDITS);
    }

    @Test
    void theEditsAreManyAndOfMostRules() {
        assertThat(edits).hasSize(EDITS);
        assertThat(edits.stream().map(Mutation::rule).distinct()).hasSizeGreaterThanOrEqualTo(90);
    }

    @TestFactory
    Stream<DynamicTest> everyEditIsFoundWhereItIs() {
        return edits.stream()
                .map(edit -> dynamicTest(
                        edit.name() + " at " + edit.suspect(stacks),
                        () -> assertThat(foundBy(edit)).as("what is found").contains(edit.suspect(stacks))));
    }

    /** Where the edit's own rule finds more than before, or, if that has nothing to say there, the rule about what was not reviewed. */
    private static List<String> foundBy(Mutation edit) {
        Program program = Program.of(edit.applied(stacks));
        List<String> found = caused(edit.rule(), program);
        return found.contains(edit.suspect(stacks)) ? found : caused(REVIEWED, program);
    }

    private static List<String> caused(String id, Program program) {
        List<Result> caused = new ArrayList<>(failures(id, program));
        caused.removeAll(BEFORE.computeIfAbsent(id, rule -> failures(rule, sound)));
        return caused.stream()
                .map(Result::subject)
                .map(subject -> subject.stack() + "/" + subject.address())
                .distinct()
                .toList();
    }

    private static List<Result> failures(String id, Program program) {
        Rule rule = Catalogue.rule(id).orElseThrow(() -> new AssertionError("there is no rule " + id));
        return rule.results(program).stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .toList();
    }
}
