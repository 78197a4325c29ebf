package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import payments.Requirement;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Verdict;

/** Every rule against its cases. */
class RuleCasesTest {
    private static final Path CASES = Path.of("test", "resources", "guardrail");
    private static final ObjectMapper JSON = new ObjectMapper();
    static final List<RuleCase> ALL = read();

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

    private static List<RuleCase> read() {
        List<RuleCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.walk(CASES)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                String id = file.getFileName().toString().replace(".yaml", "");
                Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
                for (JsonNode body : JSON.<JsonNode>valueToTree(read)) {
                    cases.add(new RuleCase(id, body));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }
}
