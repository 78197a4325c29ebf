package payments.service.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;

@Requirement("X6")
class CardNumbersTest {
    @ParameterizedTest(name = "\"{0}\" holds a card number")
    @ValueSource(
            strings = {
                "4111111111111111",
                "4012888888881881",
                "4222222222222",
                "5555555555554444",
                "2223003122003222",
                "378282246310005",
                "371449635398431",
                "6011111111111117",
                "30569309025904",
                "3530111333300000",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "4111.1111.1111.1111",
                "3782 822463 10005",
                "4111\u00a01111\u00a01111\u00a01111",
                "4111\u20131111\u20131111\u20131111",
                "4111- 1111- 1111- 1111x",
                "４１１１１１１１１１１１１１１１",
                "card4111111111111111x",
                "4111111111111111 12/27",
                "order 77 4111 1111 1111 1111",
                "41111111111111111225",
                "4111\u200b1111\u200b1111\u200b1111"
            })
    void cardNumbersAreFoundHoweverTheyAreWritten(String text) {
        assertThat(CardNumbers.areIn(text)).isTrue();
    }

    @ParameterizedTest(name = "\"{0}\" holds none")
    @ValueSource(
            strings = {
                "",
                "12.34",
                "4111111111111112",
                "411111111111",
                "1763701063000",
                "1111111111111117",
                "0000000000000000",
                "2026-11-21T04:57:43.123Z",
                "+1 555 123 4567",
                "0190163d-8694-739b-aea5-966c26f8ad91",
                "999999999999",
                "4111a1111b1111c1111",
                "41111111, 11111111"
            })
    void ordinaryTextIsLeftAlone(String text) {
        assertThat(CardNumbers.areIn(text)).isFalse();
    }

    @Test
    void aRandomUuidIsNeverTakenForACardNumber() {
        // given
        Random random = new Random(1);

        // then
        assertThat(IntStream.range(0, 100_000).mapToObj(i -> versionFour(random)))
                .noneMatch(CardNumbers::areIn);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "41111111-1111-1111-8000-000000000000", // a UUID without a letter
                "0190163d-8694-739b-aea5-966c26f8ad91 4111111111111111",
                "a4111-1111-1111-1111-0190163d",
                "4111-1111-1111-1111-0190163d-8694-739b-aea5-966c26f8ad91"
            })
    void aCardNumberDoesNotHideBesideOrInTheFormOfAUuid(String text) {
        assertThat(CardNumbers.areIn(text)).isTrue();
    }

    private static String versionFour(Random random) {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
