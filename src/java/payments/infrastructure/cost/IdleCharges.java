package payments.infrastructure.cost;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** What each type of resource costs in a month in which nothing happens. */
final class IdleCharges {
    /** How often AWS Config judges something by one rule: each night, and ten things. */
    private static final double EVALUATIONS = 300;

    /** Lambda asks a queue by five pollers, each for 20 seconds at a time (Lambda guide, "Using Lambda with Amazon SQS"). */
    private static final double POLLS = 5 * 3 * 60.0 * Charge.HOURS;

    /** How long a run without work takes. */
    private static final double SECONDS_WITHOUT_WORK = 0.2;

    /** An internet-facing load balancer has a public address in each zone. */
    private static final double DEFAULT_ZONES = 2;

    private static final Pattern RATE = Pattern.compile("rate\\(([0-9]+) (minute|hour|day)s?\\)");
    private static final Map<String, Double> PER_MONTH =
            Map.of("minute", Charge.HOURS * 60.0, "hour", (double) Charge.HOURS, "day", Charge.HOURS / 24.0);

    private static final Map<String, Function<Resource, List<Charge>>> PRICED = Map.ofEntries(
            Map.entry("aws_vpc_endpoint", IdleCharges::ofEndpoint),
            Map.entry("aws_nat_gateway", gateway -> List.of(Charge.hours("nat-gateway-hour", 1))),
            Map.entry("aws_eip", address -> List.of(Charge.hours("public-ipv4-hour", 1))),
            Map.entry("aws_kms_key", key -> List.of(Charge.of("kms-key-month", 1))),
            Map.entry("aws_kms_replica_key", key -> List.of(Charge.of("kms-key-month", 1))),
            Map.entry("aws_cloudwatch_metric_alarm", IdleCharges::ofAlarm),
            Map.entry("aws_cloudwatch_dashboard", dashboard -> List.of(Charge.of("dashboard-month", 1))),
            Map.entry("aws_cloudwatch_log_metric_filter", IdleCharges::ofFilter),
            Map.entry("aws_cloudwatch_event_rule", IdleCharges::ofSchedule),
            Map.entry("aws_scheduler_schedule", IdleCharges::ofSchedule),
            Map.entry("aws_lambda_event_source_mapping", IdleCharges::ofMapping),
            Map.entry("aws_wafv2_web_acl", IdleCharges::ofFirewall),
            Map.entry("aws_secretsmanager_secret", secret -> List.of(Charge.of("secret-month", 1))),
            Map.entry("aws_ssm_parameter", IdleCharges::ofParameter),
            Map.entry("aws_db_instance", DatabaseCharges::ofInstance),
            Map.entry("aws_db_instance_automated_backups_replication", copy -> DatabaseCharges.ofCopiedBackups()),
            Map.entry("aws_rds_cluster", DatabaseCharges::ofCluster),
            Map.entry("aws_rds_cluster_instance", DatabaseCharges::ofClusterInstance),
            Map.entry("aws_lb", IdleCharges::ofLoadBalancer),
            Map.entry("aws_route53_health_check", IdleCharges::ofHealthCheck),
            Map.entry("aws_route53_zone", zone -> List.of(Charge.of("hosted-zone-month", 1))),
            Map.entry("aws_config_config_rule", rule -> List.of(Charge.of("config-evaluation", EVALUATIONS))));

