package payments.infrastructure.guardrail.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;

/** A policy document is read as the provider renders it; tried with Terraform 1.11 and the AWS provider. */
@Requirement("X3")
class PolicyDataSourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'source_policy_documents': ['${data.aws_iam_policy_document.base.json}'], 'statement': {'sid': 'C', 'actions': ['c:C']} | A:a:A B:b:B C:c:C",
                "'source_policy_documents': ['${data.aws_iam_policy_document.base.json}'], 'statement': {'sid': 'B', 'actions': ['c:C']} | A:a:A B:c:C",
                "'override_policy_documents': ['${data.aws_iam_policy_document.base.json}'], 'statement': [{'sid': 'B', 'actions': ['c:C']}, {'actions': ['d:D']}] | B:b:B :d:D A:a:A",
                "'override_policy_documents': '${[for d in data.aws_iam_policy_document.keyed : d.json]}' | x:x:x y:y:y",
                "'dynamic': {'statement': {'for_each': ['p', 'q'], 'content': {'sid': '${statement.value}', 'actions': ['*']}}} | p:* q:*"
            })
    void sourcesOwnStatementsAndOverridesAreMergedBySid(String document, String statements)
            throws JsonProcessingException {
        StringBuilder found = new StringBuilder();
        for (JsonNode statement : JSON.readTree(policy(document)).path("Statement")) {
            JsonNode action = statement.path("Action");
            found.append(statement.path("Sid").asText(""))
                    .append(':')
                    .append(action.isArray() ? action.path(0).asText() : action.asText())
                    .append(' ');
        }

        assertThat(found.toString().strip()).isEqualTo(statements);
    }

    @Test
    void principalsAndConditionsOfOneKindArePutTogether() throws JsonProcessingException {
        JsonNode statement = JSON.readTree(policy("""
                        'statement': {'effect': 'Deny', 'actions': ['a:A'], 'resources': ['arn:aws:s3:::x/&{aws:username}'],
                          'principals': [{'type': 'AWS', 'identifiers': ['1']}, {'type': '*', 'identifiers': ['*']}, {'type': 'Service', 'identifiers': ['s']}],
                          'condition': [{'test': 'StringEquals', 'variable': 'v', 'values': ['x']}, {'test': 'StringEquals', 'variable': 'v', 'values': ['y']}]}""")).path("Statement").path(0);

        assertThat(statement.path("Principal").toString()).isEqualTo("{\"AWS\":[\"1\",\"*\"],\"Service\":[\"s\"]}");
        assertThat(statement.path("Condition").toString()).isEqualTo("{\"StringEquals\":{\"v\":[\"x\",\"y\"]}}");
        assertThat(statement.path("Resource").path(0).asText()).isEqualTo("arn:aws:s3:::x/${aws:username}");
        assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
    }

    @Test
    void aDocumentOfUnknownSourcesIsUnknown() {
        assertThat(policy("'source_policy_documents': ['${file(`extra.json`)}'], 'statement': {'actions': ['a:A']}"))
                .startsWith("${");
    }

    private static String policy(String document) {
        String text = """
                {'data': {'aws_iam_policy_document': {
                   'base': {'statement': [{'sid': 'A', 'actions': ['a:A']}, {'sid': 'B', 'actions': ['b:B']}]},
                   'keyed': {'for_each': '${toset([`x`, `y`])}', 'statement': {'sid': '${each.key}', 'actions': ['${each.key}:${each.key}']}},
                   'd': {%s}}},
                 'resource': {'aws_iam_policy': {'p': {'policy': '${data.aws_iam_policy_document.d.json}'}}}}""".formatted(document);
        try {
            Program program =
                    Program.of(Map.of("s", JSON.readTree(text.replace('\'', '"').replace("`", "\\\""))));
            return program.resources("aws_iam_policy")
                    .get(0)
                    .attribute("policy")
                    .text();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
