package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import payments.Requirement;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdict;

/** Alarms of the flagship that were changed so that they sleep or cry wolf; {@code -Dedits.seed=N} draws other alarms. */
@Requirement("X3")
class AlarmEditsTest {
    private static final String ALARM = "aws_cloudwatch_metric_alarm";
    private static final String FILTER = "aws_cloudwatch_log_metric_filter";
    private static final long SEED = Long.getLong("edits.seed", 20_261_130L);
    private static final int OF_EACH_KIND = 12;

    /** What looks at alarms; the list of what was reviewed does not count here. */
    private static final List<Rule> RULES = Stream.of(
                    "alarm-tried",
                    "alarm-actionable",
                    "alarm-coverage",
                    "cloudwatch-alarm-accepted",
                    "cloudwatch-metrics-exist",
                    "cloudwatch-own-metrics-reported",
                    "logs-filter-accepted",
                    "logs-filter-counts",
                    "cis-metric-filters")
            .map(id -> Catalogue.rule(id).orElseThrow())
            .toList();

    /** Edits after which an alarm sleeps through its fault, is raised on a healthy day, or is heard by nobody. */
    private static final Map<String, Consumer<ObjectNode>> FAULTS = new LinkedHashMap<>();

    /** Edits after which it is as good as before. */
    private static final Map<String, Consumer<ObjectNode>> HARMLESS = new LinkedHashMap<>();

    static {
        FAULTS.put("a threshold that nothing reaches", alarm -> alarm.put("threshold", beyond(alarm)));
        FAULTS.put("a threshold that every day reaches", alarm -> alarm.put("threshold", isAbove(alarm) ? -1 : 1e18)
                .put("treat_missing_data", "breaching"));
        FAULTS.put("the operator reversed", AlarmEditsTest::reverse);
        FAULTS.put("ten days of an hour", alarm -> alarm.put("period", 3600)
                .put("evaluation_periods", 168)
                .put("datapoints_to_alarm", 168));
        FAULTS.put(
                "more datapoints than periods",
                alarm -> alarm.put(
                        "datapoints_to_alarm", alarm.path("evaluation_periods").asInt() + 1));
        FAULTS.put("no actions", alarm -> alarm.putArray("alarm_actions"));
        FAULTS.put("actions for ok alone", alarm -> alarm.remove("alarm_actions"));
        FAULTS.put("actions disabled", alarm -> alarm.put("actions_enabled", false));
        FAULTS.put(
                "a metric that does not exist",
                alarm -> alarm.put("metric_name", alarm.path("metric_name").asText() + "s"));
        FAULTS.put(
                "a namespace that does not exist",
                alarm -> alarm.put("namespace", alarm.path("namespace").asText() + "x"));
        FAULTS.put("a dimension of nothing", alarm -> {
            ObjectNode dimensions = alarm.withObjectProperty("dimensions");
            String last = "Nothing";
            for (Map.Entry<String, JsonNode> dimension : dimensions.properties()) {
                last = dimension.getKey();
            }
            dimensions.put(last, "nothing-of-ours");
        });
        FAULTS.put("the count of values", alarm -> alarm.put("statistic", "SampleCount")
                .put("comparison_operator", "LessThanThreshold")
                .put("threshold", 0)
                .remove("extended_statistic"));
        HARMLESS.put("numbers as texts", alarm -> alarm.put(
                        "threshold", alarm.path("threshold").asText())
                .put("period", alarm.path("period").asText())
                .put("evaluation_periods", alarm.path("evaluation_periods").asText()));
        HARMLESS.put("another description", alarm -> alarm.put("alarm_description", "Text for people"));
        HARMLESS.put("no number of datapoints", alarm -> alarm.remove("datapoints_to_alarm"));
        HARMLESS.put("actions that are enabled", alarm -> alarm.put("actions_enabled", true));
        HARMLESS.put("no action for ok", alarm -> alarm.remove("ok_actions"));
        HARMLESS.put(
                "a tag of its own", alarm -> alarm.withObjectProperty("tags").put("Note", "text"));
    }

    private static Flagship flagship = new Flagship();
    private static Set<String> before = Set.of();

    @BeforeAll
    static void synthesize() {
        flagship = Flagship.production();
        before = found(flagship.stacks());
    }

    @Test
    void everyAlarmOfTheFlagshipIsTriedAndSound() {
        List<Result> results = Catalogue.rule("alarm-tried").orElseThrow().results(flagship.program());
        assertThat(results).hasSizeGreaterThan(200).allSatisfy(result -> assertThat(result.verdict())
                .as(result.subject().path() + ": " + result.message())
                .isEqualTo(Verdict.PASS));
    }

