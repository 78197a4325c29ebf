package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;
import payments.contract.FunctionMetric;
import payments.testing.Deployments;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedResource;

/** The runbook's table of what is lost with a region lists exactly the alarms on what is behind, with their thresholds. */
class LossTableTest {
    private static final Path PAGE = Path.of("main", "docs", "runbooks", "failover.md");
    private static final Set<String> REGIONS = Set.of("us-east-1", "us-east-2");

    /** What follows the log, or another region: by how much it is behind. */
    private static final Set<String> BEHIND = Set.of(
            FunctionMetric.PROJECTOR_LAG.metricName(),
            FunctionMetric.OUTBOX_AGE.metricName(),
            FunctionMetric.OUTBOX_DEPTH.metricName(),
            FunctionMetric.PUBLISH_FAILED.metricName(),
            FunctionMetric.RECONCILIATION_LONGEST_WAIT.metricName(),
            "IteratorAge",
            "ReplicationLatency",
            "OperationsFailedReplication");

    private static final Pattern ROW = Pattern.compile("(?m)^\\|[^|]*\\|[^|]*\\| `([a-z<>-]+)` \\| (over [^|]*) \\|$");

    @Test
    @Requirement("X18")
    @Threat({"H01", "H06"})
    void theTableHasEachAlarmOnWhatIsBehindAndSaysWhenItIsRaised() throws IOException {
        Map<String, String> written = new TreeMap<>();
        ROW.matcher(Files.readString(PAGE)).results().forEach(row -> written.put(row.group(1), row.group(2)));
        Map<String, String> built = new TreeMap<>();
        alarms().forEach(alarm -> built.put(id(alarm), raised(alarm)));

        assertThat(written).isEqualTo(built);
    }

    @Test
    @Requirement("X18")
    @Threat("H01")
    void eachOfThemIsInEveryRegionButTheTrailsWhichIsInOne() {
        Map<String, Set<String>> regions = new TreeMap<>();
        alarms().forEach(alarm ->
                regions.computeIfAbsent(id(alarm), none -> new TreeSet<>()).add(region(alarm)));

        assertThat(regions).hasSize(11).allSatisfy((id, found) -> assertThat(found)
                .as(id)
                .isEqualTo(id.startsWith("audit-") ? Set.of("us-east-1") : REGIONS));
    }

    private static List<SynthesizedResource> alarms() {
        SynthesizedDeployment flagship = Deployments.of("payments");
        return REGIONS.stream()
                .flatMap(region -> flagship.stack("prod-" + region).resources("aws_cloudwatch_metric_alarm").stream())
                .filter(alarm -> BEHIND.contains(alarm.at("metric_name").asText()))
                .toList();
    }

    private static String region(SynthesizedResource alarm) {
        return alarm.provider().replace("aws.", "");
    }

    /** The name of the alarm without project, suffix and region; an alarm of another region names that too. */
    private static String id(SynthesizedResource alarm) {
        return alarm.at("alarm_name")
                .asText()
                .replace("payments-", "")
                .replace("-prod-" + region(alarm), "")
                .replaceAll("us-east-[12]", "<region>");
    }

    private static String raised(SynthesizedResource alarm) {
        double threshold = alarm.at("threshold").asDouble();
        String most =
                switch (alarm.at("metric_name").asText()) {
                    case "OutboxDepth", "EventsNotPublished", "OperationsFailedReplication" ->
                        String.format(Locale.ROOT, "%,d", (long) threshold);
                    case "ReplicationLatency" -> time((long) threshold);
                    default -> time((long) threshold / 1000);
                };
        return "over %s for %s"
                .formatted(
                        most,
                        time(alarm.at("period").asLong()
                                * alarm.at("evaluation_periods").asLong()));
    }

    private static String time(long seconds) {
        long minutes = seconds / 60;
        if (minutes % 60 == 0) {
            return minutes / 60 == 1 ? "1 hour" : "%d hours".formatted(minutes / 60);
        }
        return minutes == 1 ? "1 minute" : "%d minutes".formatted(minutes);
    }
}
