package payments.infrastructure.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.access.Change.Area;
import payments.infrastructure.access.Change.Direction;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.Decision;
import payments.infrastructure.guardrail.policy.Patterns;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Truth;
import payments.infrastructure.guardrail.policy.UnparseablePolicy;

/**
 * What the policies of one side let a request do that those of the other do not. Only statements that the other side does not have
 * can let more through, unless something that limits them differs too; requests are made up for those alone.
 */
final class Difference {
    private static final String HELD_BACK = "the boundary no longer holds it back";

    private final Holder holder;
    private final Side less;
    private final Side more;
    private final Direction direction;
    private final List<PolicyStatement> all;
    private final Set<String> named;
    private final Map<Change, Set<String>> found = new LinkedHashMap<>();
    private final Map<String, List<RequestContext>> contexts = new LinkedHashMap<>();

    private Difference(Holder holder, Side less, Side more, Direction direction) {
        this.holder = holder;
        this.less = less;
        this.more = more;
        this.direction = direction;
        this.all = Stream.of(less.allows(), more.allows(), less.limits(), more.limits())
                .flatMap(Collection::stream)
                .toList();
        this.named = all.stream()
                .flatMap(statement -> statement.actions().patterns().stream())
                .filter(action -> !Samples.isWild(action))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What {@code more} allows and {@code less} does not; also what a boundary holds back today. */
    static List<Change> of(Holder holder, Side less, Side more, Direction direction) {
        List<Change> effective = new Difference(holder, less, more, direction).changes();
        if (!less.hasBoundary() && !more.hasBoundary()) {
            return effective;
        }
        List<Change> changes = new ArrayList<>(effective);
        new Difference(holder, less.withoutBoundary(), more.withoutBoundary(), direction)
                .changes().stream()
                        .flatMap(change -> heldBack(change, effective))
                        .forEach(changes::add);
        return changes;
    }

    /** What of a change no other says already. */
    private static Stream<Change> heldBack(Change change, List<Change> effective) {
        Set<String> rest = new TreeSet<>(change.may());
        effective.stream()
                .filter(other -> other.who().equals(change.who())
                        && other.on().equals(change.on())
                        && other.when().equals(change.when()))
                .forEach(other -> rest.removeAll(other.may()));
        String held = change.when().isEmpty() ? HELD_BACK : change.when() + "; " + HELD_BACK;
        return rest.isEmpty() ? Stream.empty() : Stream.of(change.allowing(rest).under(held));
    }

    private List<Change> changes() {
        boolean sameLimits =
                keys(less.limits()).equals(keys(more.limits())) && less.hasBoundary() == more.hasBoundary();
        Set<String> common = sameLimits ? keys(less.allows()) : Set.of();
        more.allows().stream()
                .filter(statement -> !common.contains(Statements.key(statement)))
                .forEach(this::compare);
        if (holder.area() == Area.RESOURCE
                && !holder.isGuarded()
                && !more.stacks().isEmpty()) {
            Set<String> still = keys(more.denies());
            less.denies().stream()
                    .filter(statement -> !still.contains(Statements.key(statement)))
                    .forEach(this::compareDenied);
        }
        List<Change> changes = new ArrayList<>();
        found.forEach((grant, actions) -> changes.add(grant.allowing(actions)));
        changes.addAll(unreadable());
        if (less.hasBoundary() && !more.hasBoundary() && !more.policies().isEmpty()) {
            changes.add(new Change(
                    direction,
                    holder.area(),
                    holder.label(),
                    List.of("whatever it is granted"),
                    List.of("everything"),
                    "no boundary limits it",
                    stacks()));
        }
        return changes;
    }

    private void compare(PolicyStatement statement) {
        compare(statement, Callers.of(holder, more.account(), statement, all), Statements.conditions(statement));
    }

    /** Of a resource, whom its own policies let in needs no statement here: without a denial nothing stops it. */
    private void compareDenied(PolicyStatement denial) {
        String conditions = Statements.conditions(denial);
        compare(
                denial,
                Map.of("whom its own policies allow it", List.of(Request.allowedOf(more.account()))),
                conditions.isEmpty() ? "it was denied" : "it was denied for " + conditions);
    }

    private void compare(PolicyStatement statement, Map<String, Collection<Caller>> asking, String when) {
        Map<String, String> own = resources(statement);
        Map<String, String> exceptions = exceptions(statement, own);
        asking.forEach((who, callers) -> actions(statement).forEach((label, actions) -> {
            Change grant = new Change(direction, holder.area(), who, List.of(), List.of(), when, stacks());
            boolean everywhere = true;
            for (Map.Entry<String, String> resource : own.entrySet()) {
                Set<String> differing = differing(callers, actions, resource.getValue());
                note(grant, resource.getKey(), label, differing, actions.size());
                everywhere &= differing.size() == actions.size();
            }
            if (!everywhere) {
                exceptions.forEach((pattern, resource) ->
                        note(grant, pattern, label, differing(callers, actions, resource), actions.size()));
            }
        }));
    }

    private void note(Change grant, String resource, String label, Set<String> differing, int of) {
        if (!differing.isEmpty()) {
            found.computeIfAbsent(grant.at(List.of(resource), grant.stacks()), key -> new TreeSet<>())
                    .addAll(differing.size() == of ? Set.of(label) : differing);
        }
    }

    /** The actions of a statement, by how they are written. */
    private Map<String, Set<String>> actions(PolicyStatement statement) {
        Map<String, Set<String>> actions = new LinkedHashMap<>();
        Patterns patterns = statement.actions();
        if (patterns.excluded()) {
            Set<String> others = Samples.otherActions(named).stream()
                    .filter(action -> statement.matchesAction(action) == Truth.TRUE)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            actions.put(Samples.labels(patterns).get(0), others);
        } else {
            patterns.patterns().forEach(pattern -> actions.put(pattern, Samples.actions(pattern, named)));
        }
        return actions;
    }

    /** For each resource of a statement, as it is written, one that it means. */
    private Map<String, String> resources(PolicyStatement statement) {
        Map<String, String> resources = new LinkedHashMap<>();
        Patterns patterns = statement.resources();
        if (patterns == null) {
            resources.put(holder.label(), holder.arn());
        } else if (patterns.excluded()) {
            resources.put(Samples.labels(patterns).get(0), Samples.of("*"));
        } else {
            patterns.patterns().forEach(pattern -> resources.put(pattern, Samples.of(pattern)));
        }
        return resources;
    }

    /** Parts of the resources of a statement of which other statements speak, so that they may differ from the rest. */
    private Map<String, String> exceptions(PolicyStatement statement, Map<String, String> own) {
        Map<String, String> exceptions = new LinkedHashMap<>();
        Stream.of(less.limits(), more.limits(), less.allows())
                .flatMap(Collection::stream)
                .map(PolicyStatement::resources)
                .flatMap(others -> others == null ? Stream.empty() : others.patterns().stream())
                .filter(pattern -> !own.containsKey(pattern))
                .filter(pattern -> statement
                        .matchesResource(Samples.of(pattern), RequestContext.nothing())
                        .isPossible())
                .forEach(pattern -> exceptions.put(pattern, Samples.of(pattern)));
        return exceptions;
    }

    private Set<String> differing(Collection<Caller> callers, Set<String> actions, String resource) {
        return actions.stream()
                .filter(action -> callers.stream().anyMatch(caller -> differs(caller, action, resource)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean differs(Caller caller, String action, String resource) {
        for (RequestContext context : contexts.computeIfAbsent(action, this::contexts)) {
            Request request = new Request(caller, action, context, resource);
            int is = rank(more.answer(holder, request));
            if (is > 0 && is > rank(less.answer(holder, request))) {
                return true;
            }
        }
        return false;
    }

    private List<RequestContext> contexts(String action) {
        return Contexts.of(all.stream()
                .filter(statement -> statement.matchesAction(action).isPossible())
                .toList());
    }

    private static int rank(Decision.Outcome outcome) {
        return switch (outcome) {
            case ALLOWED -> 2;
            case CONDITIONAL, UNKNOWN -> 1;
            default -> 0;
        };
    }

    /** A policy that cannot be read may allow anything. */
    private List<Change> unreadable() {
        Set<String> known =
                less.unreadable().stream().map(UnparseablePolicy::name).collect(Collectors.toCollection(HashSet::new));
        return more.unreadable().stream()
                .filter(policy -> !known.contains(policy.name()))
                .map(policy -> new Change(
                        direction,
                        holder.area(),
                        holder.area() == Area.IDENTITY ? holder.label() : "unknown callers",
                        List.of("whatever " + policy.name() + " allows"),
                        List.of(holder.area() == Area.IDENTITY ? "unknown resources" : holder.label()),
                        policy.reason(),
                        stacks()))
                .toList();
    }

    private List<String> stacks() {
        return List.copyOf(new TreeSet<>(more.stacks()));
    }

    private static Set<String> keys(List<PolicyStatement> statements) {
        return statements.stream().map(Statements::key).collect(Collectors.toSet());
    }
}