    @TestFactory
    Stream<DynamicTest> anAlarmThatCannotBeReliedOnIsFound() {
        return edits(ALARM, FAULTS, OF_EACH_KIND)
                .map(edit -> dynamicTest(
                        edit.name(), () -> assertThat(newlyFound(edit)).containsAll(edit.addresses())));
    }

    @TestFactory
    Stream<DynamicTest> anAlarmThatIsAsGoodAsBeforeIsNot() {
        return edits(ALARM, HARMLESS, OF_EACH_KIND)
                .map(edit -> dynamicTest(
                        edit.name(), () -> assertThat(newlyFound(edit)).isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> aFilterOfTheTrailThatCountsNothingIsFound() {
        Map<String, Consumer<ObjectNode>> changes = new LinkedHashMap<>();
        changes.put("counts zero", filter -> transformation(filter).put("value", "0"));
        changes.put("another group", filter -> filter.put("log_group_name", "/aws/lambda/payments-api-handler-prod"));
        changes.put("another metric", filter -> transformation(filter).put("name", "other"));
        changes.put("nobody", filter -> filter.put("pattern", "{ $.userIdentity.type = \"Nobody\" }"));
        changes.put("everybody", filter -> filter.put("pattern", "{ $.userIdentity.type != \"Nobody\" }"));
        changes.put("by default", filter -> transformation(filter).put("default_value", "1"));
        return edits(FILTER, changes, OF_EACH_KIND)
                .map(edit -> dynamicTest(
                        edit.name(), () -> assertThat(newlyFound(edit)).containsAll(edit.addresses())));
    }

    private record Place(String stack, String type, String name) {
        String address() {
            return "%s/%s.%s".formatted(stack, type, name);
        }
    }

    private record Edit(String name, Set<String> addresses, Map<String, JsonNode> stacks) {}

    /** An edit of each kind, of several places at once. */
    private static Stream<Edit> edits(String type, Map<String, Consumer<ObjectNode>> kinds, int ofEach) {
        Random random = new Random(SEED);
        List<Edit> edits = new ArrayList<>();
        kinds.forEach((kind, change) -> {
            List<Place> places = new ArrayList<>(places(type));
            Collections.shuffle(places, random);
            edits.add(edit(kind, places.subList(0, Math.min(ofEach, places.size())), change));
        });
        return edits.stream();
    }

    private static Edit edit(String kind, List<Place> places, Consumer<ObjectNode> change) {
        Map<String, JsonNode> edited = new LinkedHashMap<>();
        flagship.stacks().forEach((name, stack) -> edited.put(name, stack.deepCopy()));
        for (Place place : places) {
            change.accept((ObjectNode) edited.getOrDefault(place.stack(), MissingNode.getInstance())
                    .path("resource")
                    .path(place.type())
                    .path(place.name()));
        }
        return new Edit(kind, places.stream().map(Place::address).collect(Collectors.toSet()), edited);
    }

    private static List<Place> places(String type) {
        List<Place> places = new ArrayList<>();
        flagship.stacks().forEach((stack, root) -> root.path("resource")
                .path(type)
                .fieldNames()
                .forEachRemaining(name -> places.add(new Place(stack, type, name))));
        return places;
    }

    private static ObjectNode transformation(ObjectNode filter) {
        JsonNode written = filter.path("metric_transformation");
        return (ObjectNode) (written.isArray() ? written.path(0) : written);
    }

    private static Set<String> newlyFound(Edit edit) {
        Set<String> found = new TreeSet<>(found(edit.stacks()));
        found.removeAll(before);
        return found;
    }

    /** Where something was found. */
    private static Set<String> found(Map<String, JsonNode> stacks) {
        Program program = Program.of(stacks);
        return RULES.stream()
                .flatMap(rule -> rule.results(program).stream())
                .filter(result ->
                        result.verdict() == Verdict.FAIL && result.rule().severity() != Severity.LOW)
                .map(result -> result.subject().stack() + "/" + result.subject().address())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isAbove(ObjectNode alarm) {
        return alarm.path("comparison_operator").asText().startsWith("Greater");
    }

    private static double beyond(ObjectNode alarm) {
        return isAbove(alarm) ? 1e18 : -1;
    }

    private static void reverse(ObjectNode alarm) {
        String operator = alarm.path("comparison_operator").asText();
        alarm.put(
                "comparison_operator",
                isAbove(alarm) ? operator.replace("Greater", "Less") : operator.replace("Less", "Greater"));
    }
}
