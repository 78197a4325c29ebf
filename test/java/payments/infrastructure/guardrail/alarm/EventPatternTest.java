package payments.infrastructure.guardrail.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns of CloudWatch Logs over one event. */
class EventPatternTest {
    private static final String EVENT = """
            {"eventType": "UpdateTrail", "sourceIPAddress": "203.0.113.7", "errorCode": "Client.UnauthorizedOperation",
             "userIdentity": {"type": "Root"}, "objectList": [{"name": "a"}, {"name": "b"}], "size": 12.5, "flag": true, "nothing": null}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ $.eventType = \"UpdateTrail\" }",
                "{ $.eventType = UpdateTrail }",
                "{ $.eventType = \"Update*\" }",
                "{ $.sourceIPAddress != 123.123.* }",
                "{ ($.errorCode = \"*UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\") }",
                "{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != \"AwsServiceEvent\" }",
                "{ $.objectList[1].name = \"b\" }",
                "{ $.size > 12 && $.size <= 12.50 }",
                "{ $.flag IS TRUE && $.nothing IS NULL && $.eventType EXISTS }",
                "{ $.eventType = %^Update[A-Z]% }",
                "{ $.size = 1 || $.size = 12.5 && $.flag IS TRUE }"
            })
    void findsTheEvent(String pattern) {
        assertThat(finds(pattern)).as(pattern).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ $.eventType = \"updatetrail\" }",
                "{ $.userIdentity.type = \"root\" }",
                "{ $.userIdentity.type != \"Root\" }",
                "{ $.userIdentity.invokedBy = \"x\" }",
                "{ $.userIdentity.invokedBy != \"x\" }",
                "{ $.eventType = \"UpdateTrail\" && $.size > 100 }",
                "{ ($.size = 1 || $.size = 12.5) && $.flag IS FALSE }",
                "{ $.objectList[2].name = \"b\" }"
            })
    void findsNothing(String pattern) {
        assertThat(finds(pattern)).as(pattern).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERROR", "[ip, user]", "{ $.a = }", "{ $.a = \"x\"", "{ $.a & $.b }", ""})
    void whatIsNoPatternOverJsonIsNotGuessed(String pattern) {
        assertThat(EventPattern.of(pattern)).isEmpty();
    }

    private static boolean finds(String pattern) {
        try {
            return EventPattern.of(pattern).orElseThrow().test(new ObjectMapper().readTree(EVENT));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
