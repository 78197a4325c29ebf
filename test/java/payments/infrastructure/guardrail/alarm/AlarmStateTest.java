package payments.infrastructure.guardrail.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.infrastructure.guardrail.alarm.AlarmState.Datapoint;

/**
 * The examples of AWS's page "Configuring how CloudWatch alarms treat missing data": 0 is a data point within the threshold, X one that
 * breaches, - one that is missing; the last is the newest.
 */
class AlarmStateTest {
    @ParameterizedTest(name = "three of three: {0}")
    @CsvSource({
        "0-X-X, OK, OK, OK, OK",
        "----0, OK, OK, OK, OK",
        "-----, INSUFFICIENT_DATA, retained, ALARM, OK",
        "0XX-X, ALARM, ALARM, ALARM, ALARM",
        "--X--, ALARM, retained, ALARM, OK",
    })
    void threeOfThree(String points, String missing, String ignore, String breaching, String notBreaching) {
        assertThat(states(points, 3)).containsExactly(missing, ignore, breaching, notBreaching);
    }

    @ParameterizedTest(name = "two of three: {0}")
    @CsvSource({
        "0-X-X, ALARM, ALARM, ALARM, ALARM",
        "00X0X, ALARM, ALARM, ALARM, ALARM",
        "0-X--, OK, OK, ALARM, OK",
        "----0, OK, OK, ALARM, OK",
        "---X-, ALARM, retained, ALARM, OK",
    })
    void twoOfThree(String points, String missing, String ignore, String breaching, String notBreaching) {
        assertThat(states(points, 2)).containsExactly(missing, ignore, breaching, notBreaching);
    }

    @Test
    void aStateThatIsIgnoredStaysWhateverItWas() {
        Window window = new Window(1, Duration.ofMinutes(1), 1);
        List<Datapoint> nothing = List.of(Datapoint.MISSING);
        assertThat(AlarmState.ALARM.next(nothing, window, MissingData.IGNORE)).isEqualTo(AlarmState.ALARM);
        assertThat(AlarmState.OK.next(nothing, window, MissingData.IGNORE)).isEqualTo(AlarmState.OK);
    }

    /** With missing, ignore, breaching and notBreaching; "retained" where the state before decides. */
    private static List<String> states(String points, int datapoints) {
        Window window = new Window(3, Duration.ofMinutes(1), datapoints);
        List<Datapoint> range =
                points.chars().mapToObj(AlarmStateTest::datapoint).toList();
        return List.of(MissingData.MISSING, MissingData.IGNORE, MissingData.BREACHING, MissingData.NOT_BREACHING)
                .stream()
                .map(missing -> {
                    AlarmState fromOk = AlarmState.OK.next(range, window, missing);
                    AlarmState fromAlarm = AlarmState.ALARM.next(range, window, missing);
                    return fromOk == fromAlarm ? fromOk.name() : "retained";
                })
                .toList();
    }

    private static Datapoint datapoint(int written) {
        return switch (written) {
            case '0' -> Datapoint.WITHIN;
            case 'X' -> Datapoint.BREACHING;
            default -> Datapoint.MISSING;
        };
    }
}
