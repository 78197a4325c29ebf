package payments.drill;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.contract.FunctionVariable;
import payments.drill.AlarmFacts.Bound;
import payments.drill.AlarmFacts.Window;
import payments.drill.RegionFacts.Called;
import payments.drill.RegionFacts.QueueFacts;
import payments.drill.RegionFacts.Retry;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Functions;
import payments.regions.RegionsException;
import payments.regions.Topology;

/** Reads what a drill must know of the regions out of the synthesized stacks, as the guardrails and the picture do. */
public final class DeployedRegions {
    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour)s?\\)");
    private static final Pattern RECEIVES = Pattern.compile("\"maxReceiveCount\"\\s*:\\s*\"?(\\d+)");
    private static final Pattern RETRY = Pattern.compile(
            "StepUnavailableException.*?\"IntervalSeconds\":(\\d+),\"BackoffRate\":([0-9.]+),\"MaxAttempts\":(\\d+)");
    private static final String API = "PaymentsApiHandler";
    private static final String RELAY = "OutboxRelayHandler";
    private static final String PROJECTOR = "EffectProjectorHandler";
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final Predicate<String> stacks;
    private final Program program;
    private final Topology topology;

    private DeployedRegions(Program program, Topology topology, Predicate<String> stacks) {
        this.program = program;
        this.topology = topology;
        this.stacks = stacks;
    }

    /**
     * Reads the regions of an environment.
     *
     * @param stacks whether a stack of this name belongs to the environment
     * @throws RegionsException when what is deployed can not be tried out
     */
    public static Map<String, RegionFacts> read(Program program, Topology topology, Predicate<String> stacks) {
        DeployedRegions deployed = new DeployedRegions(program, topology, stacks);
        Map<String, RegionFacts> facts = new LinkedHashMap<>();
        topology.regions().forEach(region -> facts.put(region, deployed.region(region)));
        return facts;
    }

    private Stream<Resource> in(String region, String type) {
        return program.resources(type).stream()
                .filter(resource -> stacks.test(resource.stack().name()))
                .filter(resource -> regionOf(resource).equals(region));
    }

    private String regionOf(Resource resource) {
        String provider = resource.own("provider").text();
        String stack = resource.stack().name();
        return topology.regions().stream()
                .filter(region -> provider.isEmpty() ? stack.endsWith(region) : provider.endsWith(region))
                .findFirst()
                .orElse("");
    }

    private RegionFacts region(String region) {
        Map<String, Duration> timeouts = new TreeMap<>();
        Map<String, String> handlers = new HashMap<>();
        Set<String> withLog = new HashSet<>();
        in(region, "aws_lambda_function").forEach(function -> {
            String handler = handler(function);
            handlers.put(function.attribute("function_name").text(), handler);
            timeouts.put(handler, seconds(function.attribute("timeout"), Duration.ofSeconds(3)));
            if (knowsLog(function, region)) {
                withLog.add(handler);
            }
        });
        if (topology.log().isPresent() && !timeouts.containsKey(API)) {
            throw new RegionsException(
                    "a region that takes payments has no function for them",
                    "%s in the stacks of environment %s".formatted(region, topology.environment()),
                    "stacks that have a function with the handler " + API);
        }
        List<AlarmFacts> alarms = new ArrayList<>();
        in(region, "aws_cloudwatch_metric_alarm")
                .filter(alarm -> alarm.has("metric_name"))
                .forEach(alarm -> alarms.add(alarm(alarm, handlers)));
        return new RegionFacts(
                timeouts,
                queue(region),
                called(region, "outbox-relay", RELAY),
                called(region, "effect-projector", PROJECTOR),
                retry(region),
                alarms,
                withLog);
    }

    private static String handler(Resource function) {
        return function.attribute("handler").text().replaceAll("::.*", "").replaceAll(".*\\.", "");
    }

    /** Whether a function has the log among its variables. One that has another log does what no drill can try out. */
    private boolean knowsLog(Resource function, String region) {
        Value named = Functions.variable(function, FunctionVariable.EFFECT_LOG_TABLE.name());
        if (topology.log().isEmpty() || named.isAbsent()) {
            return false;
        }
        Value reached = Functions.variable(function, FunctionVariable.EFFECT_LOG_REGION.name());
        if (!named.is(topology.log().get()) || !reached.is(region)) {
            throw new RegionsException(
                    "a function has a log of effects that is not that of its region",
                    "%s: EFFECT_LOG_TABLE = %s, EFFECT_LOG_REGION = %s".formatted(function, named, reached),
                    "%s and %s, or neither".formatted(topology.log().get(), region));
        }
        return true;
    }

    private QueueFacts queue(String region) {
        String name = topology.queues().isEmpty() ? "" : topology.queues().get(0);
        String deadLetters =
                topology.queues().size() < 2 ? "" : topology.queues().get(1);
        Optional<Resource> queue = in(region, "aws_sqs_queue")
                .filter(found -> found.attribute("name").text().equals(name))
                .findFirst();
        Optional<String> redrive =
                queue.map(found -> found.attribute("redrive_policy").text());
        int receives = redrive.map(RECEIVES::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.parseInt(found.group(1)))
                .orElse(Integer.MAX_VALUE);
        return new QueueFacts(
                name,
                queue.map(found -> seconds(found.attribute("visibility_timeout_seconds"), Duration.ofSeconds(30)))
                        .orElse(Duration.ofSeconds(30)),
                deadLetters,
                receives);
    }

    private Called called(String region, String name, String handler) {
        boolean byStream = in(region, "aws_lambda_event_source_mapping")
                .filter(mapping -> {
                    Value enabled = mapping.attribute("enabled");
                    return enabled.isAbsent() || enabled.isTrue();
                })
                .filter(mapping -> calls(mapping, "function_name", region, handler))
                .anyMatch(mapping -> mapping.attribute("event_source_arn")
                        .target()
                        .filter(source -> source.type().equals("aws_dynamodb_table")
                                && regionOf(source).equals(region))
                        .isPresent());
        return new Called(byStream, schedule(region, name, handler));
    }

    private boolean calls(Resource caller, String attribute, String region, String handler) {
        return Functions.of(caller, attribute)
                .filter(function -> regionOf(function).equals(region))
                .filter(function -> handler(function).equals(handler))
                .isPresent();
    }

    private Optional<Duration> schedule(String region, String name, String handler) {
        return in(region, "aws_cloudwatch_event_rule")
                .filter(rule -> rule.attribute("name").text().contains(name))
                .filter(rule -> !rule.attribute("state").is("DISABLED")
                        && !rule.attribute("is_enabled").isFalse())
                .filter(rule -> rule.referrers("aws_cloudwatch_event_target", "rule").stream()
                        .anyMatch(target -> calls(target, "arn", region, handler)))
                .map(rule -> RATE.matcher(rule.attribute("schedule_expression").text()))
                .filter(Matcher::matches)
                .map(rate -> A_MINUTE.multipliedBy(
                        Long.parseLong(rate.group(1)) * (rate.group(2).equals("hour") ? 60 : 1)))
                .findFirst();
    }

    private Retry retry(String region) {
        return in(region, "aws_sfn_state_machine")
                .filter(machine -> topology.workflow()
                        .filter(machine.attribute("name").text()::equals)
                        .isPresent())
                .map(machine -> RETRY.matcher(machine.attribute("definition").text()))
                .filter(Matcher::find)
                .map(found -> new Retry(
                        Double.parseDouble(found.group(2)),
                        Duration.ofSeconds(Long.parseLong(found.group(1))),
                        Integer.parseInt(found.group(3))))
                .findFirst()
                .orElse(new Retry(2, Duration.ofSeconds(2), 3));
    }

    private static Duration seconds(Value value, Duration absent) {
        return value.number()
                .map(number -> Duration.ofSeconds(number.longValue()))
                .orElse(absent);
    }

    private static AlarmFacts alarm(Resource alarm, Map<String, String> handlers) {
        String statistic = alarm.attribute("statistic").text();
        int periods = alarm.attribute("evaluation_periods")
                .number()
                .map(BigDecimal::intValue)
                .orElse(1);
        return new AlarmFacts(
                alarm.attribute("alarm_name").text(),
                new Bound(
                        alarm.attribute("comparison_operator").text(),
                        alarm.attribute("threshold").number().orElse(BigDecimal.ZERO)),
                metric(alarm, handlers),
                new Window(
                        seconds(alarm.attribute("period"), A_MINUTE),
                        periods,
                        alarm.attribute("treat_missing_data").text(),
                        alarm.attribute("datapoints_to_alarm")
                                .number()
                                .map(BigDecimal::intValue)
                                .orElse(periods)),
                statistic.isEmpty() ? alarm.attribute("extended_statistic").text() : statistic);
    }

    /** The name of a series in {@link Measurements}. */
    private static String metric(Resource alarm, Map<String, String> handlers) {
        String namespace = alarm.attribute("namespace").text();
        String name = alarm.attribute("metric_name").text();
        JsonNode dimensions = alarm.own("dimensions").json();
        Map<String, String> values = new TreeMap<>();
        dimensions
                .fieldNames()
                .forEachRemaining(key ->
                        values.put(key, alarm.attribute("dimensions." + key).text()));
        String apart =
                switch (namespace) {
                    case "AWS/Lambda" -> handlers.getOrDefault(values.getOrDefault("FunctionName", ""), "");
                    case "AWS/SQS" -> values.getOrDefault("QueueName", "");
                    case "AWS/States" ->
                        alarm.attribute("dimensions.StateMachineArn")
                                .target()
                                .map(machine -> machine.attribute("name").text())
                                .orElse("");
                    case Measurements.OWN -> {
                        values.keySet().removeAll(List.of("Environment", "Region"));
                        yield String.join(",", values.values());
                    }
                    default -> "";
                };
        return Measurements.series(namespace, name, apart);
    }
}
