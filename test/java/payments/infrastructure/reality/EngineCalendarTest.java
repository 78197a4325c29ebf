package payments.infrastructure.reality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Versions of PostgreSQL end on a day: until then AWS makes databases of them, and says so beforehand. */
class EngineCalendarTest {
    private static final String RDS = "postgres";
    private static final String AURORA = "aurora-postgresql";

    private static EngineCalendar on(String day) {
        return new EngineCalendar(LocalDate.parse(day));
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, 15.4, 2024-12-08, 2024-12-09",
        "postgres, 17.4, 2026-04-30, 2026-05-01",
        "aurora-postgresql, 13.7, 2025-05-31, 2025-06-01"
    })
    void aVersionIsMadeOnItsLastDayAndRefusedFromTheNextOn(String engine, String version, String last, String next) {
        assertThat(on(last).refusal(engine, version)).isEmpty();
        assertThat(on(next).refusal(engine, version)).hasValueSatisfying(why -> assertThat(why)
                .contains("AWS makes no new %s %s since %s".formatted(engine, version, next))
                .contains("use " + version.substring(0, 2)));
    }

    @Test
    void aVersionThatEndsWithin90DaysIsAWarningWithItsLastDay() {
        assertThat(on("2026-01-29").warning(RDS, "17.4")).isEmpty();
        assertThat(on("2026-01-31").warning(RDS, "17.4"))
                .hasValueSatisfying(why -> assertThat(why).contains("makes no new postgres 17.4 after 2026-04-30"));
        assertThat(on("2026-05-01").warning(RDS, "17.4"))
                .as("it is refused by now")
                .isEmpty();
    }

    @Test
    void theEndOfStandardSupportIsAWarning90DaysBeforeAndLater() {
        assertThat(on("2026-11-29").warning(RDS, "14")).isEmpty();
        assertThat(on("2026-12-01").warning(RDS, "14"))
                .hasValueSatisfying(why -> assertThat(why).contains("ends on 2027-02-28"));
        assertThat(on("2027-03-01").warning(AURORA, "14.22"))
                .hasValueSatisfying(why -> assertThat(why).contains("ended on 2027-02-28", "extended support"));
    }

    @Test
    void aMajorVersionIsMadeUntilItsExtendedSupportEnds() {
        assertThat(on("2029-02-28").refusal(RDS, "13")).isEmpty();
        assertThat(on("2029-03-01").refusal(RDS, "13"))
                .hasValueSatisfying(why -> assertThat(why).contains("2029-02-28", "use 13, 14, 15, 16, 17, 18"));
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, 12, no version 12",
        "postgres, 15.1, 15.2 to 15.19",
        "postgres, 17.99, 17.1 to 17.11",
        "postgres, latest, no version latest",
        "aurora-postgresql, 17.3, 17.4 to 17.11",
        "aurora-postgresql, 18.2, 18.3 to 18.6"
    })
    void aVersionThatThereNeverWasIsRefusedWithThoseThatAre(String engine, String version, String why) {
        assertThat(on("2026-11-29").refusal(engine, version))
                .hasValueSatisfying(refusal -> assertThat(refusal).contains(why));
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, 16",
        "postgres, 16.13",
        "postgres, 17.11",
        "postgres, 18",
        "postgres, 18.1",
        "aurora-postgresql, 18.3",
        "aurora-postgresql, 16.11",
        "mysql, 5.6.51"
    })
    void whatAwsMakesAndWhatTheTablesDoNotKnowIsNotRefused(String engine, String version) {
        assertThat(on("2026-11-29").refusal(engine, version)).isEmpty();
        assertThat(on("2026-11-29").warning(engine, version)).isEmpty();
    }

    /** A user who is refused a version must not be sent to another that is refused too. */
    @Test
    void whatIsProposedInsteadIsMade() {
        EngineCalendar today = on("2026-11-29");
        for (Dataset.Row row : Datasets.of("engine-majors").rows()) {
            String version = row.text("major") + "." + row.text("seen");
            assertThat(today.refusal(row.text("engine"), version))
                    .as(row.text("engine") + " " + version)
                    .isEmpty();
        }
    }
}
