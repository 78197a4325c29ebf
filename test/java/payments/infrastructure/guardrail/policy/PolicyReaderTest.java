package payments.infrastructure.guardrail.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {
    private static final String VALID = "'Effect': 'Allow', 'Action': 's3:GetObject', 'Resource': '*'";

    @Test
    void oneStatementAndOneValueNeedNoList() {
        Policy policy = (Policy) identity("{'Version': '2012-10-17', 'Id': 'x', 'Statement': {%s}}".formatted(VALID));

        assertThat(policy.statements()).singleElement().satisfies(statement -> {
            assertThat(statement.effect()).isEqualTo(Effect.ALLOW);
            assertThat(statement.label()).isEqualTo("#0");
            assertThat(statement.actions()).isEqualTo(new Patterns(false, List.of("s3:GetObject")));
            assertThat(statement.version2012()).isTrue();
        });
    }

    @Test
    void aTextThatNoServiceOfAwsTakesIsNotRead() {
        String tooLong = "{'Statement': {%s, 'Sid': '%s'}}".formatted(VALID, "x".repeat(200_000));

        assertThat(identity(tooLong))
                .isInstanceOfSatisfying(UnparseablePolicy.class, policy -> assertThat(policy.reason())
                        .isEqualTo("longer than any policy that AWS takes"));
    }

    @Test
    void aDocumentWithoutVersionIsAnOldOne() {
        Policy policy = (Policy) identity("{'Statement': [{%s}]}".formatted(VALID));

        assertThat(policy.statements().get(0).version2012()).isFalse();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "nonsense; not JSON: line 1, column 1",
                "; Statement must hold",
                "{}; Statement must hold",
                "[]; a policy is an object",
                "{'Version': '2012-10-18', 'Statement': {VALID}}; Version must be",
                "{'Statement': []}; Statement must hold",
                "{'Statement': {VALID}, 'Statements': 1}; the unknown element Statements",
                "{'Statement': 'x'}; Statement must hold",
                "{'Statement': ['x']}; statement #0: must be an object",
                "{'Statement': {VALID, 'Actions': 'x'}}; statement #0 has the unknown element Actions",
                "{'Statement': {VALID, 'NotAction': 'x'}}; statement #0: Action and NotAction exclude each other",
                "{'Statement': {VALID, 'Principal': '*'}}; Principal has no place in the policy of an identity",
                "{'Statement': {VALID, 'Condition': []}}; Condition must be an object",
                "{'Statement': {VALID, 'Condition': {'StringIs': {'a': 'b'}}}}; Condition has no operator StringIs",
                "{'Statement': {VALID, 'Condition': {'NullIfExists': {'a': 'true'}}}}; Condition has no operator NullIfExists",
                "{'Statement': {VALID, 'Condition': {'Bool': {'a': 'yes'}}}}; Bool cannot compare a with the value given",
                "{'Statement': {VALID, 'Condition': {'IpAddress': {'a': '10.0.0.0/33'}}}}; IpAddress cannot compare a",
                "{'Statement': {VALID, 'Condition': {'NumericEquals': {'a': 'x'}}}}; NumericEquals cannot compare a",
                "{'Statement': {VALID, 'Condition': {'DateEquals': {'a': 'x'}}}}; DateEquals cannot compare a",
                "{'Statement': {VALID, 'Condition': {'Bool': {'a': []}}}}; a must not be an empty list",
                "{'Statement': {'Effect': 'allow', 'Action': '*', 'Resource': '*'}}; Effect must be Allow or Deny",
                "{'Statement': {'Effect': 'Allow', 'Resource': '*'}}; Action or NotAction is missing",
                "{'Statement': {'Effect': 'Allow', 'Action': '*'}}; Resource or NotResource is missing",
                "{'Statement': {'Effect': 'Allow', 'Action': 'GetObject', 'Resource': '*'}}; is no action",
                "{'Statement': {'Effect': 'Allow', 'Action': [], 'Resource': '*'}}; Action must not be an empty list",
                "{'Statement': {'Effect': 'Allow', 'Action': '*', 'Resource': ''}}; Resource must hold texts",
                "{'Statement': {'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Effect': 'Deny'}}; not JSON: line 1",
                "{'Statement': [{'Sid': 'A', VALID}, {'Sid': 'A', VALID}]}; Sid A stands twice",
            })
    void whatAwsWouldRefuseIsUnparseableWithItsReason(String document, String reason) {
        ParsedPolicy parsed = identity(document == null ? "{'Statement': []}" : document.replace("VALID", VALID));

        assertThat(parsed).isInstanceOfSatisfying(UnparseablePolicy.class, unparseable -> {
            assertThat(unparseable.name()).isEqualTo("test");
            assertThat(unparseable.reason()).contains(reason);
        });
    }

    @Test
    void thePolicyOfAResourceNeedsPrincipals() {
        assertThat(resource("{'Statement': {%s}}".formatted(VALID)))
                .isEqualTo(new UnparseablePolicy("test", "statement #0: a policy of a resource needs Principal"));
        assertThat(resource("{'Statement': {%s, 'Principal': 'x'}}".formatted(VALID)))
                .isInstanceOf(UnparseablePolicy.class);
        assertThat(resource("{'Statement': {%s, 'Principal': {'aws': 'x'}}}".formatted(VALID)))
                .isInstanceOf(UnparseablePolicy.class);
        assertThat(resource("{'Statement': {%s, 'Principal': {'AWS': '*'}}}".formatted(VALID)))
                .isInstanceOf(Policy.class);
    }

    @Test
    void theReasonNeverQuotesTheText() {
        ParsedPolicy parsed = identity("{'Statement': hunter2}");

        assertThat(parsed.toString()).doesNotContain("hunter2");
    }

    private static ParsedPolicy identity(String text) {
        return Policy.parse("test", PolicyKind.IDENTITY, text.replace('\'', '"'));
    }

    private static ParsedPolicy resource(String text) {
        return Policy.parse("test", PolicyKind.RESOURCE, text.replace('\'', '"'));
    }
}
