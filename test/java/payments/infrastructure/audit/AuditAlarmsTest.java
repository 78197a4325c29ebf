package payments.infrastructure.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import payments.infrastructure.observability.AlertTopicArn;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** {@link AuditAlarms} and {@link SuspiciousCall}. */
class AuditAlarmsTest {
    private static final SynthesizedStack STACK = Testing.synthPlaced(
            (scope, placement) -> new AuditAlarms(scope, "audit-alarms", placement, new AlertTopicArn("arn-of-topic")));

    @ParameterizedTest
    @EnumSource
    void everySuspiciousCallIsCountedAndRaisesAnAlarm(SuspiciousCall call) {
        STACK.resource("aws_cloudwatch_log_metric_filter", "/%s-filter".formatted(call.label()))
                .has("log_group_name", "/aws/cloudtrail/acme-audit-test")
                .has("metric_transformation.namespace", "acme-audit-test")
                .has("metric_transformation.name", call.label())
                .has("metric_transformation.value", "1");
        STACK.resource("aws_cloudwatch_metric_alarm", "/audit-alarms/" + call.label())
                .has("namespace", "acme-audit-test")
                .has("metric_name", call.label())
                .has("statistic", "Sum")
                .has("threshold", call == SuspiciousCall.CALLS_REFUSED ? 5 : 0);
    }

    /** CloudWatch Logs refuses longer ones, and an unbalanced one at apply only. */
    @ParameterizedTest
    @EnumSource
    void everyPatternIsOneThatCloudWatchLogsTakes(SuspiciousCall call) {
        assertThat(call.pattern())
                .hasSizeLessThanOrEqualTo(1024)
                .startsWith("{ ")
                .endsWith(" }");
        assertThat(call.pattern().chars().filter(c -> c == '(').count())
                .isEqualTo(call.pattern().chars().filter(c -> c == ')').count());
        assertThat(call.pattern().chars().filter(c -> c == '"').count()).isEven();
    }

    @Test
    void stoppingTheTrailOrDisablingAKeyIsSuspicious() {
        assertThat(SuspiciousCall.TRAIL_CHANGED.pattern()).contains("\"StopLogging\"", "\"DeleteTrail\"");
        assertThat(SuspiciousCall.KEY_DISABLED.pattern()).contains("\"ScheduleKeyDeletion\"");
        assertThat(SuspiciousCall.RECORDER_CHANGED.pattern()).contains("\"StopConfigurationRecorder\"");
    }
}
