package payments.infrastructure.guardrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * New edits of each kind of the mutations: what a mutation does to one resource, done to another of its type that a seed draws. The
 * rules take turns, so that each has its share.
 */
final class MovedMutations {
    private final Map<String, JsonNode> stacks;
    private final Random random;

    MovedMutations(Map<String, JsonNode> stacks, long seed) {
        this.stacks = stacks;
        this.random = new Random(seed);
    }

    /** As many edits, none twice; fewer where there are no more. */
    List<Mutation> draw(List<Mutation> mutations, int count) {
        Map<String, List<Mutation>> byRule = new TreeMap<>();
        mutations.stream().filter(Mutation::isMovable).forEach(mutation -> byRule.computeIfAbsent(
                        mutation.rule(), rule -> new ArrayList<>())
                .addAll(moved(mutation)));
        List<Deque<Mutation>> turns = new ArrayList<>();
        byRule.values().forEach(edits -> {
            Collections.shuffle(edits, random);
            turns.add(new ArrayDeque<>(edits));
        });
        List<Mutation> drawn = new ArrayList<>();
        while (drawn.size() < count && !turns.isEmpty()) {
            turns.forEach(
                    edits -> next(edits).filter(edit -> drawn.size() < count).ifPresent(drawn::add));
            turns.removeIf(Deque::isEmpty);
        }
        return drawn;
    }

    /** The next edit of a rule that fits its resource. */
    private Optional<Mutation> next(Deque<Mutation> edits) {
        while (!edits.isEmpty()) {
            Mutation edit = edits.remove();
            if (edit.fits(stacks)) {
                return Optional.of(edit);
            }
        }
        return Optional.empty();
    }

    /**
     * The mutation at every other resource of its type, whether it fits there or not; but for the boundary, of which the faults are found
     * at the roles that have it.
     */
    private List<Mutation> moved(Mutation mutation) {
        List<Mutation> moved = new ArrayList<>();
        stacks.forEach(
                (stack, root) -> root.path("resource").path(mutation.type()).forEach(resource -> {
                    if (Mutation.path(resource).endsWith("boundary")) {
                        return;
                    }
                    ObjectNode body = mutation.body().deepCopy();
                    body.put("stack", stack).put("change", mutation.type() + " " + Mutation.path(resource));
                    if (!body.path("change").equals(mutation.body().path("change"))
                            || !stack.equals(mutation.stack())) {
                        moved.add(new Mutation(body));
                    }
                }));
        return moved;
    }
}
