package payments.infrastructure.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import payments.infrastructure.guardrail.Catalogue;
import payments.infrastructure.guardrail.Suppression;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.RuleDefinition;
import payments.infrastructure.guardrail.rule.Verdict;
import payments.infrastructure.report.RuleExamples.Example;

/**
 * Everything that a reader of a finding wants to know about its rule.
 *
 * @param rule what the rule asks, why, and what to change
 * @param examples what it finds and what it accepts; empty where it judges no Terraform
 */
public record Explanation(RuleDefinition rule, Optional<RuleExamples> examples) {

    /** The explanation of a rule; empty where no finding can have this id. */
    public static Optional<Explanation> of(String id) {
        return Catalogue.definition(id).map(rule -> new Explanation(rule, RuleExamples.of(rule.id())));
    }

    /** {@code low}, {@code medium}, {@code high} or {@code critical}. */
    String severity() {
        return rule.severity().name().toLowerCase(Locale.ROOT);
    }

    /** The requirements of the standard that the rule supports, each with its summary. */
    List<String> requirements() {
        PciRequirements known = PciRequirements.load();
        return rule.pci().stream()
                .map(id -> (id + " " + known.configuration().getOrDefault(id, "")).strip())
                .toList();
    }

    /** Whether a finding may be accepted for a time, in a sentence. */
    String acceptance() {
        return Suppression.isPossibleFor(rule)
                ? "for a time, by a suppression in the deployment file with reason, owner, control and last day"
                : "never: a critical finding cannot be suppressed";
    }

    /** What the rule says of the bad example, as the rule says it now. */
    List<String> found() {
        List<String> found = new ArrayList<>();
        Optional<Rule> judge = Catalogue.rule(rule.id());
        if (judge.isPresent() && examples.isPresent()) {
            Example bad = examples.get().bad();
            for (Result result : judge.get().results(Program.of(bad.stacks()))) {
                if (result.verdict() == Verdict.FAIL
                        && result.subject().address().equals(bad.address())) {
                    found.add(
                            result.attribute().isEmpty()
                                    ? result.value()
                                    : result.attribute() + " = " + result.value());
                }
            }
        }
        return found;
    }
}
