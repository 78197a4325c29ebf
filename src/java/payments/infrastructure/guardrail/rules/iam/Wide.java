package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import payments.infrastructure.guardrail.access.Arns;
import payments.infrastructure.guardrail.policy.Patterns;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Truth;

/**
 * How far a statement reaches.
 */
final class Wide {
    /** No action and no resource of today's: only a wildcard over all of them matches. */
    private static final String ANY_ACTION = "any-service:AnyAction";

    private static final String ANY_RESOURCE = "arn:aws:any-service:any-region-1:000000000000:anything";
    private static final int RESOURCE = 5;

    private Wide() {}

    /** Whether it allows every action of every service. */
    static boolean allActions(PolicyStatement statement) {
        return statement.matchesAction(ANY_ACTION) == Truth.TRUE;
    }

    /** Whether it reaches every resource there is. */
    static boolean allResources(PolicyStatement statement) {
        return statement.matchesResource(ANY_RESOURCE, RequestContext.nothing()) == Truth.TRUE;
    }

    /** Whether it reaches everything of a service: {@code *}, all but some, or an ARN whose resource is only a wildcard. */
    static boolean anyResource(PolicyStatement statement) {
        Patterns resources = statement.resources();
        return resources == null
                || resources.excluded()
                || resources.patterns().stream().anyMatch(Wide::isStar);
    }

    /** Whether a resource is only a wildcard, of everything or of a service. */
    static boolean isStar(String pattern) {
        List<String> parts = Arns.parts(pattern);
        return parts.size() <= RESOURCE
                ? pattern.contains("*") && !pattern.startsWith("${")
                : parts.get(RESOURCE).matches("[*?/]+");
    }
}
