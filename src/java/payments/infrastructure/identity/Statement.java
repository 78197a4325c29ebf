package payments.infrastructure.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One statement of an IAM policy. Immutable; the {@code with} methods return a changed copy.
 *
 * @param sid what the statement is for, letters and digits
 * @param effect {@code Allow} or {@code Deny}
 * @param principals who, by kind ({@code AWS}, {@code Service}); empty in an identity's own policy
 * @param actions what, such as {@code dynamodb:GetItem}
 * @param resources on what; exact ARNs wherever the service knows them
 * @param conditions when: operator, key, values
 */
public record Statement(
        String sid,
        String effect,
        Map<String, List<String>> principals,
        List<String> actions,
        List<String> resources,
        Map<String, Map<String, List<String>>> conditions) {

    public Statement {
        if (!sid.matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("sid '%s' may hold letters and digits only".formatted(sid));
        }
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
    }

    /** Allows actions; to be completed with {@link #on} and, in a resource's policy, a principal. */
    public static Statement allow(String sid, String... actions) {
        return new Statement(sid, "Allow", Map.of(), List.of(actions), List.of(), Map.of());
    }

    /** Denies actions, whatever else allows them. */
    public static Statement deny(String sid, String... actions) {
        return new Statement(sid, "Deny", Map.of(), List.of(actions), List.of(), Map.of());
    }

    /** The same on these resources. */
    public Statement on(String... arns) {
        return on(List.of(arns));
    }

    /** The same on these resources. */
    public Statement on(List<String> arns) {
        return new Statement(sid, effect, principals, actions, arns, conditions);
    }

    /** The same on a part of its resources; the ids of statements differ in a document. */
    Statement part(String suffix, List<String> arns) {
        return new Statement(sid + suffix, effect, principals, actions, arns, conditions);
    }

    /** The same for AWS principals: roles, accounts, or {@code *} with a condition that pins the account. */
    public Statement to(String... arns) {
        return new Statement(sid, effect, Map.of("AWS", List.of(arns)), actions, resources, conditions);
    }

    /** The same for an AWS service. */
    public Statement toService(String service) {
        return new Statement(sid, effect, Map.of("Service", List.of(service)), actions, resources, conditions);
    }

    /** The same, with one more condition. */
    public Statement when(String operator, String key, String... values) {
        Map<String, Map<String, List<String>>> more = new LinkedHashMap<>(conditions);
        Map<String, List<String>> keys = new LinkedHashMap<>(more.getOrDefault(operator, Map.of()));
        keys.put(key, List.of(values));
        more.put(operator, keys);
        return new Statement(sid, effect, principals, actions, resources, more);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("Sid", sid);
        map.put("Effect", effect);
        if (!principals.isEmpty()) {
            Map<String, Object> who = new LinkedHashMap<>();
            principals.forEach((kind, names) -> who.put(kind, oneOrMany(names)));
            map.put("Principal", who);
        }
        map.put("Action", oneOrMany(actions));
        if (!resources.isEmpty()) {
            map.put("Resource", oneOrMany(resources));
        }
        if (!conditions.isEmpty()) {
            Map<String, Object> when = new LinkedHashMap<>();
            conditions.forEach((operator, keys) -> {
                Map<String, Object> values = new LinkedHashMap<>();
                keys.forEach((key, allowed) -> values.put(key, oneOrMany(allowed)));
                when.put(operator, values);
            });
            map.put("Condition", when);
        }
        return map;
    }

    /** AWS stores a list of one as a plain text and would report a list as a change. */
    private static Object oneOrMany(List<String> values) {
        return values.size() == 1 ? values.get(0) : new ArrayList<>(values);
    }
}
