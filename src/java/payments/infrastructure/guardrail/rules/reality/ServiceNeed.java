package payments.infrastructure.guardrail.rules.reality;

import java.util.List;
import payments.infrastructure.guardrail.model.Value;

/**
 * What a service does with a role that a resource gives it.
 *
 * @param role the role
 * @param attribute the attribute that makes the service do it
 * @param resource the ARN on which it does it, or {@code *}; empty where any resource will do
 * @param actions all of them are needed
 */
record ServiceNeed(Value role, String attribute, String resource, List<String> actions) {
    ServiceNeed {
        actions = List.copyOf(actions);
    }
}
