package payments.infrastructure.guardrail.rules.audit;

import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/**
 * Which data events a trail records.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html">AWS:
 *     logging data events</a>
 */
final class Selectors {
    private Selectors() {}

    static boolean has(Block selector, String field, String value) {
        return selector.blocks("field_selector").stream()
                .anyMatch(condition -> condition.attribute("field").is(field)
                        && condition.attribute("equals").texts().anyMatch(value::equals));
    }

    static boolean readsAndWrites(Block selector) {
        Value type = selector.attribute("read_write_type");
        return type.isAbsent() || type.is("All");
    }

    /** Whether a trail records reading and writing of a resource's data. */
    static boolean cover(Resource trail, String type, String arn) {
        return trail.blocks("advanced_event_selector").stream()
                        .anyMatch(selector -> advancedCovers(selector, type, arn))
                || trail.blocks("event_selector").stream()
                        .filter(Selectors::readsAndWrites)
                        .flatMap(selector -> selector.blocks("data_resource").stream())
                        .anyMatch(data -> data.attribute("type").is(type)
                                && data.attribute("values")
                                        .texts()
                                        .anyMatch(value -> !value.isEmpty() && arn.startsWith(value)));
    }

    private static boolean advancedCovers(Block selector, String type, String arn) {
        return has(selector, "eventCategory", "Data")
                && has(selector, "resources.type", type)
                && selector.blocks("field_selector").stream().allMatch(condition -> passes(condition, arn));
    }

    /** Whether every event of the resource passes a condition; one on anything but its ARN leaves some out. */
    private static boolean passes(Block condition, String arn) {
        String field = condition.attribute("field").text();
        if (field.equals("eventCategory") || field.equals("resources.type")) {
            return true;
        }
        return field.equals("resources.ARN")
                && condition.attribute("not_equals").texts().noneMatch(arn::equals)
                && condition.attribute("not_starts_with").texts().noneMatch(arn::startsWith)
                && condition.attribute("not_ends_with").isAbsent()
                && condition.attribute("ends_with").isAbsent()
                && (condition.attribute("equals").isAbsent()
                        || condition.attribute("equals").texts().anyMatch(arn::equals))
                && (condition.attribute("starts_with").isAbsent()
                        || condition.attribute("starts_with").texts().anyMatch(arn::startsWith));
    }
}
