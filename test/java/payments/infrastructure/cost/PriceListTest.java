package payments.infrastructure.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import payments.Requirement;

@Requirement("X16")
class PriceListTest {
    private static final PriceList PRICES = PriceList.current();

    @Test
    void aPriceIsThatOfTheRegionElseTheOneOfAllElseTheStandIn() {
        assertThat(PRICES.find("vpc-endpoint-hour", "eu-central-1")
                        .orElseThrow()
                        .usd())
                .isEqualByComparingTo("0.012");
        assertThat(PRICES.find("public-ipv4-hour", "eu-central-1").orElseThrow().region())
                .isEqualTo("*");
        assertThat(PRICES.find("vpc-endpoint-hour", "ap-south-1").orElseThrow().region())
                .isEqualTo(PriceList.STAND_IN);
        assertThat(PRICES.find("no-such-meter", "eu-west-1")).isEmpty();
    }

    @Test
    void everyPriceHasAPageOfAwsAndTheNameOfTheMeterInAwssOwnList() {
        assertThat(PRICES.all()).hasSizeGreaterThan(200).allSatisfy(price -> {
            assertThat(price.source()).startsWith("https://aws.amazon.com/").endsWith("/");
            assertThat(price.usageType()).isNotBlank();
            assertThat(price.unit()).isNotBlank();
        });
    }

    /** A meter with a price in one region and for all would have two answers. */
    @Test
    void aMeterHasOnePriceForAllOrOneForEachOfSomeRegionsAmongThemTheStandIn() {
        PRICES.all().stream().collect(Collectors.groupingBy(Price::meter)).forEach((meter, prices) -> {
            List<String> regions = prices.stream().map(Price::region).toList();
            if (regions.contains(Price.EVERYWHERE)) {
                assertThat(regions).as(meter).hasSize(1);
            } else {
                assertThat(regions).as(meter).contains(PriceList.STAND_IN);
            }
        });
    }

    @Test
    void pricesAreOldAfterHalfAYear() {
        assertThat(PRICES.isOld(PRICES.date().plusDays(180))).isFalse();
        assertThat(PRICES.isOld(PRICES.date().plusDays(181))).isTrue();
    }

    @Test
    void aTableWithTwoPricesOfAMeterOrNoneIsRefused() {
        List<String> row = List.of("m", "*", "1", "unit", "type", "https://aws.amazon.com/");
        List<String> nothing = List.of("m", "*", "0", "unit", "type", "https://aws.amazon.com/");

        assertThatThrownBy(() -> new PriceList(new Table(LocalDate.EPOCH, List.of(row, row))))
                .hasMessageContaining("two prices of m in *");
        assertThatThrownBy(() -> new PriceList(new Table(LocalDate.EPOCH, List.of(nothing))))
                .hasMessageContaining("a price is above zero, and what costs nothing stands in free.tsv");
    }
}
