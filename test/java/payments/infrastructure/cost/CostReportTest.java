package payments.infrastructure.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.testing.Json;

@Requirement("X16")
class CostReportTest {
    private static final LocalDate DAY = PriceList.current().date();

    private static final Estimate ESTIMATE = new Estimate(
            List.of(
                    item("dev", "eu-west-1", "database", "vpc", "10", "2.06"),
                    item("dev", "eu-central-1", "database", "vpc", "10", "3.05"),
                    item("dev", "eu-west-1", "keys", "kms-key-month", "0.1", "1"),
                    item("prod", "us-east-1", "keys", "kms-key-month", "2", "1")),
            List.of(item("dev", "eu-west-1", "workflow", "state-transition", "5000000", "0.000025")),
            List.of("something is left out"));

    private static CostItem item(
            String environment, String region, String capability, String meter, String quantity, String price) {
        return new CostItem(
                environment,
                region,
                capability,
                environment + "/" + capability,
                meter,
                new BigDecimal(quantity),
                new BigDecimal(price));
    }

    private static String render(CostFormat format) {
        return CostReport.of("payments", ESTIMATE, PriceList.current(), DAY).render(format);
    }

    @Test
    void theTextHasATableForEachEnvironmentWithTheDearestFirstAndSumsOfWhatIsNotRounded() {
        assertThat(render(CostFormat.TEXT)).isEqualTo("""
                Cost of payments in US dollars: list prices of %s without taxes, discounts and free tiers

                dev       eu-west-1  eu-central-1  idle month  a million payments
                workflow                                                      125
                database         21            31          51
                keys             <1                        <1
                all              21            31          51                 125

                prod  us-east-1  idle month  a million payments
                keys          2           2
                all           2           2

                note: something is left out
                """.formatted(DAY));
    }

    @Test
    void thePageHasTheSameTables() {
        assertThat(render(CostFormat.MARKDOWN))
                .startsWith("US dollars, list prices of %s without taxes, discounts and free tiers.\n\n".formatted(DAY))
                .contains(
                        "| prod | us-east-1 | idle month | a million payments |\n|---|---:|---:|---:|\n| keys | 2 | 2 |  |\n")
                .endsWith("\n- something is left out\n");
    }

    @Test
    void theJsonHasEveryItemWithQuantityAndPrice() {
        var json = Json.parsed(render(CostFormat.JSON));

        assertThat(json.at("/environments/0/name").asText()).isEqualTo("dev");
        assertThat(json.at("/environments/0/idleMonth").decimalValue()).isEqualByComparingTo("51.20");
        assertThat(json.at("/environments/0/millionPayments").decimalValue()).isEqualByComparingTo("125.00");
        assertThat(json.at("/environments/0/perMillion/0/meter").asText()).isEqualTo("state-transition");
        assertThat(json.at("/environments/0/perMillion/0/usd").decimalValue()).isEqualByComparingTo("125.00");
        assertThat(json.at("/environments/1/idle/0/resource").asText()).isEqualTo("prod/keys");
        assertThat(json.at("/notes/0").asText()).isEqualTo("something is left out");
    }

    @Test
    void oldPricesAreSaidToBeOld() {
        assertThat(CostReport.of("payments", ESTIMATE, PriceList.current(), DAY.plusDays(181))
                        .render(CostFormat.TEXT))
                .contains("note: the prices are of %s; compare them with AWS's".formatted(DAY))
                .contains("note: the calendar of Extended Support is of ");
        assertThat(CostReport.of("payments", ESTIMATE, PriceList.current(), DAY.plusDays(180))
                        .render(CostFormat.TEXT))
                .doesNotContain("compare");
    }
}
