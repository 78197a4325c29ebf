package payments.infrastructure.guardrail.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import payments.Requirement;

/**
 * What Terraform 1.11.4 computes of the locals of a program, this program computes too. The values in {@code agreed.json} were
 * recorded in the program's folder with {@code terraform console} and
 * {@code jsonencode({NAME = local.NAME, ...})} of all locals.
 */
@Requirement("X3")
class HclAgreesTest {
    private static final Path FOLDER = Path.of("test/resources/guardrail/hcl/agreed");
    private static final JsonNode RECORDED = recorded();

    @TestFactory
    Stream<DynamicTest> eachLocalIsWhatTerraformSays() {
        Module module = Program.read(FOLDER).stack("agreed").orElseThrow().module();
        return RECORDED.properties().stream()
                .map(local -> DynamicTest.dynamicTest(local.getKey(), () -> assertThat(
                                plain(module.local(local.getKey()).orElseThrow().json()))
                        .isEqualTo(plain(local.getValue()))));
    }

    @Test
    void eachLocalWasRecorded() throws IOException {
        String locals = Files.readString(FOLDER.resolve("main.tf")).split("locals \\{", 2)[1];

        assertThat(locals.lines().filter(line -> line.matches("  [a-z_0-9]+ += .*")))
                .hasSize(RECORDED.size());
    }

    /** Numbers by what they count, maps in the order of their names, documents by what they say. */
    private static Object plain(JsonNode value) {
        if (value.isArray()) {
            return elements(value);
        }
        if (value.isObject()) {
            Map<String, Object> members = new TreeMap<>();
            value.properties().forEach(member -> members.put(member.getKey(), plain(member.getValue())));
            return members;
        }
        if (value.isMissingNode()) {
            return "null";
        }
        JsonNode document = value.isTextual() ? Resolver.parse(value.textValue()) : value;
        if (document.isContainerNode()) {
            return plain(document);
        }
        return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.asText();
    }

    private static List<Object> elements(JsonNode list) {
        List<Object> elements = new java.util.ArrayList<>();
        list.forEach(element -> elements.add(plain(element)));
        return elements;
    }

    private static JsonNode recorded() {
        try {
            return new ObjectMapper()
                    .readTree(FOLDER.resolveSibling("agreed.json").toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
