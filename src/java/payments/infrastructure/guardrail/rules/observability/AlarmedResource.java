package payments.infrastructure.guardrail.rules.observability;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.alarm.Fault;
import payments.infrastructure.guardrail.alarm.Fault.Applies;
import payments.infrastructure.guardrail.alarm.Fault.Limit;
import payments.infrastructure.guardrail.alarm.Faults;
import payments.infrastructure.guardrail.alarm.MetricName;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Queues;
import payments.infrastructure.reality.InstanceSize;

/**
 * What an alarm watches: which faults apply to it, and what is a hundred percent of its metrics.
 *
 * @param alarm the alarm
 */
record AlarmedResource(Resource alarm) {
    private static final double GIBIBYTE = 1L << 30;
    private static final int SECONDS = 1000;
    private static final int DEFAULT_TIMEOUT_SECONDS = 3;
    private static final int DEFAULT_RETENTION_SECONDS = 345_600;

    /** The local disk of an Aurora instance is about twice its memory (Aurora guide, "Temporary storage limits"). */
    private static final double LOCAL_DISK_OF_MEMORY = 2;

    /** The faults of a metric that the alarm must find. */
    List<Fault> faults(MetricName metric, boolean share) {
        List<Fault> faults = Faults.of(metric);
        if (faults.isEmpty()) {
            return CountedEvents.faults(alarm, metric);
        }
        return faults.stream().filter(fault -> applies(fault.applies(), share)).toList();
    }

    private boolean applies(Applies applies, boolean share) {
        return switch (applies) {
            case ALL -> true;
            case SHARE -> share;
            case NUMBER -> !share;
            case FAILURES ->
                named("QueueName", "aws_sqs_queue")
                        .filter(Queues::isForFailures)
                        .isPresent();
            case WORK ->
                named("QueueName", "aws_sqs_queue")
                        .filter(queue -> !Queues.isForFailures(queue))
                        .isPresent();
            case FINDINGS -> isOfFindings();
        };
    }

    private boolean isOfFindings() {
        String group =
                dimensions("LogGroupName").stream().map(Value::text).findFirst().orElse("");
        return !group.isEmpty()
                && alarm.stack().program().resources("aws_cloudwatch_log_data_protection_policy").stream()
                        .anyMatch(policy ->
                                policy.attribute("policy_document").text().contains("\"" + group + "\""));
    }

    /** The value of a limit; empty where the resource does not say it. */
    OptionalDouble limit(Limit.Kind kind) {
        return switch (kind) {
            case NONE, CALLS -> OptionalDouble.empty();
            case TIMEOUT -> ofFunction("timeout", DEFAULT_TIMEOUT_SECONDS, SECONDS);
            case CONCURRENCY -> ofFunction("reserved_concurrent_executions", 0, 1);
            case RETENTION ->
                number(named("QueueName", "aws_sqs_queue"), "message_retention_seconds", DEFAULT_RETENTION_SECONDS, 1);
            case STORAGE -> number(named("DBInstanceIdentifier", "aws_db_instance"), "allocated_storage", 0, GIBIBYTE);
            case MEMORY -> ofSize(size -> size.memoryGibibytes() * GIBIBYTE);
            case LOCAL_DISK -> ofSize(size -> size.memoryGibibytes() * GIBIBYTE * LOCAL_DISK_OF_MEMORY);
            case CONNECTIONS -> ofSize(InstanceSize::connections);
            case PROCESSORS -> ofSize(InstanceSize::processors);
        };
    }

    private OptionalDouble ofFunction(String attribute, int without, double unit) {
        return number(named("FunctionName", "aws_lambda_function"), attribute, without, unit);
    }

    /** A number of a resource that is above zero; empty where nothing says it. */
    private static OptionalDouble number(Optional<Resource> resource, String attribute, int without, double unit) {
        if (resource.isEmpty()) {
            return OptionalDouble.empty();
        }
        Value value = resource.get().attribute(attribute);
        double number = value.isAbsent()
                ? without
                : value.number().map(BigDecimal::doubleValue).orElse(0.0);
        return number > 0 ? OptionalDouble.of(number * unit) : OptionalDouble.empty();
    }

    private interface OfSize {
        double of(InstanceSize size);
    }

    private OptionalDouble ofSize(OfSize wanted) {
        Optional<Resource> instance = named("DBInstanceIdentifier", "aws_db_instance")
                .or(() -> named("DBInstanceIdentifier", "aws_rds_cluster_instance"))
                .or(() -> named("DBClusterIdentifier", "aws_rds_cluster").flatMap(AlarmedResource::member));
        return instance.flatMap(AlarmedResource::size)
                .map(size -> OptionalDouble.of(wanted.of(size)))
                .orElseGet(OptionalDouble::empty);
    }

    private static Optional<Resource> member(Resource cluster) {
        return cluster.referrers("aws_rds_cluster_instance", "cluster_identifier").stream()
                .findFirst();
    }

    private static Optional<InstanceSize> size(Resource instance) {
        Value called = instance.attribute("instance_class");
        if (called.is("db.serverless")) {
            return instance.follow("cluster_identifier", "aws_rds_cluster")
                    .map(cluster -> cluster.attribute("serverlessv2_scaling_configuration.max_capacity"))
                    .flatMap(Value::number)
                    .map(units -> InstanceSize.ofCapacity(units.intValue()));
        }
        return called.isKnown() && called.text().matches("db\\.\\w+\\.\\w+")
                ? Optional.of(InstanceSize.of(called.text()))
                : Optional.empty();
    }

    private Optional<Resource> named(String dimension, String type) {
        return dimensions(dimension).stream()
                .flatMap(value -> alarm.find(type, value).stream())
                .findFirst();
    }

    private Set<Value> dimensions(String dimension) {
        List<Block> places = new ArrayList<>(alarm.blocks("metric_query.metric"));
        places.add(alarm);
        return places.stream()
                .flatMap(place -> Stream.of(place.attribute("dimensions." + dimension)))
                .filter(Value::isPresent)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
