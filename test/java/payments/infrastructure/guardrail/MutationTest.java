package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import payments.Requirement;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.testing.Cases;
import payments.testing.Samples;

/**
 * The guardrails catch what they are for: each of many single edits that make the production of the flagship insecure or
 * break it, and the finding names the resource that is wrong.
 */
@Requirement("X3")
class MutationTest {
    private static final List<Mutation> MUTATIONS = Cases.in("mutations").stream()
            .map(read -> new Mutation(read.body()))
            .toList();
    /** What each rule finds without a mutation. */
    private static final Map<String, List<Result>> BEFORE = new ConcurrentHashMap<>();

    private static Flagship flagship = new Flagship();
    private static Program sound = flagship.program();

    @BeforeAll
    static void synthesize() {
        flagship = Flagship.production();
        sound = flagship.program();
    }

    @Test
    void theFlagshipItselfHasNoFinding() {
        assertThat(findings(new Guardrails(), sound, Severity.MEDIUM).stream().map(Result::message))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyMutationIsCaughtWhereItIs() {
        return MUTATIONS.stream()
                .map(mutation -> dynamicTest(mutation.name(), () -> {
                    Guardrails rule = new Guardrails(List.of(rule(mutation)));
                    Map<String, JsonNode> mutated = mutation.applied(flagship.stacks());
                    String suspect = mutation.suspect(flagship.stacks());

                    List<Result> caused = new ArrayList<>(findings(rule, Program.of(mutated), Severity.LOW));
                    caused.removeAll(
                            BEFORE.computeIfAbsent(mutation.rule(), id -> findings(rule, sound, Severity.LOW)));

                    assertThat(caused)
                            .extracting(Result::message)
                            .as("what %s finds because of the mutation; it must name %s", mutation.rule(), suspect)
                            .isNotEmpty();
                    assertThat(caused)
                            .extracting(found -> found.subject().stack() + "/"
                                    + found.subject().address())
                            .as("what the findings name")
                            .contains(suspect);
                }));
    }

    @Test
    void theMutationsAreManyAndTryMostRules() {
        assertThat(MUTATIONS).as("mutations").hasSizeGreaterThanOrEqualTo(250);
        assertThat(MUTATIONS.stream().map(Mutation::name)).as("names").doesNotHaveDuplicates();
        assertThat(MUTATIONS.stream().map(Mutation::rule).distinct())
                .as("rules")
                .hasSizeGreaterThanOrEqualTo(130);
    }

    private static List<Result> findings(Guardrails guardrails, Program program, Severity from) {
        return guardrails.check(program, flagship.suppressions(), Samples.DAY).findings(from);
    }

    private static Rule rule(Mutation mutation) {
        return Catalogue.rule(mutation.rule())
                .orElseThrow(() -> new AssertionError("there is no rule " + mutation.rule()));
    }
}
