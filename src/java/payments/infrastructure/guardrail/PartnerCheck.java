package payments.infrastructure.guardrail;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Partner;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.party.Form;
import payments.infrastructure.guardrail.party.Parties;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.RuleDefinition;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdict;

/**
 * A partner whose time is over is a finding of its own, once, and not one more at each place that names the partner; one who is named
 * nowhere is a warning.
 */
final class PartnerCheck {
    static final RuleDefinition DEFINITION = new RuleDefinition(
            "partners-valid",
            Severity.HIGH,
            "partners who are still ones, and are named",
            "remove what names the partner, or agree on a later day",
            "Access outlives the contract that it was given for",
            List.of("12.8.2", "7.2.4"),
            List.of("ours: a third party is a documented decision with an end"));

    /** A partner who is named nowhere opens nothing: to leave it in the file is untidy. */
    private static final RuleDefinition UNUSED = DEFINITION.as(Severity.LOW);

    private PartnerCheck() {}

    static List<Result> results(Program program, LocalDate today) {
        List<Result> results = new ArrayList<>();
        for (Partner partner : program.partners()) {
            if (partner.until() != null && partner.until().isBefore(today)) {
                results.add(result(DEFINITION, partner, "until", String.valueOf(partner.until())));
            } else if (partner.isDeclared() && !Parties.of(program).named().contains(partner)) {
                results.add(result(UNUSED, partner, partner.form(), partner.name() + " is named nowhere; remove it"));
            }
        }
        return results;
    }

    private static Result result(RuleDefinition definition, Partner partner, String attribute, String found) {
        return new Result(
                definition,
                Verdict.FAIL,
                new Subject("", partner.toString(), "partner " + partner, "", ""),
                "",
                attribute,
                found,
                definition.expects());
    }

    /** Whom the stacks declare without a file that says the same: who was believed, and who was not. */
    static List<String> notices(Program program) {
        List<String> notices = new ArrayList<>();
        List<Partner> believed = program.partnersOnTheirWord().isEmpty()
                ? List.of()
                : program.partnersOnTheirWord().stream()
                        .filter(Parties.of(program).named()::contains)
                        .toList();
        if (!believed.isEmpty()) {
            notices.add(
                    "believed because the stacks declare them, and nothing else: %s; --partners FILE compares them with the deployment file"
                            .formatted(names(believed)));
        }
        // Where a state lies that the file does not name is a finding of its own.
        List<Partner> refused = program.partnersNotBelieved().stream()
                .filter(partner -> !partner.form().equals(Form.STATE.word()))
                .toList();
        if (!refused.isEmpty()) {
            notices.add("not believed, since the stacks declare them and the file of --partners does not: "
                    + names(refused));
        }
        return notices;
    }

    private static String names(List<Partner> partners) {
        return partners.stream().map(Partner::toString).distinct().sorted().collect(Collectors.joining(", "));
    }
}
