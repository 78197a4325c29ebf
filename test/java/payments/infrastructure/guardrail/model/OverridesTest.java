package payments.infrastructure.guardrail.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;

/** Override files change a program as Terraform 1.11 does; see its documentation; blocks, lifecycle, locals and variables were tried with it. */
@Requirement("X3")
class OverridesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'resource': {'t': {'n': {'a': 1, 'b': 2}}}} | {'resource': {'t': {'n': {'a': 3}}}} | {'resource': {'t': {'n': {'a': 3, 'b': 2}}}}",
                "{'resource': {'t': {'n': {'in': [{'p': 1}, {'p': 2}]}}}} | {'resource': [{'t': {'n': [{'in': {'p': 3}}]}}]} | {'resource': {'t': {'n': {'in': {'p': 3}}}}}",
                "{'resource': {'t': {'n': {'dynamic': {'in': {'for_each': [1]}}}}}} | {'resource': {'t': {'n': {'in': {'p': 3}}}}} | {'resource': {'t': {'n': {'dynamic': {}, 'in': {'p': 3}}}}}",
                "{'resource': {'t': {'n': {'in': {'p': 3}}}}} | {'resource': {'t': {'n': {'dynamic': {'in': {'for_each': [1]}}}}}} | {'resource': {'t': {'n': {'dynamic': [{'in': {'for_each': [1]}}]}}}}",
                "{'resource': {'t': {'n': {'lifecycle': {'prevent_destroy': true}}}}} | {'resource': {'t': {'n': {'lifecycle': [{'ignore_changes': ['a']}]}}}} | {'resource': {'t': {'n': {'lifecycle': {'prevent_destroy': true, 'ignore_changes': ['a']}}}}}",
                "{'locals': {'a': {'x': 1}, 'b': 1}} | {'locals': [{'a': {'y': 2}}, {'c': 3}]} | {'locals': {'a': {'y': 2}, 'b': 1, 'c': 3}}",
                "{'variable': {'v': {'type': 'string', 'default': 'a'}}} | {'variable': {'v': {'default': 'b'}}} | {'variable': {'v': {'type': 'string', 'default': 'b'}}}",
                "{'provider': {'aws': [{'region': 'a'}, {'alias': 'x', 'region': 'b'}]}} | {'provider': {'aws': {'alias': 'x', 'region': 'c'}}} | {'provider': {'aws': [{'region': 'a'}, {'alias': 'x', 'region': 'c'}]}}",
                "{'terraform': {'backend': {'s3': {'bucket': 'a'}}, 'required_providers': {'a': {'source': 'x'}}}} | {'terraform': {'backend': {'local': {}}, 'required_providers': {'b': {'source': 'y'}}}} | {'terraform': {'backend': {'local': {}}, 'required_providers': {'a': {'source': 'x'}, 'b': {'source': 'y'}}}}"
            })
    void anOverrideChangesWhatTerraformChanges(String base, String override, String merged) {
        ObjectNode module = TerraformJson.of("base", json(base));

        Overrides.apply(module, TerraformJson.of("override", json(override)), "override");

        assertThat(module).isEqualTo(TerraformJson.of("merged", json(merged)));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
