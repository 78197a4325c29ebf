package payments.infrastructure.guardrail.rules.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.secret.CardNumbers;

/**
 * No card number and no track data stands anywhere in the program: names, values, outputs, comments. A finding says where, never
 * what. Published test numbers live in test sources only; what is packed into the function's jar is not in Terraform JSON and
 * is searched by a test of the service.
 */
@Guardrail(
        id = "no-pan-in-synth",
        severity = Severity.CRITICAL,
        expects = "no card number and no track data",
        fix = "remove it; treat a real one as an incident",
        why = "Configuration is copied to more places than any database",
        pci = {"3.5.1", "3.3.1", "6.5.5", "12.10.7"},
        sources = "ours: no public check looks for card numbers in infrastructure code")
final class NoCardNumbers extends Rule {
    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (Stack stack : program.stacks()) {
            stack.resources().forEach(resource -> {
                Set<String> places = new TreeSet<>();
                search(resource.name(), "name", places);
                search(resource.body(), "", places);
                if (!places.isEmpty()) {
                    judging.about(Subject.of(resource), verdicts -> report(places, verdicts));
                }
            });
            Set<String> places = new TreeSet<>();
            stack.root().properties().stream()
                    .filter(section ->
                            !Set.of("resource", "data", "ephemeral", "shown").contains(section.getKey()))
                    .forEach(section -> search(section.getValue(), section.getKey(), places));
            judging.about(Subject.of(stack), verdicts -> {
                report(places, verdicts);
                verdicts.pass("", "searched");
            });
        }
    }

    private void report(Set<String> places, Verdicts verdicts) {
        places.forEach(place -> verdicts.fail(place, place, "digits of a card number (not shown)"));
    }

    private static void search(JsonNode node, String path, Set<String> places) {
        if (node.isValueNode()) {
            search(node.isNumber() ? node.decimalValue().toPlainString() : node.asText(), path, places);
            return;
        }
        node.properties().forEach(property -> {
            boolean key = CardNumbers.in(property.getKey());
            String step = key ? "(name not shown)" : property.getKey();
            String inner = path.isEmpty() ? step : path + "." + step;
            if (key) {
                places.add(inner);
            }
            search(property.getValue(), inner, places);
        });
        if (node.isArray()) {
            node.forEach(element -> search(element, path, places));
        }
    }

    private static void search(String text, String path, Set<String> places) {
        if (CardNumbers.in(text)) {
            places.add(path);
        }
    }
}
