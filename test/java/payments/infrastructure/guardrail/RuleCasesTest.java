package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import payments.Requirement;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Verdict;
import payments.testing.Cases;

/** Every rule against its cases. */
class RuleCasesTest {
    static final List<RuleCase> ALL = Cases.in("guardrail").stream()
            .map(read -> new RuleCase(read.file(), read.body()))
            .toList();

    @TestFactory
    @Requirement("X3")
    Stream<DynamicTest> everyRuleJudgesItsCasesAsWritten() {
        return ALL.stream()
                .map(ruleCase ->
                        dynamicTest(ruleCase.name(), () -> assertThat(ruleCase.difference(rule(ruleCase.rule())))
                                .isEmpty()));
    }

    @Test
    @Requirement("X3")
    void everyRuleHasACaseThatPassesAndOneThatFails() {
        assertThat(idsWith(Verdict.PASS)).as("rules with a case that passes").containsAll(ids());
        assertThat(idsWith(Verdict.FAIL)).as("rules with a case that fails").containsAll(ids());
    }

    private static Set<String> ids() {
        return Catalogue.rules().stream()
                .map(rule -> rule.definition().id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> idsWith(Verdict verdict) {
        return ALL.stream()
                .filter(ruleCase -> ruleCase.expects(verdict))
                .map(RuleCase::rule)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Rule rule(String id) {
        return Catalogue.rule(id)
                .orElseThrow(() -> new AssertionError("the cases name a rule that is not in the catalogue: " + id));
    }
}
