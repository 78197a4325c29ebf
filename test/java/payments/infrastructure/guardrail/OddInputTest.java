package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.guardrail.rule.Result;

/** Every attribute of every case, one at a time, becomes something that no rule expects. */
@Requirement("X3")
class OddInputTest {
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

    @Test
    void noRuleBreaksOnOddInput() {
        Set<String> broken = new TreeSet<>();
        int judged = 0;
        for (RuleCase ruleCase : RuleCasesTest.ALL) {
            for (JsonNode body : oddities(ruleCase.body())) {
                RuleCase odd = new RuleCase(ruleCase.rule(), body);
                Catalogue.rule(odd.rule()).orElseThrow().results(odd.program()).stream()
                        .filter(result -> result.attribute().equals("the rule itself"))
                        .map(Result::message)
                        .forEach(broken::add);
                judged++;
            }
        }
        assertThat(broken).isEmpty();
        assertThat(judged).as("programs judged").isGreaterThan(1000);
    }

    private static List<JsonNode> oddities(JsonNode body) {
        List<String> attributes = new ArrayList<>();
        body.path("resources").properties().forEach(type -> type.getValue()
                .properties()
                .forEach(resource -> collect(
                        resource.getValue(), "/resources/" + type.getKey() + "/" + resource.getKey(), attributes)));
        List<JsonNode> oddities = new ArrayList<>();
        for (String attribute : attributes) {
            for (String odd : ODD) {
                oddities.add(with(body.deepCopy(), attribute, odd));
            }
        }
        return oddities;
    }

    private static void collect(JsonNode node, String pointer, List<String> attributes) {
        node.properties().forEach(property -> {
            String inner = pointer + "/" + property.getKey().replace("~", "~0").replace("/", "~1");
            attributes.add(inner);
            collect(property.getValue(), inner, attributes);
        });
    }

    private static JsonNode with(JsonNode body, String pointer, String odd) {
        int last = pointer.lastIndexOf('/');
        String name = pointer.substring(last + 1).replace("~1", "/").replace("~0", "~");
        try {
            ((ObjectNode) body.at(pointer.substring(0, last))).set(name, JSON.readTree(odd));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(odd, e);
        }
        return body;
    }
}
