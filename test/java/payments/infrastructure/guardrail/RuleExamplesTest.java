package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Verdict;
import payments.infrastructure.report.Json;
import payments.infrastructure.report.RuleExamples;
import payments.infrastructure.report.RuleExamples.Example;

/** The examples that {@code payments explain} shows are true: the rule finds the bad one, and not the good one. */
@Requirement("X3")
class RuleExamplesTest {
    private static final Path COMMITTED = Path.of("src/resources/payments/infrastructure/report/rule-examples.json");

    /** With {@code -Dupdate.golden=true} the examples are made anew from the cases; the tests then read the earlier ones. */
    @BeforeAll
    static void writeThemWhereThatIsAskedFor() throws IOException {
        if (Boolean.getBoolean("update.golden")) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            for (Rule rule : Catalogue.rules()) {
                String id = rule.definition().id();
                List<RuleCase> cases = RuleCasesTest.ALL.stream()
                        .filter(written -> written.rule().equals(id))
                        .toList();
                new RuleExampleMaker(rule).examples(cases).ifPresent(examples -> all.set(id, examples));
            }
            Files.writeString(COMMITTED, withoutCardNumbers(Json.pretty(all)));
        }
    }

    /** Four groups of four digits in a source would be found by a scan of sources; as JSON it is the same text. */
    private static String withoutCardNumbers(String json) {
        return json.replaceAll("([0-9]{4}) ([0-9]{4}) ([0-9]{4}) ([0-9]{4})", "$1 $2\\\\u0020$3 $4");
    }

    static Stream<Rule> rules() {
        return Catalogue.rules().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleFindsTheBadExampleAndNotTheGoodOne(Rule rule) {
        RuleExamples examples = RuleExamples.of(rule.definition().id())
                .orElseThrow(() -> new AssertionError(rule.definition().id()
                        + " has no examples; run the test with -Dupdate.golden=true to make them from its cases"));

        assertThat(said(rule, examples.bad())).contains("FAIL " + examples.bad().address());
        assertThat(said(rule, examples.good()))
                .contains("PASS " + examples.good().address())
                .noneMatch(said -> said.startsWith("FAIL"));
    }

    private static List<String> said(Rule rule, Example example) {
        return rule.results(Program.of(example.stacks())).stream()
                .filter(result -> result.verdict() != Verdict.NOT_APPLICABLE)
                .map(RuleExamplesTest::line)
                .collect(Collectors.toList());
    }

    private static String line(Result result) {
        return result.verdict() + " " + result.subject().address();
    }
}
