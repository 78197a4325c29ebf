package payments.service.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;

class PaymentIdTest {
    private static final String SIXTY_FOUR = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    @ParameterizedTest
    @ValueSource(strings = {"a", "order-1", "A_b-9", "0190163d-8694-739b-aea5-966c26f8ad91", SIXTY_FOUR})
    void plainIdsAreAccepted(String value) {
        assertThat(new PaymentId(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "../x", "é", "a\nb", "a%20b", "a,b", SIXTY_FOUR + "a"})
    void otherCharactersAndLengthsAreRefused(String value) {
        assertRefused(value, Rejection.INVALID_ID);
    }

    @Requirement("X6")
    @ParameterizedTest
    @ValueSource(strings = {"4111111111111111", "4111-1111-1111-1111", "pay_378282246310005", "x4111 1111 1111 1111"})
    void anIdIsNeverACardNumber(String value) {
        assertRefused(value, Rejection.CARD_NUMBER);
    }

    private static void assertRefused(String value, Rejection reason) {
        assertThatThrownBy(() -> new PaymentId(value))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.rejection()).isEqualTo(reason));
    }
}
