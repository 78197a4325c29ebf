package payments.service.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurrenciesTest {
    @Test
    void exponentsAgreeWithTheJavaRuntimeWhereItKnowsTheCurrency() {
        // given UYW, which the runtime lacks
        var ours = Currencies.all().values().stream().filter(c -> !c.code().equals("UYW"));

        // then
        assertThat(ours).hasSizeGreaterThan(150).allSatisfy(c -> assertThat(c.exponent())
                .as(c.code())
                .isEqualTo(Currency.getInstance(c.code()).getDefaultFractionDigits()));
    }

    @ParameterizedTest(name = "\"{0}\" is no currency")
    @ValueSource(strings = {"usd", "US", "USDX", "", "XXX", "XTS", "XAU", "DEM", "BGN", "ANG", "BTC", "U$D"})
    void unknownRetiredAndNonMoneyCodesAreRefused(String code) {
        assertThatThrownBy(() -> Currencies.of(code))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.rejection()).isEqualTo(Rejection.UNKNOWN_CURRENCY));
    }
}
