package payments.infrastructure.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.ApiDialect;
import payments.testing.Json;

/** The model by which API Gateway judges a payment's body, judged by another implementation of JSON Schema draft 4. */
class RequestModelTest {
    private static final JsonNode SCHEMA =
            Json.parsed(RequestModel.of(ApiDialect.PAYMENTS).orElseThrow().schema());

    private static Set<ValidationMessage> findings(JsonNode body) {
        return findings(SCHEMA, body);
    }

    private static Set<ValidationMessage> findings(JsonNode schema, JsonNode body) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                .getSchema(schema)
                .validate(body);
    }

    /** API Gateway knows draft 4 only (API Gateway guide, "Data models for REST APIs"). */
    @Test
    void theModelIsOfDraft4AndNamesEveryField() {
        assertThat(SCHEMA.path("$schema").asText()).isEqualTo("http://json-schema.org/draft-04/schema#");
        assertThat(SCHEMA.path("additionalProperties")).isEqualTo(Json.of("false"));
    }

    @Test
    void everyTextHasALongestLengthAndEveryNumberALargestValue() {
        assertThat(SCHEMA.path("properties").properties()).isNotEmpty().allSatisfy(field -> {
            assertThat(field.getValue().path("maxLength").isInt())
                    .as("maxLength of %s", field)
                    .isTrue();
            if (field.getValue().path("type").toString().contains("number")) {
                assertThat(field.getValue().path("maximum").isNumber())
                        .as("maximum of %s", field)
                        .isTrue();
            }
        });
    }

    @Test
    @Requirement("D8")
    void theEventsOfTheHandlersTestsPass() throws IOException {
        JsonNode event = Json.parsed(Files.readString(Path.of("test/resources/events/rest-post-payment.json")));

        assertThat(findings(Json.parsed(event.path("body").asText()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'amount': 12.34}",
                "{'amount': '12.34', 'currency': 'USD', 'payment_id': 'order-1'}",
                "{'amount': '0.100', 'currency': 'KWD', 'transaction_id': 'T_1', 'description': 'two chairs'}",
                "{'amount': 999999999999, 'merchant_id': 'm 1', 'customer_id': 'c', 'payment_method': 'token',"
                        + " 'reference': 'r'}"
            })
    void anOrderOfKnownFieldsPasses(String body) {
        assertThat(findings(Json.of(body))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "'text'",
                "{'currency': 'USD'}",
                "{'amount': -1}",
                "{'amount': 1000000000000}",
                "{'amount': true}",
                "{'amount': '1e400000'}",
                "{'amount': '12.34567'}",
                "{'amount': 1, 'currency': 'usd'}",
                "{'amount': 1, 'payment_id': 'with space'}",
                "{'amount': 1, 'payment_id': 7}",
                "{'amount': 1, 'reference': ''}",
                "{'amount': 1, 'Amount': 2}",
                "{'amount': 1, 'admin': true}",
                "{'amount': 1, 'cvv': '123'}"
            })
    @Requirement("X6")
    void whatIsNoOrderOrHasAFieldMoreIsRefused(String body) {
        assertThat(findings(Json.of(body))).isNotEmpty();
    }

    @Test
    void aTextMayBeAsLongAsTheServiceTakesAndNoLonger() {
        assertThat(findings(Json.of("{'amount': 1, 'description': '%s'}".formatted("d".repeat(255)))))
                .isEmpty();
        assertThat(findings(Json.of("{'amount': 1, 'description': '%s'}".formatted("d".repeat(256)))))
                .isNotEmpty();
    }

    /** Their callers send more than a model would let pass, and read the function's own words in every refusal. */
    @ParameterizedTest
    @Requirement({"A10", "C7", "K11", "K31", "K43"})
    @EnumSource(value = ApiDialect.class, mode = EnumSource.Mode.EXCLUDE, names = "PAYMENTS")
    void noModelStandsBeforeADialectOfAnOlderSystem(ApiDialect dialect) {
        assertThat(RequestModel.of(dialect)).isEmpty();
    }

    /** A part of an amount must not be asked for and the whole be taken. */
    @Test
    @Requirement("D5")
    void aCaptureSaysNothing() {
        JsonNode model = Json.parsed(RequestModel.ofCapture().schema());

        assertThat(findings(model, Json.of("{}"))).isEmpty();
        assertThat(findings(model, Json.of("{'amount': 1}"))).isNotEmpty();
        assertThat(findings(model, Json.of("[]"))).isNotEmpty();
    }

    @Test
    void theModelHasTheNameThatItsSchemaHas() {
        RequestModel model = RequestModel.of(ApiDialect.PAYMENTS).orElseThrow();

        assertThat(SCHEMA.path("title").asText()).isEqualTo(model.name());
    }
}
