package payments.infrastructure.guardrail.rules.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A subscriber to the topic of alarms gets them: a message of CloudWatch has no attributes, so that a filter on attributes lets
 * none through, and one on the body must let the state ALARM through. A filter on alarms by name or metric leaves none without any
 * subscriber.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering-scope.html">AWS: scope of a filter policy</a>
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html">AWS: notifying
 *     users on alarm changes</a>
 */
@Guardrail(
        id = "sns-filter-passes-alarms",
        severity = Severity.HIGH,
        expects = "filters that let each alarm through to a subscriber",
        fix = "set filter_policy_scope to MessageBody, and filter on NewStateValue with ALARM, or take the filter away",
        why = "SNS drops what no filter lets through, and an alarm that was raised is not seen",
        pci = "10.7.2",
        sources = "ours: Terraform accepts every policy that SNS can read")
final class SnsFilterPassesAlarms extends ResourceRule {
    private static final String POLICY = "filter_policy";
    private static final List<String> ALARMS = List.of("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm");

    SnsFilterPassesAlarms() {
        super("aws_sns_topic_subscription");
    }

    @Override
    protected void judge(Resource subscription, Verdicts verdicts) {
        Optional<Resource> topic = subscription.follow("topic_arn", "aws_sns_topic");
        List<Resource> alarms = topic.stream()
                .flatMap(found -> ALARMS.stream().flatMap(type -> found.referrers(type, "alarm_actions").stream()))
                .filter(alarm -> alarm.region().equals(subscription.region()))
                .toList();
        Value policy = subscription.attribute(POLICY);
        if (alarms.isEmpty() || policy.isAbsent() || policy.isUnknown() || topic.isEmpty()) {
            verdicts.notApplicable("no filter that can be read on a topic of alarms");
            return;
        }
        AlarmFilter filter = AlarmFilter.of(subscription);
        Optional<String> blind = filter.blindness();
        if (blind.isPresent() && isOfAlarmsAlone(topic.get())) {
            verdicts.fail("", POLICY, policy.text(), blind.get());
            return;
        }
        List<AlarmFilter> all = topic.get().referrers("aws_sns_topic_subscription", "topic_arn").stream()
                .map(AlarmFilter::of)
                .toList();
        List<String> lost = alarms.stream()
                .filter(alarm -> all.stream().noneMatch(one -> one.passes(alarm)))
                .map(Resource::path)
                .sorted()
                .toList();
        if (lost.isEmpty()) {
            verdicts.pass(POLICY, policy);
        } else {
            verdicts.fail(
                    "",
                    POLICY,
                    policy.text(),
                    "a subscriber for each alarm; none gets %d of %d, such as %s"
                            .formatted(lost.size(), alarms.size(), lost.get(0)));
        }
    }

    /** Whether nothing but alarms publishes to the topic, so that its subscriptions are for alarms. */
    private static boolean isOfAlarmsAlone(Resource topic) {
        Set<String> silent = Set.of(
                "aws_sns_topic_subscription",
                "aws_sns_topic_policy",
                "aws_kms_key",
                "aws_iam_policy",
                "aws_iam_role_policy");
        return topic.referrers().stream()
                .map(Resource::type)
                .allMatch(type -> ALARMS.contains(type) || silent.contains(type));
    }

    /**
     * What a subscription lets through of the messages of alarms.
     *
     * @param policy the filter policy; a missing node without one
     * @param isOfBody whether it looks at the message, and not at its attributes
     * @param isRead whether it can be read
     */
    private record AlarmFilter(JsonNode policy, boolean isOfBody, boolean isRead) {
        /** Top-level fields of the message that CloudWatch sends. */
        private static final Set<String> FIELDS = Set.of(
                "AlarmName",
                "AlarmDescription",
                "AWSAccountId",
                "AlarmConfigurationUpdatedTimestamp",
                "NewStateValue",
                "NewStateReason",
                "StateChangeTime",
                "Region",
                "AlarmArn",
                "OldStateValue",
                "OKActions",
                "AlarmActions",
                "InsufficientDataActions",
                "Trigger",
                "AlarmRule",
                "TriggeringChildren",
                "ActionsSuppressedBy",
                "ActionsSuppressedReason");

