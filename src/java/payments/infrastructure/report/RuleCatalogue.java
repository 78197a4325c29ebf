package payments.infrastructure.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.Catalogue;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.RuleDefinition;
import payments.infrastructure.guardrail.rule.Severity;

/** The document of all rules, made from their definitions, so that it cannot say anything else than they do. */
public final class RuleCatalogue {
    private static final String HEAD = """
            # Guardrails

            Every rule that `payments synth` and `payments check` judge by. Generated from the rules; do not edit. Findings of
            `medium` and worse fail; `critical` ones cannot be suppressed; what cannot be proven before deployment counts as a
            failure of a `high` or `critical` rule. Numbers are requirements of PCI DSS v4.0.1 that the rule supports; a rule
            without one is about wiring and reliability.

            `check` takes a folder of Terraform JSON, or a plan or a state: a file that `terraform show -json PLANFILE` (a plan) or
            `terraform show -json` (the state) has written, or a folder of such files; beside a program only the program is judged.
            What is in a plan is judged like the program. A plan cannot show everything:

            - A value that is not known before `apply` is judged by the expression in the configuration. Of JSON, such as CDKTF
              writes, a plan has the expression. Of HCL it has only what an expression refers to: a name, an id, an ARN or a policy
              document that is the only thing referred to is taken for it, and a note says how often; everything else is unknown.
            - Locals are in no plan: what is unknown and comes of one is unknown.
            - A dynamic block of which the number is unknown looks like none.
            - `lifecycle` is in no plan: `prevent_destroy` and `create_before_destroy` are warnings. Nor are backends, versions of
              providers and files, such as the code of functions. Check the folder of the program for them.
            - What is only deleted is not judged.
            - A state has no expressions: things are linked by the ARNs and ids that AWS gave them. The region and the account are
              those in the ARNs; a resource without one has a region only where all others agree.
            - What Terraform marks as sensitive is judged, and no report shows it.
            """;

    private RuleCatalogue() {}

    /** The catalogue as Markdown. */
    public static String render() {
        StringBuilder text = new StringBuilder(HEAD);
        text.append("\n%d rules: %s.\n".formatted(Catalogue.rules().size(), bySeverity()));
        byService().forEach((service, rules) -> {
            text.append("\n## ").append(service).append("\n\n");
            text.append("| rule | severity | expected | why | PCI DSS | sources |\n|---|---|---|---|---|---|\n");
            rules.forEach(rule -> text.append(row(rule.definition())));
        });
        return text.toString();
    }

    private static String bySeverity() {
        return Arrays.stream(Severity.values())
                .sorted(Comparator.reverseOrder())
                .map(severity ->
                        "%d %s".formatted(count(severity), severity.name().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
    }

    private static long count(Severity severity) {
        return Catalogue.rules().stream()
                .filter(rule -> rule.definition().severity() == severity)
                .count();
    }

    private static Map<String, List<Rule>> byService() {
        return Catalogue.rules().stream()
                .collect(Collectors.groupingBy(RuleCatalogue::service, LinkedHashMap::new, Collectors.toList()));
    }

    /** The room that the rule lives in. */
    private static String service(Rule rule) {
        String room = rule.getClass().getPackageName();
        return room.substring(room.lastIndexOf('.') + 1);
    }

    private static String row(RuleDefinition rule) {
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        rule.id(),
                        rule.severity().name().toLowerCase(Locale.ROOT),
                        cell(rule.expects()),
                        cell(rule.why()),
                        String.join(", ", rule.pci()),
                        cell(String.join(", ", rule.sources())));
    }

    private static String cell(String words) {
        return words.replace("|", "\\|");
    }
}
