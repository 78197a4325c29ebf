package payments.service.card;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "4111 - 1111 - 1111 - 1111",
                "4111/1111/1111/1111",
                "4111,1111,1111,1111",
                "4111, 1111, 1111, 1111",
                "4111|1111|1111|1111",
                "4111 | 1111 | 1111 | 1111",
                "4111:1111:1111:1111",
                "4111*1111*1111*1111",
                "4,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1",
                "3782/822463/10005",
                "4111\u22121111\u22121111\u22121111",
                "4111\u00b71111\u00b71111\u00b71111",
                "4111111111111111123",
                "41111111111111112712",
                "41111111111111111227123",
                "41111111111111111231227",
                "4111111111111111122027",
                "4111111111111111271220100000000000000",
                "3782822463100051234",
                "37828224631000512271234",
                "5555555555554444=2712",
                "4111111111111111/123",
                "4111\u200b1111\u200b1111\u200b1111",
                "4111%201111%201111%201111",
                "4111%C2%A01111%C2%A01111%C2%A01111",
                "4111%25201111%25201111%25201111",
                "%34111%2D1111%2D1111%2D1111",
                "100%4111111111111111",
                "4111&nbsp;1111&nbsp;1111&nbsp;1111",
                "4111&amp;ndash;1111&amp;ndash;1111&amp;ndash;1111",
                "4111&#160;1111&#xA0;1111&#160;1111",
                "<td>4111</td><td>1111</td><td>1111</td><td>1111</td>",
                "4111<br>1111<br/>1111<br>1111",
                "3782&nbsp;822463&nbsp;10005",
                "4111\\t1111\\t1111\\t1111",
                "4111\\u00a01111\\u00a01111\\u00a01111",
                "4111\\xa01111\\xa01111\\xa01111",
                "4111     1111     1111     1111",
                "4111  -  1111  -  1111  -  1111",
                "4111x1111x1111x1111",
                "4111 X 1111 X 1111 X 1111",
                "4,111,111,111,111,111",
                "4'111'111'111'111'111",
                "\u2463\u2460\u2460\u2460\u2460\u2460\u2460\u2460\u2460\u2460\u2460\u2460\u2460\u2460\u2460\u2460",
                "411111111111111112/27",
                "37828224631000512 / 2027"
            })
    void cardNumbersAreFoundHoweverTheyAreWritten(String text) {
        assertThat(CardNumbers.areIn(text)).isTrue();
    }

    @ParameterizedTest(name = "\"{0}\" holds none")
    @ValueSource(
            strings = {
                "2026-1111-11111-3",
                "12345 67890 123 3",
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
                "41111111      11111111",
                "4111xx1111xx1111xx1111 and so on",
                "<td>41111111</td><td>11111111</td>",
                "11, 4,111,111,111,111,111",
                "41111111, 11111111",
                "4111,11,111,111,1111",
                "DE89370400440532013000",
                "DE89 3704 0044 0532 0130 00",
                "to de89370400440532013000, from GB82 WEST 1234 5698 7654 32.",
                "NO9386011117947",
                "DE89-3704-0044-0532-0130-00",
                "DE89.3704.0044.0532.0130.00",
                "GB82\u00a0WEST\u00a01234\u00a05698\u00a07654\u00a032",
                "00041111111111111111000"
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

    /** The check digits are not those of the number, or it has not the country's length. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "DE12 4111 1111 1111 1111 00",
                "DE89 4111 1111 1111 1111",
                "DE12-4111 1111 1111 1111 00",
                "XX89370400440532013000 4111111111111111"
            })
    void aCardNumberDoesNotHideInTheFormOfAnAccountNumber(String text) {
        assertThat(CardNumbers.areIn(text)).isTrue();
    }

    @Test
    void noGermanAccountNumberIsTakenForACardNumber() {
        // given
        Random random = new Random(2);

        // then
        assertThat(generated(() -> germanAccount(random))).noneMatch(CardNumbers::areIn);
        for (String separator : new String[] {" ", "-", ".", "\u00a0", "\u202f"}) {
            assertThat(generated(() -> germanAccount(random).replaceAll(".{4}(?!$)", "$0" + separator)))
                    .as("in groups of four with \"%s\" between", separator)
                    .noneMatch(CardNumbers::areIn);
        }
    }

    @Test
    void aUuidBetweenAWordAndANumberIsNeverTakenForACardNumber() {
        // given
        Random random = new Random(3);

        // then
        assertThat(IntStream.range(0, 100_000).mapToObj(i -> "order-" + versionFour(random) + "-" + i % 1000))
                .noneMatch(CardNumbers::areIn);
    }

    /** One number in ten has the right check digit; how many begin like a card of that length is the issuers' doing. */
    @ParameterizedTest(name = "of numbers of {0} digits at most {1} of 20,000")
    @CsvSource({"13, 650", "14, 560", "15, 600", "16, 950", "17, 550", "18, 550", "19, 1500"})
    void shortIdsAreTakenForCardNumbersOnlyInTheLengthsOfAnIssuer(int length, int most) {
        // given
        Random random = new Random(length);

        // then
        assertThat(generated(() -> digits(random, length))
                        .filter(CardNumbers::areIn)
                        .count())
                .isLessThan(most);
    }

    /** By chance: four in ten begin like a card, one of ten passes the check digit, seven in a hundred end like an expiry date. */
    @ParameterizedTest(name = "of ids of {0} digits at most {1} of 20,000")
    @CsvSource({"20, 100", "21, 50", "22, 50", "24, 50", "28, 50", "32, 50"})
    void longOrderIdsAreHardlyEverTakenForCardNumbers(int length, int most) {
        // given
        Random random = new Random(length);

        // then
        assertThat(generated(() -> digits(random, length))
                        .filter(CardNumbers::areIn)
                        .count())
                .isLessThan(most);
    }

    @Test
    void columnsOfAFileAreNotReadAsOneNumber() {
        assertThat(CardNumbers.areInColumns("41111111\t11111111")).isFalse();
        assertThat(CardNumbers.areInColumns("ref-41111111;11111111")).isFalse();
        assertThat(CardNumbers.areInColumns("a;4111 1111 1111 1111;b")).isTrue();
        assertThat(CardNumbers.areInColumns("a\t4111111111111111\tb")).isTrue();
        assertThat(CardNumbers.areInColumns("a,\"4111,1111,1111,1111\",b")).isTrue();
    }

    private static Stream<String> generated(Supplier<String> generator) {
        return Stream.generate(generator).limit(20_000);
    }

    private static String germanAccount(Random random) {
        String account = digits(random, 18);
        int check = 98
                - new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).intValue();
        return "DE%02d%s".formatted(check, account);
    }

    private static String digits(Random random, int length) {
        return random.ints(length, 0, 10).mapToObj(Integer::toString).collect(joining());
    }

    private static String versionFour(Random random) {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
