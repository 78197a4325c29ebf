package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.testing.RequirementLines;
import payments.testing.TestClasses;

/** Holds the requirements against the tests: every line is named by one, and no test names a line that is not there. */
class RequirementCoverageTest {
    /** How many lines each part has. */
    private static final Map<String, Long> LINES =
            Map.of("A", 18L, "B", 12L, "C", 8L, "D", 10L, "E", 11L, "K", 28L, "X", 12L);

    private static Map<String, Set<String>> proofs() {
        Map<String, Set<String>> proofs = new TreeMap<>();
        for (Method method : TestClasses.methods()) {
            Class<?> type = method.getDeclaringClass();
            Stream.of(method.getAnnotation(Requirement.class), type.getAnnotation(Requirement.class))
                    .filter(Objects::nonNull)
                    .flatMap(requirement -> Arrays.stream(requirement.value()))
                    .forEach(id -> proofs.computeIfAbsent(id, none -> new TreeSet<>())
                            .add(type.getSimpleName() + "." + method.getName()));
        }
        return proofs;
    }

    /** Ids that only one side knows. */
    private static Set<String> without(Set<String> these, Set<String> those) {
        return these.stream().filter(id -> !those.contains(id)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyLineIsNamedByATest() {
        Map<String, String> lines = RequirementLines.read();

        assertThat(lines.keySet().stream()
                        .collect(Collectors.groupingBy(id -> id.substring(0, 1), Collectors.counting())))
                .as("lines of " + RequirementLines.DOCUMENT)
                .isEqualTo(LINES);
        assertThat(without(lines.keySet(), proofs().keySet()))
                .as("requirements without a test")
                .isEmpty();
    }

    @Test
    void noTestNamesALineThatIsNotThere() {
        assertThat(without(proofs().keySet(), RequirementLines.read().keySet())).isEmpty();
    }

    /** The values of a system are proven on its own deployment, not only on a construct. */
    @Test
    void everyLineOfASystemButItsBehaviourIsProvenOnItsDeployment() {
        Set<String> onDeployments = proofs().entrySet().stream()
                .filter(
                        proof -> proof.getValue().stream()
                                .anyMatch(
                                        test -> test.matches(
                                                "(Contract|StateMatrix|CopiesHaveStates|Neighbours|ActivePassive|Migration|MobileApi|EventDriven|MultiEnvironment|ReferenceDeployment|ComponentCoverage|.*IT)\\w*[.].*")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        assertThat(without(RequirementLines.read().keySet(), onDeployments).stream()
                        .filter(id -> !id.startsWith("X")))
                .isEmpty();
    }

    @Test
    void aLineIsFoundByItsFormAndTwiceIsAnError() {
        assertThat(RequirementLines.in(List.of("| id | what |", "|---|---|", "| A1 | One | ", "| A2 | Two, `x|y` |")))
                .isEqualTo(Map.of("A2", "Two, `x|y`"));
        assertThatThrownBy(() -> RequirementLines.in(List.of("| A1 | One |", "| A1 | Two |")))
                .hasMessageContaining("A1 has two lines");
    }

    @Test
    void whatOnlyOneSideKnowsIsReported() {
        assertThat(without(Set.of("A1", "A2"), Set.of("A2", "A3"))).containsExactly("A1");
    }
}
