package payments.infrastructure.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import payments.infrastructure.guardrail.Suppression;
import payments.infrastructure.guardrail.rule.RuleDefinition;

/** Rules for programs. Field names are contract. */
final class ExplanationJson {
    private ExplanationJson() {}

    static String of(List<Explanation> explanations) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("standard", PciRequirements.load().standard());
        ArrayNode rules = root.putArray("rules");
        explanations.forEach(explanation -> rules.add(rule(explanation)));
        return Json.pretty(root);
    }

    private static ObjectNode rule(Explanation explanation) {
        RuleDefinition definition = explanation.rule();
        ObjectNode rule = JsonNodeFactory.instance
                .objectNode()
                .put("rule", definition.id())
                .put("severity", explanation.severity())
                .put("expected", definition.expects())
                .put("why", definition.why())
                .put("fix", definition.fix())
                .put("suppressible", Suppression.isPossibleFor(definition));
        ArrayNode pci = rule.putArray("pci");
        definition.pci().forEach(id -> pci.addObject()
                .put("requirement", id)
                .put("summary", PciRequirements.load().configuration().getOrDefault(id, "")));
        ArrayNode sources = rule.putArray("sources");
        definition.sources().forEach(sources::add);
        explanation.examples().ifPresent(examples -> {
            ObjectNode bad = example(examples.bad());
            ArrayNode found = bad.putArray("found");
            explanation.found().forEach(found::add);
            rule.set("bad", bad);
            rule.set("good", example(examples.good()));
        });
        return rule;
    }

    private static ObjectNode example(RuleExamples.Example example) {
        ObjectNode written = JsonNodeFactory.instance.objectNode().put("address", example.address());
        ObjectNode stacks = written.putObject("stacks");
        example.stacks().forEach(stacks::set);
        return written;
    }
}
