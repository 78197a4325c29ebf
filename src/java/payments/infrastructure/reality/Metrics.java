package payments.infrastructure.reality;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.reality.Dataset.Row;
import payments.infrastructure.text.Nearest;

/**
 * The metrics that AWS reports to CloudWatch, and by which sets of dimensions: a metric that is asked for by any other set has
 * no data, and its alarm is never raised. A namespace is <em>whole</em> where its documentation was read; of the others only what
 * is nearly something known is called wrong.
 */
public final class Metrics {
    private static final Metrics LOADED = new Metrics();

    private final Map<String, Map<String, Set<Set<String>>>> byNamespace = new TreeMap<>();
    private final Set<String> whole = new HashSet<>();
    private final Map<String, String> onlyRegion = new HashMap<>();

    private Metrics() {
        for (Row row : Datasets.of("metrics-documented").rows()) {
            String namespace = row.text("namespace");
            List<String> metrics = row.words("metrics");
            byNamespace.computeIfAbsent(namespace, key -> new TreeMap<>());
            if (!metrics.isEmpty()) {
                whole.add(namespace);
            }
            if (!row.text("region").isEmpty()) {
                onlyRegion.put(namespace, row.text("region"));
            }
            for (String set : row.text("dimensions").split("\\|", -1)) {
                metrics.forEach(metric -> add(namespace, metric, set.equals("-") ? "" : set));
            }
        }
        for (Row row : Datasets.of("metrics").rows()) {
            if (!whole.contains(row.text("namespace"))) {
                add(row.text("namespace"), row.text("metric"), row.text("dimensions"));
            }
        }
    }

    private void add(String namespace, String metric, String dimensions) {
        byNamespace
                .computeIfAbsent(namespace, key -> new TreeMap<>())
                .computeIfAbsent(metric, key -> new HashSet<>())
                .add(dimensions.isEmpty() ? Set.of() : Set.of(dimensions.split(",", -1)));
    }

    /** All metrics that are known. */
    public static Metrics known() {
        return LOADED;
    }

    /**
     * Something that AWS does not report.
     *
     * @param what {@code namespace}, {@code metric_name} or {@code dimensions}
     * @param found what stands there
     * @param reported what AWS reports instead
     */
    public record Fault(String what, String found, String reported) {}

    /**
     * What is wrong with a metric; empty when AWS reports it, or when it is not AWS that reports in its namespace.
     *
     * @param dimensions the names of the dimensions
     */
    public Optional<Fault> fault(String namespace, String metric, Set<String> dimensions) {
        Optional<Fault> fault = fault(namespace, metric);
        return fault.isPresent()
                        || !isJudged(namespace)
                        || !metricsOf(namespace).containsKey(metric)
                ? fault
                : dimensionFault(namespace, metric, dimensions);
    }

    /** What is wrong with a metric of which the dimensions are not known. */
    public Optional<Fault> fault(String namespace, String metric) {
        if (!isJudged(namespace)) {
            return namespaceFault(namespace);
        }
        Set<String> metrics = metricsOf(namespace).keySet();
        if (metrics.contains(metric)) {
            return Optional.empty();
        }
        Optional<String> nearest = Nearest.to(metric, metrics);
        if (nearest.isEmpty() && !whole.contains(namespace)) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                "metric_name",
                "%s of %s".formatted(metric, namespace),
                nearest.map(name -> "a metric that AWS reports there, such as " + name)
                        .orElseGet(() -> "a metric that AWS reports there: " + listed(metrics))));
    }

    /** What is wrong with a set of dimensions by which any metric of a namespace is searched. */
    public Optional<Fault> searchFault(String namespace, Set<String> dimensions) {
        if (!isJudged(namespace)) {
            return namespaceFault(namespace);
        }
        Set<Set<String>> sets =
                metricsOf(namespace).values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        return sets.contains(dimensions) || !whole.contains(namespace)
                ? Optional.empty()
                : Optional.of(dimensions(dimensions, namespace, sets));
    }

    /** The one region in which AWS reports the metrics of a namespace; empty when each region has its own. */
    public Optional<String> onlyRegion(String namespace) {
        return Optional.ofNullable(onlyRegion.get(namespace));
    }

    private boolean isJudged(String namespace) {
        return !metricsOf(namespace).isEmpty();
    }

    private Map<String, Set<Set<String>>> metricsOf(String namespace) {
        return byNamespace.getOrDefault(namespace, Map.of());
    }

    private Optional<Fault> namespaceFault(String namespace) {
        if (byNamespace.containsKey(namespace)) {
            return Optional.empty();
        }
        Optional<String> sameLetters = byNamespace.keySet().stream()
                .filter(known -> known.equalsIgnoreCase(namespace) || known.equalsIgnoreCase("AWS/" + namespace))
                .findFirst();
        Optional<String> nearest = sameLetters.isPresent() || !namespace.startsWith("AWS/")
                ? sameLetters
                : Nearest.to(namespace, byNamespace.keySet());
        return namespace.startsWith("AWS/") || nearest.isPresent()
                ? Optional.of(new Fault(
                        "namespace",
                        namespace,
                        nearest.map(name -> "a namespace of AWS, such as " + name)
                                .orElse("a namespace of AWS, or one of your own, which must not start with AWS/")))
                : Optional.empty();
    }

    private Optional<Fault> dimensionFault(String namespace, String metric, Set<String> dimensions) {
        Set<Set<String>> sets = metricsOf(namespace).getOrDefault(metric, Set.of());
        if (sets.contains(dimensions)) {
            return Optional.empty();
        }
        if (!whole.contains(namespace)) {
            Set<String> names = metricsOf(namespace).values().stream()
                    .flatMap(Set::stream)
                    .flatMap(Set::stream)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (dimensions.stream()
                    .allMatch(name ->
                            names.contains(name) || Nearest.to(name, names).isEmpty())) {
                return Optional.empty();
            }
        }
        return Optional.of(dimensions(dimensions, metric + " of " + namespace, sets));
    }

    private static Fault dimensions(Set<String> found, String of, Set<Set<String>> sets) {
        return new Fault(
                "dimensions",
                "%s by %s".formatted(of, named(found)),
                "one of the sets of dimensions by which AWS reports it: "
                        + sets.stream().map(Metrics::named).sorted().collect(Collectors.joining("; ")));
    }

    private static String named(Set<String> dimensions) {
        return dimensions.isEmpty() ? "no dimension" : String.join(" + ", new TreeSet<>(dimensions));
    }

    private static String listed(Collection<String> names) {
        int shown = 12;
        return Stream.concat(
                        names.stream().sorted().limit(shown), names.size() > shown ? Stream.of("...") : Stream.of())
                .collect(Collectors.joining(", "));
    }
}
