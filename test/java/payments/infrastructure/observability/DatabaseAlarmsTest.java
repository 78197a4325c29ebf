package payments.infrastructure.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.testing.Samples;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** A {@code db.t3.medium} has 4 GiB, 2 processors and, so, 450 connections; the sample's first storage is 100 GiB. */
class DatabaseAlarmsTest {
    private static final SynthesizedStack STACK = Testing.synthPlaced((scope, placement) -> new DatabaseAlarms(
            scope,
            "alarms",
            placement,
            new AlertTopicArn("arn-of-topic"),
            WatchedDatabase.instance("the-database"),
            Samples.DATABASE));

    @ParameterizedTest
    @CsvSource({
        "database-connections, DatabaseConnections, statistic, Average, GreaterThanThreshold, 405, 5",
        "database-memory, FreeableMemory, statistic, Average, LessThanThreshold, 1073741824, 15",
        "database-storage, FreeStorageSpace, statistic, Minimum, LessThanThreshold, 10737418240, 5",
        "database-transaction-numbers, MaximumUsedTransactionIDs, statistic, Average, GreaterThanThreshold, 1000000000, 1",
        "database-load, DBLoad, statistic, Average, GreaterThanThreshold, 2, 15",
        "database-read-latency, ReadLatency, extended_statistic, p90, GreaterThanThreshold, 0.02, 5",
        "database-write-latency, WriteLatency, extended_statistic, p90, GreaterThanThreshold, 0.02, 5"
    })
    void itRaisesAnAlarmBeforeTheDatabaseRunsOut(
            String id, String metric, String argument, String statistic, String comparison, double threshold, int n) {
        STACK.resource("aws_cloudwatch_metric_alarm", "/alarms/" + id)
                .has("namespace", "AWS/RDS")
                .has("metric_name", metric)
                .has(argument, statistic)
                .has("comparison_operator", comparison)
                .has("period", 60)
                .has("evaluation_periods", n)
                .has("dimensions", Map.of("DBInstanceIdentifier", "the-database"));
        assertThat(STACK.resource("aws_cloudwatch_metric_alarm", "/alarms/" + id)
                        .at("threshold")
                        .asDouble())
                .isEqualTo(threshold);
    }

    /** A {@code db.r6g.large} has 16 GiB: 5 % of it, and 10 % of a local disk of twice that. */
    @Test
    @Requirement("E3")
    void aClusterRunsOutOfOtherThings() {
        SynthesizedStack cluster = Testing.synthPlaced((scope, placement) -> new DatabaseAlarms(
                scope,
                "alarms",
                placement,
                new AlertTopicArn("arn-of-topic"),
                WatchedDatabase.cluster("the-cluster", List.of("the-writer", "the-reader")),
                Samples.AURORA));

        assertThat(cluster.resources("aws_cloudwatch_metric_alarm"))
                .filteredOn(alarm -> !alarm.at("metric_name").asText().equals("DBLoad"))
                .allSatisfy(alarm -> alarm.has("dimensions", Map.of("DBClusterIdentifier", "the-cluster")))
                .extracting(alarm -> alarm.at("metric_name").asText())
                .contains("FreeLocalStorage")
                .doesNotContain("FreeStorageSpace");
        assertThat(cluster.resource("aws_cloudwatch_metric_alarm", "/database-memory")
                        .at("threshold")
                        .asDouble())
                .isEqualTo(0.05 * 16 * (1L << 30));
        assertThat(cluster.resource("aws_cloudwatch_metric_alarm", "/database-local-storage")
                        .at("threshold")
                        .asDouble())
                .isEqualTo(0.1 * 32 * (1L << 30));
    }

    /** Performance Insights publishes by instance; an alarm on the load of a cluster could never be raised. */
    @Test
    void theLoadOfAClusterIsThatOfEachInstance() {
        SynthesizedStack cluster = Testing.synthPlaced((scope, placement) -> new DatabaseAlarms(
                scope,
                "alarms",
                placement,
                new AlertTopicArn("arn-of-topic"),
                WatchedDatabase.cluster("the-cluster", List.of("the-writer", "the-reader")),
                Samples.AURORA));

        cluster.resource("aws_cloudwatch_metric_alarm", "/database-load-1")
                .has("metric_name", "DBLoad")
                .has("dimensions", Map.of("DBInstanceIdentifier", "the-writer"));
        cluster.resource("aws_cloudwatch_metric_alarm", "/database-load-2")
                .has("dimensions", Map.of("DBInstanceIdentifier", "the-reader"));
    }

    @Test
    void silenceOfWhatIsAlwaysThereIsBad() {
        STACK.resource("aws_cloudwatch_metric_alarm", "/alarms/database-storage")
                .has("treat_missing_data", "breaching");
    }
}
