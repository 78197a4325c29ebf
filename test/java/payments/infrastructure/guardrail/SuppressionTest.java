package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdict;
import payments.infrastructure.guardrail.rule.Verdicts;

/** An exception is exact, owned, explained and has an end; else it is a finding itself. */
@Requirement("X3")
class SuppressionTest {
    private static final LocalDate TODAY = LocalDate.of(2027, 1, 1);
    private static final Suppression GOOD = new Suppression(
            "no-widgets", "app/widget.w", "", "the widget goes away in spring", "Ada", "nobody can reach it", TODAY);

    @Test
    void anExactOneTurnsTheFindingIntoASuppressedOne() {
        Report report = check(new NoWidgets(), GOOD);

        assertThat(report.findings(Severity.LOW)).isEmpty();
        assertThat(report.results()).extracting(Result::verdict).containsExactly(Verdict.SUPPRESSED);
        assertThat(report.suppressed().values()).containsExactly(GOOD);
    }

    @Test
    void anExpiredOneIsAFinding() {
        assertThat(problems(new NoWidgets(), with(TODAY.minusDays(1))))
                .singleElement()
                .asString()
                .contains("expired on 2026-12-31");
    }

    @Test
    @Requirement("K10")
    void anUnusedOneIsAWarningSinceWhatWasMendedNeedsNone() {
        Suppression elsewhere = new Suppression(
                "no-widgets", "app/widget.other", "", GOOD.reason(), GOOD.owner(), GOOD.control(), TODAY);

        Report report = check(new NoWidgets(), List.of(GOOD, elsewhere));

        assertThat(report.findings(Severity.MEDIUM)).isEmpty();
        assertThat(report.findings(Severity.LOW))
                .singleElement()
                .extracting(Result::value)
                .asString()
                .contains("covers no finding");
    }

    @Test
    void aWildcardIsAFinding() {
        Suppression all =
                new Suppression("no-widgets", "app/*", "", GOOD.reason(), GOOD.owner(), GOOD.control(), TODAY);

        assertThat(problems(new NoWidgets(), all)).anyMatch(problem -> problem.contains("wildcard"));
    }

    @Test
    void aCriticalRuleCannotBeSuppressed() {
        Report report = check(new NoCriticalWidgets(), GOOD);

        assertThat(report.findings(Severity.CRITICAL)).hasSize(2);
        assertThat(report.suppressed()).isEmpty();
        assertThat(problems(new NoCriticalWidgets(), GOOD))
                .singleElement()
                .asString()
                .contains("cannot be suppressed");
    }

    @Test
    void oneWithoutReasonOwnerOrControlIsAFinding() {
        Suppression bare = new Suppression("no-widgets", "app/widget.w", "", "because", " ", " ", TODAY);

        assertThat(problems(new NoWidgets(), bare))
                .hasSize(3)
                .anyMatch(problem -> problem.contains("reason"))
                .anyMatch(problem -> problem.contains("owner"))
                .anyMatch(problem -> problem.contains("control"));
    }

    @Test
    void anUnknownRuleIsAFinding() {
        Suppression unknown =
                new Suppression("no-gadgets", "app/widget.w", "", GOOD.reason(), GOOD.owner(), GOOD.control(), TODAY);

        assertThat(problems(new NoWidgets(), unknown))
                .singleElement()
                .asString()
                .contains("no rule of the catalogue");
    }

    @Test
    void aRuleThatThrowsHasFailed() {
        Report report = check(new Throwing(), List.of());

        assertThat(report.findings(Severity.LOW)).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("the rule itself")
                .contains("arithmeticexception"));
    }

    @Test
    void aRuleThatSaysNothingHasFailed() {
        assertThat(check(new Silent(), List.of()).findings(Severity.LOW))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("gave no verdict"));
    }

    private static Suppression with(LocalDate expires) {
        return new Suppression(
                GOOD.rule(), GOOD.path(), GOOD.finding(), GOOD.reason(), GOOD.owner(), GOOD.control(), expires);
    }

    private static List<String> problems(Rule rule, Suppression suppression) {
        return check(rule, suppression).findings(Severity.LOW).stream()
                .filter(finding -> finding.rule().id().equals("suppressions-valid"))
                .map(Result::value)
                .toList();
    }

    private static Report check(Rule rule, Suppression suppression) {
        return check(rule, List.of(suppression));
    }

    private static Report check(Rule rule, List<Suppression> suppressions) {
        try {
            Program program = Program.of(Map.of(
                    "app", new ObjectMapper().readTree("{\"resource\": {\"widget\": {\"w\": {\"kind\": \"blue\"}}}}")));
            return new Guardrails(List.of(rule)).check(program, suppressions, TODAY);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Guardrail(
            id = "no-widgets",
            severity = Severity.MEDIUM,
            expects = "none",
            fix = "remove it",
            why = "for this test",
            sources = "ours")
    private static final class NoWidgets extends ResourceRule {
        NoWidgets() {
            super("widget");
        }

        @Override
        protected void judge(Resource resource, Verdicts verdicts) {
            verdicts.fail("kind", resource.attribute("kind"));
        }
    }

    @Guardrail(
            id = "no-widgets",
            severity = Severity.CRITICAL,
            expects = "none",
            fix = "remove it",
            why = "for this test",
            sources = "ours")
    private static final class NoCriticalWidgets extends ResourceRule {
        NoCriticalWidgets() {
            super("widget");
        }

        @Override
        protected void judge(Resource resource, Verdicts verdicts) {
            verdicts.fail("kind", resource.attribute("kind"));
        }
    }

    @Guardrail(
            id = "throwing",
            severity = Severity.LOW,
            expects = "nothing",
            fix = "nothing",
            why = "for this test",
            sources = "ours")
    private static final class Throwing extends ResourceRule {
        Throwing() {
            super("widget");
        }

        @Override
        protected void judge(Resource resource, Verdicts verdicts) {
            throw new ArithmeticException("on " + resource.address());
        }
    }

    @Guardrail(
            id = "silent",
            severity = Severity.LOW,
            expects = "nothing",
            fix = "nothing",
            why = "for this test",
            sources = "ours")
    private static final class Silent extends Rule {
        @Override
        public Set<String> types() {
            return Set.of("widget");
        }

        @Override
        protected void judge(Program program, Judging judging) {
            program.resources("widget")
                    .forEach(widget ->
                            judging.about(payments.infrastructure.guardrail.rule.Subject.of(widget), verdicts -> {}));
        }
    }
}
