package payments.service.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Threat;

class CurrenciesTest {
    /** What a Java runtime has otherwise, and why ours stands: JDK 17 lacks UYW (ISO 4217 amendment 169, four digits). */
    private static final Map<String, String> KNOWN_DIFFERENCES = Map.of("UYW", "ours 4, theirs null");

    @Test
    @Threat("A25")
    void ourTableDiffersFromTheJavaRuntimeOnlyWhereTheRuntimeIsBehind() {
        // given the runtime's view of each of our currencies
        Map<String, String> differences = differences(Currencies.all());

        // then
        assertThat(Currencies.all()).hasSizeGreaterThan(150);
        assertThat(KNOWN_DIFFERENCES).containsAllEntriesOf(differences);
    }

    @Test
    @Threat("A25")
    void whatEndedHasTheMinorUnitsThatTheJavaRuntimeRemembers() {
        assertThat(Currencies.withdrawn()).hasSizeGreaterThan(50);
        assertThat(differences(Currencies.withdrawn())).isEmpty();
        assertThat(Currencies.withdrawn())
                .doesNotContainKeys(Currencies.all().keySet().toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEM", "BGN", "HRK", "EUR"})
    @Threat("A24")
    void aStoredAmountStaysReadableWhenItsCurrencyEnds(String code) {
        assertThat(Currencies.ofStored(code).code()).isEqualTo(code);
    }

    private static Map<String, String> differences(Map<String, payments.service.domain.Currency> table) {
        Map<String, Integer> runtime = new TreeMap<>();
        for (Currency currency : Currency.getAvailableCurrencies()) {
            runtime.put(currency.getCurrencyCode(), currency.getDefaultFractionDigits());
        }
        Map<String, String> differences = new TreeMap<>();
        table.forEach((code, ours) -> {
            Integer theirs = runtime.get(code);
            if (theirs == null || theirs != ours.exponent()) {
                differences.put(code, "ours %d, theirs %s".formatted(ours.exponent(), theirs));
            }
        });
        return differences;
    }

    @ParameterizedTest(name = "\"{0}\" is no currency")
    @ValueSource(
            strings = {
                "usd", "US", "USDX", "", "XXX", "XTS", "XAU", "DEM", "BGN", "ANG", "BTC", "ITL", "ESP", "HRK", "U$D"
            })
    @Threat("A24")
    void unknownRetiredAndNonMoneyCodesAreRefused(String code) {
        assertThatThrownBy(() -> Currencies.of(code))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.rejection()).isEqualTo(Rejection.UNKNOWN_CURRENCY));
    }
}
