package payments.infrastructure.guardrail.model.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import payments.Requirement;

/** Any program in JSON that is printed as HCL is read back as the very same program. */
@Requirement("X3")
class HclRoundTripTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            "plain",
            "with \"quotes\", a \\ and a\ttab",
            "two\nlines\n",
            "$${not} %%{read} $ % 100%",
            "${var.a}",
            "${local.b[0].c}-x",
            "a ${f(\"x-${var.y}\", [1, 2])} b",
            "${[for k, v in var.m : upper(v) if k != \"\"]}",
            "${var.a ? \"yes\" : null}",
            "é 😀 \u2028");

    private final StringBuilder printed = new StringBuilder();

    @RepeatedTest(200)
    void whatIsPrintedIsReadBack(RepetitionInfo repetition) throws HclFaultException {
        Random random = new Random(repetition.getCurrentRepetition());
        ObjectNode body = body(random, 3);

        printed.append("resource \"t\" \"n\" {\n");
        print(body);
        printed.append("}\n");

        assertThat(HclFile.configuration(printed.toString(), Map.of("resource", 2))
                        .at("/resource/0/t/n"))
                .as(printed.toString())
                .isEqualTo(body);
    }

    /** Attributes are called a0, a1 ...; blocks b0, b1 ..., and several of one name are a list. */
    private static ObjectNode body(Random random, int depth) {
        ObjectNode body = NODES.objectNode();
        for (int at = random.nextInt(5); at > 0; at--) {
            body.set("a" + at, value(random, depth));
        }
        for (int at = depth == 0 ? 0 : random.nextInt(3); at > 0; at--) {
            ArrayNode blocks = NODES.arrayNode();
            for (int count = 1 + random.nextInt(3); count > 0; count--) {
                blocks.add(body(random, depth - 1));
            }
            body.set("b" + at, blocks.size() == 1 ? blocks.get(0) : blocks);
        }
        return body;
    }

    private static JsonNode value(Random random, int depth) {
        switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> {
                return NODES.numberNode(random.nextInt(1000) - 500);
            }
            case 1 -> {
                return NODES.booleanNode(random.nextBoolean());
            }
            case 2 -> {
                return NODES.nullNode();
            }
            case 5 -> {
                ArrayNode list = NODES.arrayNode();
                for (int at = random.nextInt(4); at > 0; at--) {
                    list.add(value(random, depth - 1));
                }
                return list;
            }
            case 6 -> {
                ObjectNode map = NODES.objectNode();
                for (int at = random.nextInt(4); at > 0; at--) {
                    map.set(random.nextBoolean() ? "k" + at : "key " + at, value(random, depth - 1));
                }
                return map;
            }
            default -> {
                return NODES.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
            }
        }
    }

    private void print(ObjectNode body) {
        body.properties().forEach(entry -> {
            if (entry.getKey().startsWith("a")) {
                printed.append(entry.getKey())
                        .append(" = ")
                        .append(hcl(entry.getValue()))
                        .append('\n');
            } else {
                for (JsonNode block : entry.getValue().isArray() ? entry.getValue() : List.of(entry.getValue())) {
                    printed.append(entry.getKey()).append(" {\n");
                    print((ObjectNode) block);
                    printed.append("}\n");
                }
            }
        });
    }

    /** Half of the texts are written as heredocs where they can be, and lists and maps on several lines. */
    private String hcl(JsonNode value) {
        if (value.isTextual()) {
            boolean heredoc = value.textValue().endsWith("\n") && printed.length() % 2 == 0;
            return heredoc ? "<<EOT\n" + value.textValue() + "EOT" : quoted(value.textValue());
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(element -> element.isTextual() ? quoted(element.textValue()) : hcl(element))
                    .collect(Collectors.joining(", # next\n", "[", "]"));
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .map(entry -> (entry.getKey().contains(" ")
                                    ? TextNode.valueOf(entry.getKey()).toString()
                                    : entry.getKey())
                            + " = "
                            + hcl(entry.getValue())
                            + "\n")
                    .collect(Collectors.joining("", "{\n", "}"));
        }
        return value.toString();
    }

    /** A template in quotes: only what stands outside of interpolations is escaped. */
    private static String quoted(String template) {
        if (template.startsWith("${") || template.startsWith("a ${")) {
            return "\"" + template + "\"";
        }
        return "\""
                + template.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + "\"";
    }
}
