package payments.infrastructure.guardrail.rules.reviewed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.guardrail.Catalogue;

@Requirement("X3")
class ReviewedListTest {
    private static final List<ReviewedList.Line> LINES =
            ReviewedList.committed().lines();

    @Test
    void everyLineThatAllowsSomethingSaysWhy() {
        assertThat(LINES)
                .filteredOn(line -> !line.forms().isEmpty())
                .hasSizeGreaterThan(1000)
                .allSatisfy(line -> assertThat(line.reason()).as("%s", line).isNotBlank());
    }

    /** A rule that was renamed or removed judges nothing. */
    @Test
    void whatIsJudgedNamesTheRulesThatJudgeIt() {
        Set<String> rules =
                Catalogue.rules().stream().map(rule -> rule.definition().id()).collect(Collectors.toSet());

        assertThat(LINES)
                .filteredOn(line -> line.forms().equals("judged"))
                .isNotEmpty()
                .allSatisfy(line ->
                        assertThat(rules).as("%s", line).contains(line.reason().split(", ")));
    }

    @Test
    void whatMayBeAnythingIsNoSwitch() {
        assertThat(LINES)
                .filteredOn(line -> line.forms().equals("any"))
                .extracting(ReviewedList.Line::argument)
                .noneMatch(argument -> argument.matches(".*(^|[._])(enabled?|status|encrypted|public|protection)$"));
    }
}
