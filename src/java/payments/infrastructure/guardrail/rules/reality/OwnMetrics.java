package payments.infrastructure.guardrail.rules.reality;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.contract.FunctionContract;
import payments.contract.FunctionMetric;
import payments.contract.FunctionVariable;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.reality.Metrics.Fault;
import payments.infrastructure.text.Nearest;

/** The metrics that a program's own parts report: metric filters of its logs, and the functions of the payment service. */
final class OwnMetrics {
    private static final Set<String> HANDLERS = Stream.of(FunctionContract.values())
            .map(FunctionContract::handlerClass)
            .collect(Collectors.toUnmodifiableSet());

    /** Where code runs that may report whatever it likes. */
    private static final String OTHER_CODE =
            "aws_(instance|spot_.*|launch_.*|autoscaling_group|ecs_.*|eks_.*|batch_.*|apprunner_.*|elastic_beanstalk_.*|lightsail_.*"
                    + "|glue_job|sagemaker_.*|emr.*|codebuild_project|synthetics_canary|lambda_layer_version|ssm_association)";

    /** Namespaces of agents and of services of AWS that do not begin with {@code AWS/}. */
    private static final Set<String> OF_OTHERS = Set.of(
            "ApplicationSignals",
            "CWAgent",
            "CloudWatchSynthetics",
            "ContainerInsights",
            "ContainerInsights/Prometheus",
            "ECS/ContainerInsights",
            "Glue",
            "LambdaInsights",
            "System/Linux",
            "WAF");

    /**
     * One metric that something reports.
     *
     * @param dimensions the sets of names by which it is reported
     * @param region where; empty for every region in which functions run
     */
    private record Reported(String namespace, String metric, Set<Set<String>> dimensions, String unit, String region) {}

    private final Resource reader;
    private final Program program;
    private final List<Reported> reported = new ArrayList<>();
    private boolean unread;

    private OwnMetrics(Resource reader) {
        this.reader = reader;
        this.program = reader.stack().program();
    }

    private record Key(String environment, String region) {}

    /** What is reported in the environment of a resource, found out once for all that read there. */
    static OwnMetrics around(Resource reader) {
        return reader.stack()
                .program()
                .once(OwnMetrics.class, new Key(reader.environment(), reader.region()), () -> read(reader));
    }

    private static OwnMetrics read(Resource reader) {
        OwnMetrics metrics = new OwnMetrics(reader);
        metrics.addFilters();
        if (metrics.functions().findAny().isPresent()) {
            for (FunctionMetric metric : FunctionMetric.values()) {
                metrics.reported.add(new Reported(
                        FunctionMetric.NAMESPACE, metric.metricName(), FunctionMetric.dimensions(), metric.unit(), ""));
            }
        }
        return metrics;
    }

    private void addFilters() {
        for (Resource filter : program.inEnvironment("aws_cloudwatch_log_metric_filter", reader.environment())) {
            for (Block one : filter.blocks("metric_transformation")) {
                Value namespace = one.attribute("namespace");
                Value name = one.attribute("name");
                if (!namespace.isKnown() || !name.isKnown()) {
                    unread = true;
                    continue;
                }
                Set<String> dimensions = new LinkedHashSet<>();
                one.attribute("dimensions").json().fieldNames().forEachRemaining(dimensions::add);
                String unit = one.has("unit") ? one.attribute("unit").text() : "None";
                reported.add(new Reported(namespace.text(), name.text(), Set.of(dimensions), unit, filter.region()));
            }
        }
    }

    private Stream<Resource> functions() {
        return program.inEnvironment("aws_lambda_function", reader.environment()).stream()
                .filter(OwnMetrics::isOfTheService);
    }

    private static boolean isOfTheService(Resource function) {
        return HANDLERS.contains(function.attribute("handler").text().replaceFirst("::.*", ""));
    }

    /** Whether nothing else in the program can report a metric: its only code is the payment service. */
    private boolean isClosed() {
        return !unread
                && functions().findAny().isPresent()
                && program.resources("aws_lambda_function").stream().allMatch(OwnMetrics::isOfTheService)
                && program.types().stream().noneMatch(type -> type.matches(OTHER_CODE));
    }

