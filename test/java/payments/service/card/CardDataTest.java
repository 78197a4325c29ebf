package payments.service.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.service.json.InvalidJsonException;
import payments.service.json.JsonReader;

@Requirement("X6")
class CardDataTest {
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{\"note\":\"4111111111111111\"}",
                "{\"n\":4111111111111111}",
                "{\"n\":4111111111111111.00}",
                "{\"n\":4.111111111111111e15}",
                "{\"n\":41111111111111110e-1}",
                "{\"n\":-4111111111111111}",
                "{\"4111 1111 1111 1111\":1}",
                "{\"a\":{\"b\":[{\"c\":\"5555-5555-5555-4444\"}]}}",
                "[\"378282246310005\"]",
                "\"4111111111111111\"",
                "{\"n\":\"\\u0034111111111111111\"}",
                "{\"cvv\":\"123\"}",
                "{\"CVC\":1}",
                "{\"cvv2\":1}",
                "{\"card_number\":\"\"}",
                "{\"cardNumber\":null}",
                "{\"PAN\":1}",
                "{\"track2\":1}",
                "{\"Track Data\":1}",
                "{\"a\":[{\"security-code\":1}]}",
                "{\"card_cvv\":1}",
                "{\"pin\":1}"
            })
    void cardDataIsFoundInNamesAndValuesAtAnyDepth(String json) throws InvalidJsonException {
        assertThat(CardData.isIn(JsonReader.read(json.getBytes(StandardCharsets.UTF_8))))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{\"payment_id\":\"order-1\",\"amount\":9999999999.99,\"currency\":\"USD\"}",
                "{\"company\":\"a\"}",
                "{\"pancake\":1}",
                "{\"tracking_code\":\"a\"}",
                "{\"shipping\":1}",
                "[null,true,1e300]",
                "{\"n\":1e999}"
            })
    void aPlainPaymentHoldsNone(String json) throws InvalidJsonException {
        assertThat(CardData.isIn(JsonReader.read(json.getBytes(StandardCharsets.UTF_8))))
                .isFalse();
    }
}
