package payments.infrastructure.config.deployment;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.infrastructure.config.constraint.Contradictions;

/** Where the line runs between windows that are apart and windows that are not. */
@Requirement("A8")
class ServiceWindowsTest {
    @ParameterizedTest
    @CsvSource({
        "03:00-04:00, mon:04:30-mon:05:30",
        "03:00-04:00, mon:02:00-mon:02:30",
        "23:30-00:15, sun:00:45-sun:01:15",
        "00:30-01:00, sat:23:30-sun:00:00",
        "12:00-12:30, sun:23:00-mon:02:00",
    })
    void windowsHalfAnHourApartAreAccepted(String backup, String maintenance) {
        assertThatNoException().isThrownBy(() -> check(backup, maintenance));
    }

    @ParameterizedTest
    @CsvSource({
        "03:00-04:00, mon:04:29-mon:05:30",
        "03:00-04:00, mon:02:00-mon:02:31",
        "03:00-04:00, mon:03:15-mon:03:45",
        "03:00-04:00, mon:02:00-mon:05:00",
        "03:00-04:00, fri:22:00-sat:03:30",
        "03:00-04:00, sun:12:00-mon:12:00",
        "23:30-00:15, sun:00:44-sun:01:30",
        "00:15-01:00, sun:23:00-mon:00:00",
        "23:00-23:45, mon:00:00-mon:00:30",
        "03:00-04:00, tue:05:00-mon:23:00",
    })
    void windowsThatMeetOrNearlyMeetAreRefused(String backup, String maintenance) {
        assertThatIllegalStateException()
                .isThrownBy(() -> check(backup, maintenance))
                .withMessageContaining(backup)
                .withMessageContaining(maintenance)
                .withMessageContaining("at least 30 minutes")
                .withMessageContaining("move one of them");
    }

    @ParameterizedTest
    @CsvSource({
        "03:00-03:29, mon:04:30-mon:05:30, backupWindow 03:00-03:29",
        "03:00-03:00, mon:04:30-mon:05:30, backupWindow 03:00-03:00",
        "03:00-04:00, mon:04:30-mon:04:59, maintenanceWindow mon:04:30-mon:04:59",
    })
    void windowsShorterThanHalfAnHourAreRefused(String backup, String maintenance, String named) {
        assertThatIllegalStateException()
                .isThrownBy(() -> check(backup, maintenance))
                .withMessageContaining(named)
                .withMessageContaining("shorter than 30 minutes");
    }

    private static void check(String backup, String maintenance) {
        Contradictions contradictions = new Contradictions();
        ServiceWindows.check(contradictions, backup, maintenance);
        contradictions.throwIfAny();
    }
}
