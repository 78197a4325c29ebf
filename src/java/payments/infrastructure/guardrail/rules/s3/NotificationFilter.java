package payments.infrastructure.guardrail.rules.s3;

import java.util.List;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Value;

/**
 * Which events of which objects one configuration of a notification takes.
 *
 * @param events such as {@code s3:ObjectCreated:*}
 * @param prefix how the keys begin
 * @param suffix how they end
 */
record NotificationFilter(List<String> events, Value prefix, Value suffix) {
    static NotificationFilter of(Block configuration) {
        return new NotificationFilter(
                configuration.attribute("events").texts().toList(),
                configuration.attribute("filter_prefix"),
                configuration.attribute("filter_suffix"));
    }

    /** Whether both take one event of one object, which S3 refuses; not for filters that are not known. */
    boolean overlaps(NotificationFilter other) {
        String before = prefix.text();
        String after = suffix.text();
        boolean prefixes =
                before.startsWith(other.prefix.text()) || other.prefix.text().startsWith(before);
        boolean suffixes =
                after.endsWith(other.suffix.text()) || other.suffix.text().endsWith(after);
        boolean known = isKnown() && other.isKnown();
        return known
                && prefixes
                && suffixes
                && events.stream().anyMatch(event -> other.events.stream().anyMatch(name -> meet(event, name)));
    }

    private boolean isKnown() {
        return !prefix.isUnknown() && !suffix.isUnknown();
    }

    private static boolean meet(String one, String other) {
        return one.equals(other) || covers(one, other) || covers(other, one);
    }

    private static boolean covers(String all, String one) {
        return all.endsWith(":*") && one.startsWith(all.substring(0, all.length() - 1));
    }
}
