package payments.service.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.Threat;

class MoneyTest {
    @ParameterizedTest(name = "{0} {1} is {2} minor units and prints as {3}")
    @CsvSource({
        "12.34, USD, 1234, 12.34",
        "12.3, USD, 1230, 12.30",
        "0.01, EUR, 1, 0.01",
        "500, JPY, 500, 500",
        "1.234, KWD, 1234, 1.234",
        "0.0001, CLF, 1, 0.0001",
        "1e2, USD, 10000, 100.00",
        "9999999999.99, USD, 999999999999, 9999999999.99",
        "999999999999, JPY, 999999999999, 999999999999"
    })
    void anAmountBecomesWholeMinorUnits(String token, String currency, long minorUnits, String decimal) {
        // when
        Money money = Money.parse(token, Currencies.of(currency));

        // then
        assertThat(money.minorUnits()).isEqualTo(minorUnits);
        assertThat(money.toDecimal()).isEqualTo(decimal);
    }

    @ParameterizedTest(name = "{0} {1} of a client with floats is {2}")
    @Requirement("K7")
    @CsvSource({
        "59.970000000000006, USD, 5997",
        "0.30000000000000004, USD, 30",
        "12.340, USD, 1234",
        "100.0, JPY, 100",
        "1e2, USD, 10000",
        "1.2340, KWD, 1234"
    })
    void theNoiseOfAFloatIsNoAmount(String token, String currency, long minorUnits) {
        assertThat(Money.ofFloat(token, Currencies.of(currency)).minorUnits()).isEqualTo(minorUnits);
    }

    @ParameterizedTest(name = "{0} {1} of a client with floats is refused: {2}")
    @CsvSource({
        "10.005, USD, AMOUNT_TOO_PRECISE",
        "99.999, USD, AMOUNT_TOO_PRECISE",
        "0.5, JPY, AMOUNT_TOO_PRECISE",
        "1e-9, USD, AMOUNT_NOT_POSITIVE",
        "-1, USD, AMOUNT_NOT_POSITIVE",
        "-1e20, USD, AMOUNT_NOT_POSITIVE",
        "1e20, USD, AMOUNT_TOO_LARGE",
        "one, USD, INVALID_AMOUNT"
    })
    void whatAFloatCannotHaveMeantIsRefused(String token, String currency, Rejection rejection) {
        assertThatThrownBy(() -> Money.ofFloat(token, Currencies.of(currency)))
                .isInstanceOfSatisfying(RejectedException.class, refused -> assertThat(refused.rejection())
                        .isEqualTo(rejection));
    }

    @ParameterizedTest(name = "\"{0}\" is no amount")
    @ValueSource(
            strings = {
                "",
                " ",
                "+1",
                "1,00",
                "1.",
                ".5",
                "0x10",
                "NaN",
                "Infinity",
                "1e999999999",
                "12.34 ",
                "１２",
                "one",
                "11111111111111111111111111111111111111111"
            })
    void whatIsNoPositiveDecimalIsRefused(String token) {
        assertRefused(token, "USD", Rejection.INVALID_AMOUNT);
    }

    @ParameterizedTest(name = "\"{0}\" is not positive")
    @ValueSource(strings = {"0", "-0", "0.00", "0e5", "-1", "-0.01"})
    @Threat("A02")
    void whatIsNotAboveZeroIsRefused(String token) {
        assertRefused(token, "USD", Rejection.AMOUNT_NOT_POSITIVE);
    }

    @ParameterizedTest(name = "{0} is too precise for {1}")
    @CsvSource({"12.345, USD", "12.340, USD", "1.0, JPY", "1.2345, KWD", "1e-3, USD"})
    void digitsBeyondTheMinorUnitAreRefusedAndNeverRounded(String token, String currency) {
        assertRefused(token, currency, Rejection.AMOUNT_TOO_PRECISE);
    }

    @ParameterizedTest(name = "{0} {1} is too large")
    @CsvSource({"10000000000.00, USD", "1000000000000, JPY", "1e99, USD", "1000000000, KWD"})
    void amountsAboveTheLimitAreRefused(String token, String currency) {
        assertRefused(token, currency, Rejection.AMOUNT_TOO_LARGE);
    }

    @Test
    void theRefusalNeverRepeatsTheAmount() {
        assertThatThrownBy(() -> Money.parse("12.345", Currencies.of("USD")))
                .hasMessageNotContaining("12.345")
                .hasNoCause();
    }

    private static void assertRefused(String token, String currency, Rejection reason) {
        assertThatThrownBy(() -> Money.parse(token, Currencies.of(currency)))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.rejection()).isEqualTo(reason));
    }

    @Test
    @Threat({"E09", "A05"})
    void aMillionAmountsSurviveWritingAndReadingWithoutALostUnit() {
        Random random = new Random(9);
        List<Currency> currencies = List.copyOf(Currencies.all().values());
        for (int i = 0; i < 1_000_000; i++) {
            Money money = new Money(
                    1 + random.nextLong(Money.MAX_MINOR_UNITS), currencies.get(random.nextInt(currencies.size())));
            String written = money.toDecimal();
            if (!money.equals(Money.parse(written, money.currency()))) {
                fail("%s is read back as %s", money, Money.parse(written, money.currency()));
            }
        }
    }
}
