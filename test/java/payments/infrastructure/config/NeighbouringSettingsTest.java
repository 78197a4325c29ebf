package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.Settings;

/** What nobody chose follows from what stands before and behind it. */
@Requirement("E8")
class NeighbouringSettingsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}: {1} runs, {2} a second, {3} at once")
    @CsvSource(
            delimiter = '|',
            value = {
                "function: {}                                          | 20  | 100 | 200",
                "function: {reservedConcurrency: 10}                   | 10  | 100 | 100",
                "function: {reservedConcurrency: 1}                    | 1   | 10  | 10",
                "function: {reservedConcurrency: 300}                  | 300 | 100 | 200",
                "api: {throttleRate: 1000}                             | 100 | 1000 | 200",
                "api: {throttleBurst: 1001}                            | 101 | 100 | 1001",
            })
    void reservationAndThrottleFollowEachOther(String settings, int runs, int rate, int burst) {
        Settings read = load(settings);

        assertThat(read.function().reservedConcurrency()).isEqualTo(runs);
        assertThat(read.api().requestsPerSecond()).isEqualTo(rate);
        assertThat(read.api().requestsAtOnce()).isEqualTo(burst);
    }

    @Test
    void withoutADatabaseTheFunctionSharesTheAccountsRuns() {
        Settings read = load("database: none\n  api: {throttleRate: 10000, throttleBurst: 5000}");

        assertThat(read.function().reservedConcurrency()).isNull();
        assertThat(read.api().requestsPerSecond()).isEqualTo(10000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{reservedConcurrency: 10} | {throttleRate: 101}  | api.throttleRate is 101, but function.reservedConcurrency is 10",
                "{reservedConcurrency: 10} | {throttleBurst: 101} | or reserve 11 runs",
                "{}                        | {throttleRate: 9000} | function.reservedConcurrency is 360",
            })
    void moreThanTheRunsCanTakeIsRefusedWithBothSettings(String function, String api, String message) {
        assertThatThrownBy(() -> load("function: %s%n  api: %s".formatted(function, api)))
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{0}: {1} runs of the processor")
    @CsvSource(
            delimiter = '|',
            value = {"{} | 5", "{maximumConcurrency: 2} | 5", "{maximumConcurrency: 40} | 40"})
    void aProcessorMayRunAsOftenAsItsQueueStartsIt(String queue, int runs) {
        assertThat(load("queue: " + queue).queue())
                .isNotNull()
                .extracting(read -> read.processor().reservedConcurrency())
                .isEqualTo(runs);
    }

    @Test
    void aRelayThatPostsToTheLedgerLeavesConnectionsToOthers() {
        assertThat(load("events: {}\n  ledger: {}").events())
                .isNotNull()
                .extracting(read -> read.relay().reservedConcurrency())
                .isEqualTo(5);
        assertThat(load("events: {}").events())
                .isNotNull()
                .extracting(read -> read.relay().reservedConcurrency())
                .isNull();
        assertThatThrownBy(
                        () -> load(
                                "function: {reservedConcurrency: 300}\n  ledger: {}\n  events: {relay: {reservedConcurrency: 60}}"))
                .hasMessageContaining("has connections for 360 runs");
    }

    private Settings load(String settings) {
        String text = DeploymentFixture.VALID.replace(
                "settings:\n  network:\n    zones: 3\n  database: {allocatedStorageGigabytes: 100}\n",
                "settings:\n  %s\n".formatted(settings));
        return new DeploymentFixture(folder).load(text).environments().get(0).settings();
    }
}
