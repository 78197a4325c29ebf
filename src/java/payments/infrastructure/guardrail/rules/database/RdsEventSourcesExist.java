package payments.infrastructure.guardrail.rules.database;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.reality.DatabaseEvents;

/**
 * A subscription names sources of the type that it says, and categories that this type has. RDS answers the creation with
 * {@code SourceNotFound} or {@code InvalidParameterValue} otherwise, which ends the apply. A cluster parameter group is no source.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateEventSubscription.html">AWS:
 *     CreateEventSubscription</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Events.Messages.html">AWS: events of Aurora</a>
 */
@Guardrail(
        id = "rds-event-sources",
        severity = Severity.HIGH,
        expects = "sources of the subscription's source type, and event categories that the type has",
        fix =
                "set source_type to the kind of what source_ids names (db-instance, db-cluster, db-parameter-group and so on); leave out cluster parameter groups",
        why = "RDS refuses the subscription with SourceNotFound, so the apply ends there and nobody hears of failures",
        sources = "ours: public checks ask whether a subscription exists, not whether AWS accepts it")
final class RdsEventSourcesExist extends ResourceRule {
    /** By source type: the resources whose identifiers it takes. None where Terraform makes no such thing. */
    private static final Map<String, Set<String>> SOURCES = new TreeMap<>(Map.ofEntries(
            Map.entry("db-instance", Set.of("aws_db_instance", "aws_rds_cluster_instance")),
            Map.entry("db-cluster", Set.of("aws_rds_cluster")),
            Map.entry("db-parameter-group", Set.of("aws_db_parameter_group")),
            Map.entry("db-security-group", Set.of()),
            Map.entry("db-snapshot", Set.of("aws_db_snapshot", "aws_db_snapshot_copy")),
            Map.entry("db-cluster-snapshot", Set.of("aws_db_cluster_snapshot")),
            Map.entry("db-shard-group", Set.of("aws_rds_shard_group")),
            Map.entry("db-proxy", Set.of("aws_db_proxy")),
            Map.entry("zero-etl", Set.of("aws_rds_integration")),
            Map.entry("custom-engine-version", Set.of("aws_rds_custom_db_engine_version")),
            Map.entry("blue-green-deployment", Set.of())));

    /** What RDS has events of or a program might take for that. */
    private static final Set<String> KINDS = Stream.concat(
                    SOURCES.values().stream().flatMap(Set::stream),
                    Stream.of("aws_rds_cluster_parameter_group", "aws_rds_global_cluster", "aws_db_option_group"))
            .collect(Collectors.toUnmodifiableSet());

    RdsEventSourcesExist() {
        super("aws_db_event_subscription");
    }

    @Override
    protected void judge(Resource subscription, Verdicts verdicts) {
        Value type = subscription.attribute("source_type");
        Value ids = subscription.attribute("source_ids");
        if (type.isAbsent() && ids.elements().isEmpty()) {
            verdicts.pass("source_type", "everything");
        } else if (type.isAbsent()) {
            verdicts.fail("source_type", "source_ids without source_type");
        } else if (!type.isKnown()) {
            verdicts.notApplicable("only an apply knows the source type");
        } else if (!SOURCES.containsKey(type.text())) {
            verdicts.fail("", "source_type", type.text(), "one of " + String.join(", ", SOURCES.keySet()));
        } else {
            judgeSources(subscription, type.text(), verdicts);
            judgeCategories(subscription, type.text(), verdicts);
        }
    }

    private static void judgeSources(Resource subscription, String type, Verdicts verdicts) {
        Set<String> kinds = SOURCES.getOrDefault(type, Set.of());
        verdicts.pass("source_type", type);
        for (Value id : subscription.attribute("source_ids").elements()) {
            Optional<Resource> other = other(subscription, id, kinds);
            if (other.isPresent()) {
                verdicts.fail(
                        other.get().address(),
                        "source_ids",
                        "%s is a %s".formatted(id, other.get().type()),
                        kinds.isEmpty()
                                ? "a source of type " + type
                                : "the identifier of " + String.join(" or ", kinds));
            } else {
                verdicts.pass("source_ids", id);
            }
        }
    }

    /** What the id means, where that is of another kind and nothing of the right kind has the name too. */
    private static Optional<Resource> other(Resource subscription, Value id, Set<String> kinds) {
        boolean right =
                kinds.stream().anyMatch(kind -> subscription.find(kind, id).isPresent());
        return right
                ? Optional.empty()
                : id.target().filter(target -> !kinds.contains(target.type())).or(() -> KINDS.stream()
                        .sorted()
                        .flatMap(kind -> subscription.find(kind, id).stream())
                        .findFirst());
    }

    private static void judgeCategories(Resource subscription, String type, Verdicts verdicts) {
        List<String> known = DatabaseEvents.categories(type);
        subscription.attribute("event_categories").elements().stream()
                .filter(Value::isKnown)
                .map(Value::text)
                .filter(category -> !known.isEmpty() && !known.contains(category))
                .forEach(category -> verdicts.fail(
                        category,
                        "event_categories",
                        category,
                        "a category of %s: %s".formatted(type, String.join(", ", known))));
    }
}
