package payments.infrastructure.guardrail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.rule.Result;

/**
 * A case of which one attribute has become something that no rule expects.
 *
 * @param ruleCase the case as it was
 * @param type the type of the resource
 * @param resource its name
 * @param path the attribute, as a pointer within the resource
 * @param odd what it has become
 */
record OddInput(RuleCase ruleCase, String type, String resource, String path, String odd) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Lists for blocks, numbers for texts, broken expressions, documents of another shape. */
    private static final List<String> ODD = List.of(
            "[]",
            "{}",
            "7",
            "\"\"",
            "[7, {}, [[]]]",
            "null",
            "\"${\"",
            "\"${var.x}\"",
            "\"{\\\"Statement\\\": 7, \\\"States\\\": []}\"");

    /** Every attribute of every case, with everything odd. */
    static Stream<OddInput> all() {
        return RuleCasesTest.ALL.stream().flatMap(OddInput::of);
    }

    private static Stream<OddInput> of(RuleCase ruleCase) {
        List<OddInput> oddities = new ArrayList<>();
        ruleCase.body().path("resources").properties().forEach(type -> type.getValue()
                .properties()
                .forEach(resource -> {
                    List<String> paths = new ArrayList<>();
                    collect(resource.getValue(), "", paths);
                    for (String path : paths) {
                        ODD.forEach(odd ->
                                oddities.add(new OddInput(ruleCase, type.getKey(), resource.getKey(), path, odd)));
                    }
                }));
        return oddities.stream();
    }

    private static void collect(JsonNode node, String pointer, List<String> paths) {
        node.properties().forEach(property -> {
            String inner = pointer + "/" + escaped(property.getKey());
            paths.add(inner);
            collect(property.getValue(), inner, paths);
        });
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** The attribute of the rule and what it becomes, whichever case it is of. */
    List<String> kind() {
        return List.of(ruleCase.rule(), type, path, odd);
    }

    /** How the rule breaks on it; empty where it gives a verdict. */
    Optional<String> broken() {
        return Catalogue.rule(ruleCase.rule())
                .orElseThrow()
                .results(new RuleCase(ruleCase.rule(), body()).program())
                .stream()
                .filter(result -> result.attribute().equals("the rule itself"))
                .map(Result::message)
                .findFirst();
    }

    private JsonNode body() {
        JsonNode body = ruleCase.body().deepCopy();
        int last = path.lastIndexOf('/');
        String name = path.substring(last + 1).replace("~1", "/").replace("~0", "~");
        String parent = "/resources/" + escaped(type) + "/" + escaped(resource) + path.substring(0, last);
        try {
            ((ObjectNode) body.at(parent)).set(name, JSON.readTree(odd));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(odd, e);
        }
        return body;
    }
}
