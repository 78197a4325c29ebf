package payments.infrastructure.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.Threat;
import payments.testing.Deployments;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;

/** The dashboard with all regions of an environment, as the flagship has it. */
class RegionsDashboardTest {
    private static final SynthesizedDeployment FLAGSHIP = Deployments.of("payments");
    private static final SynthesizedResource DASHBOARD =
            FLAGSHIP.stack("prod-iam").resource("aws_cloudwatch_dashboard", "/regions");
    private static final Map<String, JsonNode> WIDGETS = widgets();
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)[.]([\\w-]+)[.](\\w+)}");

    private static Map<String, JsonNode> widgets() {
        Map<String, JsonNode> widgets = new LinkedHashMap<>();
        DASHBOARD
                .document("dashboard_body")
                .path("widgets")
                .forEach(widget ->
                        widgets.put(widget.at("/properties/title").asText(), widget.at("/properties/metrics")));
        return widgets;
    }

    @ParameterizedTest
    @Requirement({"A15", "X18"})
    @Threat("H01")
    @CsvSource({
        "Owns the payments, OwnsPayments",
        "API: answers with 5XX, 5XXError",
        "'Table behind the log of effects, milliseconds', ProjectorLag",
        "'Oldest event in the outbox, milliseconds', OutboxAge",
        "Events in the outbox, OutboxDepth",
        "'Longest wait of a payment for the ledger, milliseconds', ReconciliationLongestWait"
    })
    void eachQuestionHasALineOfEachRegion(String title, String metric) {
        JsonNode lines = Objects.requireNonNull(WIDGETS.get(title), title);

        assertThat(lines).extracting(line -> line.path(1).asText()).containsExactly(metric, metric);
        assertThat(lines)
                .extracting(line -> line.path(line.size() - 1).path("label").asText())
                .containsExactly("us-east-1", "us-east-2");
    }

    @Test
    @Threat("H06")
    void documentsAreShownBothWaysAndBothStreamsOfEachRegion() {
        assertThat(labels("Documents behind, seconds"))
                .containsExactly("us-east-1 to us-east-2", "us-east-2 to us-east-1");
        assertThat(labels("Oldest record that a stream has not delivered, milliseconds"))
                .containsExactlyInAnyOrder(
                        "us-east-1 projector", "us-east-1 relay", "us-east-2 projector", "us-east-2 relay");
    }

    /** A line of a metric that no function and no service writes shows nothing, which looks like all is well. */
    @Test
    @Requirement({"A15", "X18"})
    void everyLineHasTheNamesByWhichTheRegionsOwnStackKnowsTheMetric() {
        Set<String> watched = new TreeSet<>();
        for (String region : List.of("us-east-1", "us-east-2")) {
            SynthesizedStack stack = FLAGSHIP.stack("prod-" + region);
            for (SynthesizedResource alarm : stack.resources("aws_cloudwatch_metric_alarm")) {
                Map<String, String> dimensions = new TreeMap<>();
                alarm.at("dimensions")
                        .properties()
                        .forEach(entry -> dimensions.put(
                                entry.getKey(), resolved(stack, entry.getValue().asText())));
                watched.add("%s %s %s"
                        .formatted(
                                alarm.provider().replace("aws.", ""),
                                alarm.at("metric_name").asText(),
                                dimensions));
            }
            stack.resource("aws_cloudwatch_dashboard", "/dashboard")
                    .document("dashboard_body")
                    .path("widgets")
                    .forEach(widget ->
                            widget.at("/properties/metrics").forEach(line -> watched.add(known(line, region))));
        }

        assertThat(WIDGETS.values())
                .allSatisfy(lines -> lines.forEach(
                        line -> assertThat(known(line, "us-east-1")).isIn(watched)));
    }

    @Test
    @Requirement("A1")
    void itIsInTheStackOfTheRolesSoThatNoStandbyWaitsForIt() {
        SynthesizedStack roles = FLAGSHIP.stack("staging-iam");

        roles.resource("aws_cloudwatch_dashboard", "/regions")
                .has("provider", "aws.us-west-2")
                .has("dashboard_name", "payments-regions-staging");
        assertThat(roles.json().path("data").path("terraform_remote_state")).isEmpty();
    }

    @Test
    void withoutALogOfEffectsThereIsNothingToCompare() {
        assertThat(Deployments.of("active-passive").stack("main-iam").resources("aws_cloudwatch_dashboard"))
                .isEmpty();
    }

    private static List<String> labels(String title) {
        List<String> labels = new ArrayList<>();
        Objects.requireNonNull(WIDGETS.get(title), title)
                .forEach(line ->
                        labels.add(line.path(line.size() - 1).path("label").asText()));
        return labels;
    }

    private static String known(JsonNode line, String home) {
        Map<String, String> dimensions = new TreeMap<>();
        for (int i = 2; i + 1 < line.size() - 1; i += 2) {
            dimensions.put(line.path(i).asText(), line.path(i + 1).asText());
        }
        String region = line.path(line.size() - 1).path("region").asText(home);
        return "%s %s %s".formatted(region, line.path(1).asText(), dimensions);
    }

    /** The name that a resource of the stack gets, where the text is a reference to it. */
    private static String resolved(SynthesizedStack stack, String text) {
        Matcher reference = REFERENCE.matcher(text);
        return reference.matches()
                ? stack.json()
                        .path("resource")
                        .path(reference.group(1))
                        .path(reference.group(2))
                        .path(reference.group(3))
                        .asText(text)
                : text;
    }
}
