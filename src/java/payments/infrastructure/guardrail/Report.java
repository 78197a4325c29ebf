package payments.infrastructure.guardrail;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdict;

/**
 * What all rules say about a program.
 *
 * @param results every verdict, by rule and subject
 * @param suppressed which suppression covers which suppressed result
 * @param openRoutes every route on which nothing asks who is calling, accepted or not
 * @param uncovered the resource types of the program that no rule judges, with how many resources there are of each
 * @param resources how many resources were seen
 * @param stacks the names of the stacks
 * @param notices what was not read
 */
public record Report(
        List<Result> results,
        Map<Result, Suppression> suppressed,
        List<OpenRoute> openRoutes,
        Map<String, Integer> uncovered,
        int resources,
        Collection<String> stacks,
        List<String> notices) {

    /** The failures of at least a severity, the worst first. */
    public List<Result> findings(Severity from) {
        return results.stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .filter(result -> result.rule().severity().compareTo(from) >= 0)
                .sorted(java.util.Comparator.comparing(
                                (Result result) -> result.rule().severity())
                        .reversed())
                .toList();
    }

    /** The failures of at least a severity by their causes, the worst first; each failure belongs to one cause. */
    public List<Cause> causes(Severity from) {
        return Causes.of(findings(from));
    }
}
