package payments.infrastructure.guardrail;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.RuleDefinition;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdict;

/** Suppressions are judged like everything else: a bad one is a finding of its own, which nothing can suppress;
 * one that is no longer needed is a warning. */
final class SuppressionCheck {
    private static final int SHORTEST_REASON = 20;
    static final RuleDefinition DEFINITION = new RuleDefinition(
            "suppressions-valid",
            Severity.CRITICAL,
            "exact, used, current suppressions with reason, owner and control, of rules that may be suppressed",
            "correct or remove the suppression",
            "An exception that has no owner or that covers more than was meant hides the next mistake",
            List.of("12.3.1"),
            List.of("ours: an exception is a documented decision with an end"));

    /** What was mended needs no exception any more: to leave it in the file is untidy, and opens nothing. */
    private static final RuleDefinition UNUSED = DEFINITION.as(Severity.LOW);

    private SuppressionCheck() {}

    /** Whether findings of a rule may be suppressed at all. */
    static boolean mayBeSuppressed(RuleDefinition rule) {
        return Suppression.isPossibleFor(rule);
    }

    static List<Result> results(
            List<Suppression> suppressions, Set<Suppression> used, List<Rule> rules, LocalDate today) {
        List<Result> results = new ArrayList<>();
        for (Suppression suppression : suppressions) {
            List<String> problems = problems(suppression, rules, today);
            Subject subject = new Subject("", suppression.path(), "suppression of " + suppression.rule(), "", "");
            problems.forEach(problem -> results.add(result(DEFINITION, subject, suppression, problem)));
            if (problems.isEmpty() && !suppression.optional() && !used.contains(suppression)) {
                results.add(result(UNUSED, subject, suppression, "covers no finding; remove it"));
            }
        }
        return results;
    }

    private static Result result(RuleDefinition definition, Subject subject, Suppression suppression, String problem) {
        return new Result(
                definition, Verdict.FAIL, subject, suppression.finding(), "suppression", problem, definition.expects());
    }

    private static List<String> problems(Suppression suppression, List<Rule> rules, LocalDate today) {
        List<String> problems = new ArrayList<>();
        if ((suppression.path() + suppression.rule()).contains("*")) {
            problems.add("has a wildcard in rule or path; name one finding exactly");
        }
        Optional<RuleDefinition> rule = rules.stream()
                .map(Rule::definition)
                .filter(definition -> definition.id().equals(suppression.rule()))
                .findFirst();
        if (rule.isEmpty()) {
            problems.add("names no rule of the catalogue");
        } else if (!mayBeSuppressed(rule.get())) {
            problems.add("names a critical rule, which cannot be suppressed");
        }
        if (suppression.expires().isBefore(today)) {
            problems.add("expired on " + suppression.expires());
        }
        if (suppression.reason().strip().length() < SHORTEST_REASON) {
            problems.add("has a reason of fewer than " + SHORTEST_REASON + " characters");
        }
        if (suppression.owner().isBlank()) {
            problems.add("has no owner");
        }
        if (suppression.control().isBlank()) {
            problems.add("names no compensating control");
        }
        return problems;
    }
}