    private static final Map<String, String> FREE =
            Table.read("free").rows().stream().collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));

    private IdleCharges() {}

    /** The types that something is charged for, and those that cost nothing; none is in both. */
    static Set<String> types() {
        Set<String> types = new TreeSet<>(FREE.keySet());
        PRICED.keySet().forEach(type -> {
            if (!types.add(type)) {
                throw new IllegalStateException(
                        "%s has a price and stands in free.tsv; take the row away".formatted(type));
            }
        });
        return types;
    }

    /** The types that cost nothing, and why. */
    static Map<String, String> free() {
        return new TreeMap<>(FREE);
    }

    /**
     * What a resource costs in a month.
     *
     * @throws IllegalStateException when nothing is known of its type, which is a mistake of this program
     */
    static List<Charge> of(Resource resource) {
        Function<Resource, List<Charge>> priced = PRICED.get(resource.type());
        if (priced != null) {
            return priced.apply(resource);
        }
        if (FREE.containsKey(resource.type())) {
            return List.of();
        }
        throw new IllegalStateException(
                "%s has the type %s, of which nobody has said what it costs; add a price to IdleCharges, or a row to free.tsv"
                        .formatted(resource.path(), resource.type()));
    }

    /** An interface in each subnet; a gateway costs nothing. */
    private static List<Charge> ofEndpoint(Resource endpoint) {
        return endpoint.attribute("vpc_endpoint_type").is("Interface")
                ? List.of(Charge.hours(
                        "vpc-endpoint-hour",
                        endpoint.attribute("subnet_ids").elements().size()))
                : List.of();
    }

    /** An alarm is charged by its metrics, one with periods under a minute at the higher price. */
    private static List<Charge> ofAlarm(Resource alarm) {
        long metrics = alarm.blocks("metric_query").stream()
                .filter(query -> !query.blocks("metric").isEmpty())
                .count();
        String meter = alarm.attribute("period").isBetween(1, 59)
                ? "alarm-metric-high-resolution-month"
                : "alarm-metric-month";
        return List.of(Charge.of(meter, (double) Math.max(1, metrics)));
    }

    /** A metric without events exists only where the filter has a default value. */
    private static List<Charge> ofFilter(Resource filter) {
        return filter.has("metric_transformation.default_value")
                ? List.of(Charge.of("custom-metric-month", 1))
                : List.of();
    }

    /** The runs that a schedule starts; a rule of EventBridge costs nothing itself. */
    private static List<Charge> ofSchedule(Resource schedule) {
        double runs = runs(schedule.attribute("schedule_expression").text());
        if (schedule.type().equals("aws_scheduler_schedule")) {
            return runs == 0 ? List.of() : List.of(Charge.of("scheduler-invocation", runs));
        }
        boolean startsFunction = schedule.referrers("aws_cloudwatch_event_target", "rule").stream()
                .anyMatch(target -> target.attribute("arn")
                        .target()
                        .filter(found -> found.type().startsWith("aws_lambda_"))
                        .isPresent());
        return runs == 0 || !startsFunction
                ? List.of()
                : List.of(
                        Charge.of("lambda-request", runs), Charge.of("lambda-gb-second", runs * SECONDS_WITHOUT_WORK));
    }

    private static double runs(String expression) {
        Matcher rate = RATE.matcher(expression);
        if (rate.matches()) {
            return Optional.ofNullable(PER_MONTH.get(rate.group(2))).orElse(0.0) / Integer.parseInt(rate.group(1));
        }
        // A time of the day; other expressions are as seldom.
        return expression.startsWith("cron(") ? Charge.HOURS / 24.0 : 0;
    }

    /** Asking a queue is charged, reading a stream of DynamoDB by Lambda is not. */
    private static List<Charge> ofMapping(Resource mapping) {
        Value source = mapping.attribute("event_source_arn");
        boolean queue =
                source.target("aws_sqs_queue").isPresent() || source.text().contains(":sqs:");
        return queue ? List.of(Charge.of("sqs-request", POLLS)) : List.of();
    }

    private static List<Charge> ofFirewall(Resource acl) {
        return List.of(
                Charge.of("waf-acl-month", 1),
                Charge.of("waf-rule-month", acl.blocks("rule").size()));
    }

    private static List<Charge> ofParameter(Resource parameter) {
        return parameter.attribute("tier").is("Advanced")
                ? List.of(Charge.of("advanced-parameter-month", 1))
                : List.of();
    }

    private static List<Charge> ofLoadBalancer(Resource balancer) {
        if (balancer.attribute("internal").isTrue()) {
            return List.of(Charge.hours("load-balancer-hour", 1));
        }
        int subnets = balancer.attribute("subnets").elements().size();
        return List.of(
                Charge.hours("load-balancer-hour", 1),
                Charge.hours("public-ipv4-hour", subnets == 0 ? DEFAULT_ZONES : subnets));
    }

    /** HTTPS, a wanted text, short intervals and measured latency are options, each charged. */
    private static List<Charge> ofHealthCheck(Resource check) {
        String type = check.attribute("type").text();
        int options = (type.startsWith("HTTPS") ? 1 : 0)
                + (type.endsWith("STR_MATCH") ? 1 : 0)
                + (check.attribute("request_interval").isBetween(1, 29) ? 1 : 0)
                + (check.attribute("measure_latency").isTrue() ? 1 : 0);
        return options == 0
                ? List.of(Charge.of("health-check-month", 1))
                : List.of(Charge.of("health-check-month", 1), Charge.of("health-check-option-month", options));
    }
}
