package payments.infrastructure.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.testing.Json;
import payments.testing.SynthesizedResource;
import payments.testing.Testing;

class RegionDashboardTest {
    private static final WatchedDatabase DATABASE = WatchedDatabase.instance("the-database");
    private static final SynthesizedResource DASHBOARD = Testing.synthPlaced((scope, placement) -> new RegionDashboard(
                    scope,
                    "dashboard",
                    placement,
                    shown(Map.of(
                            DashboardSection.FIREWALL,
                                    List.of(Metric.ofFirewall(
                                            "the-firewall", placement.region(), "BlockedRequests", "Sum")),
                            DashboardSection.TABLE,
                                    List.of(Metric.ofTable("the-table", "ConsumedReadCapacityUnits", "Sum")),
                            DashboardSection.DATABASE,
                                    List.of(
                                            DATABASE.metric("CPUUtilization", "Average"),
                                            DATABASE.metric("ReplicaLag", "Maximum")),
                            DashboardSection.API,
                                    EntryMetrics.ofRestApi("the-api", "the-stage", 3)
                                            .shown(),
                            DashboardSection.FUNCTION,
                                    List.of(
                                            Metric.ofFunction("the-function", "Invocations", "Sum"),
                                            Metric.ofFunction("the-function", "Errors", "Sum"))))))
            .resource("aws_cloudwatch_dashboard");
    private static final JsonNode WIDGETS = DASHBOARD.document("dashboard_body").path("widgets");

    private static Map<DashboardSection, List<ShownMetric>> shown(Map<DashboardSection, List<Metric>> sections) {
        Map<DashboardSection, List<ShownMetric>> shown = new EnumMap<>(DashboardSection.class);
        sections.forEach((section, metrics) -> shown.put(
                section,
                metrics.stream()
                        .map(metric -> new ShownMetric(metric, "eu-west-1"))
                        .toList()));
        return shown;
    }

    /** Dashboards of all regions share one namespace. */
    @Test
    @Requirement("A15")
    void theNameEndsWithTheRegion() {
        DASHBOARD.has("dashboard_name", "acme-overview-test-eu-west-1");
    }

    @Test
    @Requirement({"A15", "B8"})
    void itShowsTheSectionsInTheOrderOfThePage() {
        List<JsonNode> metrics = new ArrayList<>();
        WIDGETS.forEach(widget -> metrics.add(widget.at("/properties/metrics")));

        assertThat(metrics).containsExactly(Json.of("""
                        [['AWS/Lambda', 'Invocations', 'FunctionName', 'the-function', {'stat': 'Sum'}],
                         ['AWS/Lambda', 'Errors', 'FunctionName', 'the-function', {'stat': 'Sum'}]]
                        """), Json.of("""
                        [['AWS/ApiGateway', 'Count', 'ApiName', 'the-api', 'Stage', 'the-stage', {'stat': 'Sum'}],
                         ['AWS/ApiGateway', '4XXError', 'ApiName', 'the-api', 'Stage', 'the-stage', {'stat': 'Sum'}],
                         ['AWS/ApiGateway', '5XXError', 'ApiName', 'the-api', 'Stage', 'the-stage', {'stat': 'Sum'}]]
                        """), Json.of("""
                        [['AWS/RDS', 'CPUUtilization', 'DBInstanceIdentifier', 'the-database', {'stat': 'Average'}],
                         ['AWS/RDS', 'ReplicaLag', 'DBInstanceIdentifier', 'the-database', {'stat': 'Maximum'}]]
                        """), Json.of("""
                        [['AWS/DynamoDB', 'ConsumedReadCapacityUnits', 'TableName', 'the-table', {'stat': 'Sum'}]]
                        """), Json.of("""
                        [['AWS/WAFV2', 'BlockedRequests', 'Region', 'eu-west-1', 'Rule', 'ALL', 'WebACL',
                          'the-firewall', {'stat': 'Sum'}]]
                        """));
    }

    @Test
    void everyWidgetReadsItsOwnRegion() {
        assertThat(WIDGETS).hasSize(5).allSatisfy(widget -> assertThat(
                        widget.at("/properties/region").asText())
                .isEqualTo("eu-west-1"));
    }

    @Test
    void noTwoWidgetsLieOnOneAnotherAndNoneLeavesThePage() {
        Set<String> places = new HashSet<>();
        WIDGETS.forEach(widget -> {
            places.add(widget.path("x") + "," + widget.path("y"));
            assertThat(widget.path("x").asInt() + widget.path("width").asInt()).isLessThanOrEqualTo(24);
            assertThat(widget.path("y").asInt() % widget.path("height").asInt()).isZero();
        });

        assertThat(places).hasSize(WIDGETS.size());
    }
}
