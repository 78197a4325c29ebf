package payments.infrastructure.guardrail.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.testing.Json;

/** The operators against AWS's page "Condition operators" and "Set operators for multivalued context keys". */
class ConditionTest {
    /** Values are separated by a bar; {@code -} is an absent key, {@code ?} one of which nothing is known. */
    @ParameterizedTest(name = "{0} {1}, request has {2}: {3}")
    @CsvSource({
        "StringEquals, a, a, TRUE",
        "StringEquals, a, A, FALSE",
        "StringEquals, a|b, b, TRUE",
        "StringEquals, a*, a*, TRUE",
        "StringEquals, a*, ab, FALSE",
        "StringEquals, a, -, FALSE",
        "StringEquals, a, ?, DEPENDS",
        "StringEqualsIfExists, a, -, TRUE",
        "StringEqualsIfExists, a, b, FALSE",
        "StringEqualsIfExists, a, ?, DEPENDS",
        "StringNotEquals, a|b, c, TRUE",
        "StringNotEquals, a|b, b, FALSE",
        // The trap: a negated operator passes where the key is absent.
        "StringNotEquals, a, -, TRUE",
        "StringNotLike, a*, -, TRUE",
        "StringNotEqualsIgnoreCase, a, A, FALSE",
        "StringEqualsIgnoreCase, a, A, TRUE",
        "StringLike, a*, abc, TRUE",
        "StringLike, *, -, FALSE",
        "StringNotLike, a?, ab, FALSE",
        "ArnEquals, arn:aws:sns:*:1:t, arn:aws:sns:eu:1:t, TRUE",
        "ArnLike, arn:aws:sns:*:t, arn:aws:sns:eu:1:t, FALSE",
        "ArnNotEquals, arn:aws:sns:eu:1:t, arn:aws:sns:eu:1:t, FALSE",
        "ArnNotLike, arn:aws:sns:eu:1:t, -, TRUE",
        "Bool, true, true, TRUE",
        "Bool, False, false, TRUE",
        "Bool, false, -, FALSE",
        "BoolIfExists, false, -, TRUE",
        "Null, true, -, TRUE",
        "Null, true, x, FALSE",
        "Null, false, x, TRUE",
        "Null, true, ?, DEPENDS",
        "NumericLessThan, 1.2, 1.1, TRUE",
        "NumericLessThan, 1.2, 1.2, FALSE",
        "NumericLessThanEquals, 10, 10.0, TRUE",
        "NumericGreaterThan, 9, 10, TRUE",
        "NumericGreaterThanEquals, 10, 9, FALSE",
        "NumericEquals, 10, 10.0, TRUE",
        "NumericNotEquals, 10, 10, FALSE",
        "NumericEquals, 10, ten, FALSE",
        "NumericEquals, ${var.limit}, 10, UNKNOWN",
        "DateLessThan, 2026-01-01T00:00:00Z, 2025-12-31T23:59:59Z, TRUE",
        "DateGreaterThan, 2026-01-01, 1767225601, TRUE",
        "DateEquals, 2026-01-01T01:00:00+01:00, 2026-01-01T00:00:00Z, TRUE",
        "DateLessThanEquals, 2026-01-01, 2026-01-01, TRUE",
        "DateGreaterThanEquals, 2026-01-02, 2026-01-01, FALSE",
        "DateNotEquals, 2026-01-01, 2026-01-01, FALSE",
        "IpAddress, 10.0.0.0/8, 10.1.2.3, TRUE",
        "IpAddress, 10.0.0.0/8, 11.1.2.3, FALSE",
        "IpAddress, 2001:db8::/32, 2001:db8:1::5, TRUE",
        "IpAddress, 0.0.0.0/0, 2001:db8::1, FALSE",
        "NotIpAddress, 10.0.0.0/8, 10.1.2.3, FALSE",
        "NotIpAddress, 10.0.0.0/8, -, TRUE",
        "BinaryEquals, QUJD, QUJD, TRUE",
        // All values, and so also none: the trap of ForAllValues in an Allow.
        "ForAllValues:StringEquals, a|b, a|b, TRUE",
        "ForAllValues:StringEquals, a, a|b, FALSE",
        "ForAllValues:StringEquals, a, -, TRUE",
        "ForAllValues:StringNotEquals, a, b|c, TRUE",
        "ForAllValues:StringNotEquals, a, a|c, FALSE",
        "ForAnyValue:StringEquals, a, a|b, TRUE",
        "ForAnyValue:StringEquals, a, -, FALSE",
        "ForAnyValue:StringNotEquals, a, -, FALSE",
        "ForAnyValue:StringNotEquals, a, a|b, TRUE",
        "ForAnyValue:StringLike, a*, b|ab, TRUE",
        // Several values without a set operator: AWS does not say.
        "StringEquals, a, a|b, DEPENDS",
        "StringEquals, a, a|a, TRUE",
    })
    void operatorsDecideAsAwsDocumentsThem(String operator, String expected, String actual, Truth truth) {
        Policy policy = (Policy) Policy.parse(
                "test",
                PolicyKind.IDENTITY,
                Json.of("{'Version': '2012-10-17', 'Statement': {'Effect': 'Allow', 'Action': '*', 'Resource': '*',"
                        + " 'Condition': {'%s': {'x:Key': ['%s']}}}}"
                                .formatted(operator, expected.replace("|", "', '"))));
        RequestContext context =
                switch (actual) {
                    case "?" -> RequestContext.nothing();
                    case "-" -> RequestContext.nothing().without("x:key");
                    default -> RequestContext.nothing().with("X:KEY", actual.split("\\|"));
                };

        assertThat(policy.statements().get(0).conditionsHold(context)).isEqualTo(truth);
    }
}
