package payments.infrastructure.guardrail.policy;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a policy.
 *
 * @param label its {@code Sid}, or its place in the document, counted from 0, as {@code #0}
 * @param version2012 whether the document's version knows policy variables
 * @param effect what it does
 * @param principals whom it means; null in a policy of an identity
 * @param actions the actions it matches
 * @param resources the resources it matches; null where it means the resource that it is attached to
 * @param conditions all of them must hold
 */
public record PolicyStatement(
        String label,
        boolean version2012,
        Effect effect,
        @Nullable Principals principals,
        Patterns actions,
        @Nullable Patterns resources,
        List<Condition> conditions) {

    public PolicyStatement {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(actions, "actions");
        conditions = List.copyOf(conditions);
    }

    /** Whether it matches an action, resources and conditions aside. */
    public Truth matchesAction(String action) {
        return actions.matches(pattern -> TextMatch.action(pattern, action));
    }

    /** Whether it matches a resource, given as an ARN or as {@code *} for actions that know no resources. */
    public Truth matchesResource(String resource, RequestContext context) {
        RequestContext variables = version2012 ? context : null;
        return resources == null
                ? Truth.TRUE
                : resources.matches(pattern -> TextMatch.arn(pattern, resource, variables));
    }

    /** Whether its conditions hold. */
    public Truth conditionsHold(RequestContext context) {
        RequestContext variables = version2012 ? context : null;
        Truth all = Truth.TRUE;
        for (Condition condition : conditions) {
            all = all.and(condition.holds(context, variables));
        }
        return all;
    }

    /** Whether it matches a request, without regard to who makes it. */
    Truth matches(String action, String resource, RequestContext context) {
        Truth byAction = matchesAction(action);
        return byAction.isPossible()
                ? byAction.and(matchesResource(resource, context)).and(conditionsHold(context))
                : byAction;
    }
}
