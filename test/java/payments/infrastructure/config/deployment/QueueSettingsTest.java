package payments.infrastructure.config.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.constraint.Constraints;

class QueueSettingsTest {
    private static WorkerSettings processor(int timeoutSeconds, int reserved) {
        return new WorkerSettings(1024, timeoutSeconds, reserved);
    }

    private static QueueSettings queue(int visibility, int timeouts, int window, WorkerSettings processor) {
        QueueSettings queue =
                new QueueSettings(visibility, timeouts, 4, 14, 5, 10, window, 5, QueueCapture.BY_REQUEST, processor);
        Constraints.requireValid(queue);
        return queue;
    }

    /** Known mistake M11. */
    @Test
    @Requirement("D3")
    void aMessageStaysHiddenForSixRunsAndTheWindow() {
        assertThat(queue(185, 6, 5, processor(30, 10)).visibilitySeconds()).isEqualTo(185);
        assertThatThrownBy(() -> queue(184, 6, 5, processor(30, 10)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("visibilitySeconds is 184")
                .hasMessageContaining("take 185")
                .hasMessageContaining("raise visibilitySeconds");
    }

    /** 300 seconds for a function of 60 are five runs: who wants that says so. */
    @Test
    @Requirement({"D3", "D4"})
    void fewerRunsAreTakenWhereTheFileSaysSo() {
        assertThatThrownBy(() -> queue(300, 6, 0, processor(60, 10))).hasMessageContaining("visibilitySeconds is 300");
        assertThat(queue(300, 5, 0, processor(60, 10)).visibilitySeconds()).isEqualTo(300);
    }

    /** The clock of a dead letter started when it was first sent. */
    @Test
    void deadLettersAreRetainedForLongerThanMessages() {
        assertThatThrownBy(() -> Constraints.requireValid(
                        new QueueSettings(180, 6, 4, 4, 5, 10, 0, 5, QueueCapture.BY_REQUEST, processor(30, 10))))
                .hasMessageContaining("deadLetterRetentionDays is 4");
    }

    /** Known mistake M45. */
    @Test
    void aBatchOverTenNeedsAWindow() {
        assertThatThrownBy(() -> Constraints.requireValid(
                        new QueueSettings(180, 6, 4, 14, 5, 11, 0, 5, QueueCapture.BY_REQUEST, processor(30, 10))))
                .hasMessageContaining("batchSize is 11 and windowSeconds 0");
    }

    /** Known mistake M42. */
    @Test
    void theProcessorMayRunAsOftenAsTheQueueStartsIt() {
        assertThatThrownBy(() -> queue(180, 6, 0, processor(30, 4)))
                .hasMessageContaining("processor.reservedConcurrency is 4, less than maximumConcurrency 5");
    }
}
