package payments.infrastructure.guardrail;

import java.time.LocalDate;
import java.util.List;
import payments.infrastructure.guardrail.model.Partner;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.RuleDefinition;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdict;

/** A partner whose time is over is a finding of its own, once, and not one more at each place that names the partner. */
final class PartnerCheck {
    static final RuleDefinition DEFINITION = new RuleDefinition(
            "partners-valid",
            Severity.HIGH,
            "partners who are still ones",
            "remove what names the partner, or agree on a later day",
            "Access outlives the contract that it was given for",
            List.of("12.8.2", "7.2.4"),
            List.of("ours: a third party is a documented decision with an end"));

    private PartnerCheck() {}

    static List<Result> results(Program program, LocalDate today) {
        return program.partners().stream()
                .filter(partner -> partner.until() != null && partner.until().isBefore(today))
                .map(PartnerCheck::expired)
                .toList();
    }

    private static Result expired(Partner partner) {
        String name = partner.form() + " " + partner.name();
        return new Result(
                DEFINITION,
                Verdict.FAIL,
                new Subject("", name, "partner " + name, "", ""),
                "",
                "until",
                String.valueOf(partner.until()),
                DEFINITION.expects());
    }
}