        static AlarmFilter of(Resource subscription) {
            Value written = subscription.attribute(POLICY);
            JsonNode policy = subscription.blocks(POLICY).stream()
                    .map(Block::body)
                    .findFirst()
                    .orElse(MissingNode.getInstance());
            Value scope = subscription.attribute("filter_policy_scope");
            return new AlarmFilter(
                    policy, scope.is("MessageBody"), written.isKnown() && policy.isObject() && !scope.isUnknown());
        }

        /** Why no alarm at all passes, in words of what is expected; empty when some may. */
        Optional<String> blindness() {
            if (!isRead) {
                return Optional.empty();
            }
            for (var condition : policy.properties()) {
                boolean absent = !isOfBody || !FIELDS.contains(condition.getKey());
                if (absent && !condition.getKey().equals("$or") && !acceptsAbsence(condition.getValue())) {
                    return Optional.of(
                            isOfBody
                                    ? "fields of a message of CloudWatch, such as NewStateValue, not "
                                            + condition.getKey()
                                    : "filter_policy_scope MessageBody: a message of CloudWatch has no attributes, such as "
                                            + condition.getKey());
                }
            }
            return isOfBody && !accepts(policy.path("NewStateValue"), "ALARM")
                    ? Optional.of("ALARM among the values of NewStateValue")
                    : Optional.empty();
        }

        boolean passes(Resource alarm) {
            if (!isRead || policy.isEmpty()) {
                return true;
            }
            Value name = alarm.attribute("alarm_name");
            Value metric = alarm.attribute("metric_name");
            Value namespace = alarm.attribute("namespace");
            return blindness().isEmpty()
                    && (!name.isKnown() || accepts(policy.path("AlarmName"), name.text()))
                    && (!metric.isKnown() || accepts(policy.path("Trigger").path("MetricName"), metric.text()))
                    && (!namespace.isKnown() || accepts(policy.path("Trigger").path("Namespace"), namespace.text()));
        }

        private static boolean acceptsAbsence(JsonNode conditions) {
            return Stream.of(conditions)
                    .flatMap(node -> node.isArray() ? nodes(node) : Stream.of(node))
                    .anyMatch(node -> node.path("exists").isBoolean()
                            && !node.path("exists").asBoolean());
        }

        /** Whether one of the conditions takes a text; what is not about text may. */
        private static boolean accepts(JsonNode conditions, String text) {
            return !conditions.isArray() || nodes(conditions).anyMatch(condition -> acceptsOne(condition, text));
        }

        private static boolean acceptsOne(JsonNode condition, String text) {
            if (condition.isTextual()) {
                return condition.asText().equals(text);
            }
            if (condition.has("prefix") && condition.path("prefix").isTextual()) {
                return text.startsWith(condition.path("prefix").asText());
            }
            if (condition.has("suffix") && condition.path("suffix").isTextual()) {
                return text.endsWith(condition.path("suffix").asText());
            }
            if (condition.has("equals-ignore-case")) {
                return condition.path("equals-ignore-case").asText().equalsIgnoreCase(text);
            }
            if (condition.has("exists")) {
                return condition.path("exists").asBoolean(true);
            }
            if (condition.has("anything-but")) {
                JsonNode but = condition.path("anything-but");
                return !(but.isTextual() && but.asText().equals(text))
                        && nodes(but)
                                .noneMatch(
                                        one -> one.isTextual() && one.asText().equals(text))
                        && !(but.has("prefix")
                                && text.startsWith(but.path("prefix").asText()))
                        && !(but.has("suffix")
                                && text.endsWith(but.path("suffix").asText()));
            }
            return !condition.isNumber() && !condition.has("numeric");
        }

        private static Stream<JsonNode> nodes(JsonNode list) {
            return list.isArray() ? StreamSupport.stream(list.spliterator(), false) : Stream.of();
        }
    }
}
