package payments.infrastructure.guardrail.rules.database;

import java.util.List;
import java.util.Map;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Failures, maintenance and changed settings of databases and their parameter groups are published to a topic of the region. A
 * subscription without a source type or categories covers everything. RDS has no events of cluster parameter groups: the trail has
 * their changes. The instances of a cluster have events of their own.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.html">AWS: RDS events</a>
 */
@Guardrail(
        id = "rds-event-subscriptions",
        severity = Severity.LOW,
        expects = "an enabled subscription with a topic for failure, maintenance and configuration change",
        fix = "add aws_db_event_subscription for db-instance, db-cluster and db-parameter-group",
        why = "A parameter that is changed by hand goes unnoticed",
        pci = "11.5.2",
        sources = {"RDS.19", "RDS.20", "RDS.21", "RDS.22"})
final class RdsEventsSubscribed extends ResourceRule {
    /** By resource type: the source type of its events, then the categories that Security Hub asks for. */
    private static final Map<String, List<String>> WANTED = Map.of(
            "aws_db_instance", List.of("db-instance", "maintenance", "configuration change", "failure"),
            "aws_rds_cluster", List.of("db-cluster", "maintenance", "failure"),
            "aws_rds_cluster_instance", List.of("db-instance", "maintenance", "configuration change", "failure"),
            "aws_db_parameter_group", List.of("db-parameter-group", "configuration change"));

    RdsEventsSubscribed() {
        super("aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance", "aws_db_parameter_group");
    }

    @Override
    protected void judge(Resource subject, Verdicts verdicts) {
        List<String> wanted = WANTED.getOrDefault(subject.type(), List.of());
        List<Resource> subscriptions = subject.stack().program().resources("aws_db_event_subscription").stream()
                .filter(subscription -> subscription.isBeside(subject) && covers(subscription, subject, wanted.get(0)))
                .toList();
        for (String category : wanted.subList(1, wanted.size())) {
            boolean subscribed = subscriptions.stream()
                    .anyMatch(subscription -> !subscription.has("event_categories")
                            || subscription
                                    .attribute("event_categories")
                                    .texts()
                                    .anyMatch(category::equals));
            if (subscribed) {
                verdicts.pass("aws_db_event_subscription.event_categories", category);
            } else {
                verdicts.fail(
                        category, "aws_db_event_subscription.event_categories", "no subscription for " + category);
            }
        }
    }

    private static boolean covers(Resource subscription, Resource subject, String sourceType) {
        Value type = subscription.attribute("source_type");
        Value ids = subscription.attribute("source_ids");
        return subscription.has("sns_topic")
                && !subscription.attribute("enabled").isFalse()
                && (type.isAbsent() || type.is(sourceType))
                && (ids.elements().isEmpty() || ids.elements().stream().anyMatch(id -> id.refersTo(subject)));
    }
}