    /** What is wrong with a use of a metric that is not AWS's; empty when something reports it, or may. */
    Optional<Fault> fault(MetricUse use) {
        List<Reported> ofNamespace = reported.stream()
                .filter(one -> one.namespace().equals(use.namespace()) && isIn(one, use.region()))
                .toList();
        if (OF_OTHERS.contains(use.namespace()) || unread) {
            return Optional.empty();
        }
        if (ofNamespace.isEmpty()) {
            return namespaceFault(use);
        }
        List<Reported> ofName = ofNamespace.stream()
                .filter(one -> one.metric().equals(use.metric()))
                .toList();
        if (use.metric().isEmpty()) {
            return Optional.empty();
        }
        if (ofName.isEmpty()) {
            return nameFault(use, ofNamespace);
        }
        Set<Set<String>> sets =
                ofName.stream().flatMap(one -> one.dimensions().stream()).collect(Collectors.toSet());
        return use.dimensions() == null || sets.contains(use.dimensions())
                ? Optional.empty()
                : Optional.of(new Fault(
                        "dimensions",
                        "%s by %s".formatted(use.metric(), named(use.dimensions())),
                        "one of the sets of dimensions by which it is reported: "
                                + sets.stream().map(OwnMetrics::named).sorted().collect(Collectors.joining("; "))));
    }

    private static boolean isIn(Reported one, String region) {
        return one.region().isEmpty() || region.isEmpty() || one.region().equals(region);
    }

    private Optional<Fault> namespaceFault(MetricUse use) {
        Set<String> namespaces = reported.stream().map(Reported::namespace).collect(Collectors.toSet());
        Optional<String> elsewhere = reported.stream()
                .filter(one -> one.namespace().equals(use.namespace()))
                .map(Reported::region)
                .findFirst();
        if (elsewhere.isPresent()) {
            return Optional.of(new Fault(
                    "namespace",
                    "%s in %s".formatted(use.namespace(), use.region()),
                    "a region in which it is reported, such as " + elsewhere.get()));
        }
        Optional<String> meant = reported.stream()
                .filter(one -> one.metric().equals(use.metric())
                        && (use.dimensions() == null || one.dimensions().contains(use.dimensions())))
                .map(Reported::namespace)
                .findFirst()
                .or(() -> namespaces.stream()
                        .filter(known -> Nearest.distance(known, use.namespace()) <= 2
                                || known.equalsIgnoreCase(use.namespace()))
                        .findFirst());
        return meant.isPresent() || isClosed()
                ? Optional.of(new Fault(
                        "namespace",
                        use.namespace(),
                        meant.map(known -> "a namespace into which the program reports, such as " + known)
                                .orElse("a namespace into which a metric filter or a function reports: "
                                        + listed(namespaces))))
                : Optional.empty();
    }

    private Optional<Fault> nameFault(MetricUse use, List<Reported> ofNamespace) {
        Set<String> names = ofNamespace.stream().map(Reported::metric).collect(Collectors.toSet());
        Optional<String> nearest = Nearest.to(use.metric(), names);
        return nearest.isPresent() || isClosed()
                ? Optional.of(new Fault(
                        "metric_name",
                        "%s of %s".formatted(use.metric(), use.namespace()),
                        nearest.map(name -> "a metric that is reported there, such as " + name)
                                .orElseGet(() -> "a metric that is reported there: " + listed(names))))
                : Optional.empty();
    }

    /** The units in which a metric is reported; empty when nothing known reports it. */
    Set<String> units(String namespace, String metric) {
        return unread
                ? Set.of()
                : reported.stream()
                        .filter(one -> one.namespace().equals(namespace)
                                && one.metric().equals(metric))
                        .map(Reported::unit)
                        .collect(Collectors.toSet());
    }

    /**
     * The values that a dimension of the functions' metrics has here; empty when they cannot be read.
     *
     * @param dimension {@code Environment} or {@code Region}
     */
    Set<String> values(String dimension) {
        FunctionVariable variable =
                dimension.equals(FunctionMetric.REGION) ? FunctionVariable.REGION : FunctionVariable.ENVIRONMENT_SUFFIX;
        Set<Value> values = functions()
                .filter(function -> function.region().equals(reader.region()))
                .map(function -> function.attribute("environment.variables." + variable.name()))
                .filter(Value::isPresent)
                .collect(Collectors.toSet());
        return values.stream().allMatch(Value::isKnown)
                ? values.stream().map(Value::text).collect(Collectors.toSet())
                : Set.of();
    }

    private static String named(Set<String> dimensions) {
        return dimensions.isEmpty()
                ? "no dimension"
                : dimensions.stream().sorted().collect(Collectors.joining(" + "));
    }

    private static String listed(Set<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }
}
