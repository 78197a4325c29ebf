package payments.infrastructure.drift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A place where program, state and world differ.
 *
 * @param stack the stack
 * @param what what differs, for people: the resource, what would happen to it, and which side changed
 */
public record Drift(String stack, String what) {
    private static final Map<String, String> PLANNED = Map.of(
            "create", "would be created",
            "update", "would be changed",
            "delete", "would be deleted",
            "replace", "would be replaced",
            "move", "would get another address",
            "import", "would be imported",
            "forget", "would be forgotten");

    /** Every drift of a stack; none where the program, its state and the world are the same. */
    public static List<Drift> of(StackPlan plan) {
        if (!plan.hasResources()) {
            return List.of(
                    new Drift(
                            plan.stack(),
                            "its state holds no resource: it was never applied, or this is not the state that it was applied with"));
        }
        Map<String, Change> outside = new HashMap<>();
        plan.drifted().forEach(change -> outside.put(change.address(), change));
        List<Drift> drifts = new ArrayList<>();
        for (Change change : plan.planned()) {
            Change byHand = outside.remove(change.address());
            drifts.add(new Drift(
                    plan.stack(),
                    "%s: %s%s; %s"
                            .formatted(
                                    change.address(),
                                    PLANNED.getOrDefault(change.action(), change.action()),
                                    parenthesis(change.standing()),
                                    byHand == null
                                            ? "the program says so, and it is not applied"
                                            : happened(byHand) + " outside of Terraform")));
        }
        for (Change change : plan.drifted()) {
            Change left = change.without(Volatile.of(change));
            if (outside.containsKey(change.address())
                    && !(left.attributes().isEmpty() && change.action().equals("update"))) {
                drifts.add(new Drift(
                        plan.stack(),
                        "%s: %s outside of Terraform%s, and no plan undoes it"
                                .formatted(change.address(), happened(change), parenthesis(left.found()))));
            }
        }
        return drifts;
    }

    private static String happened(Change drifted) {
        return drifted.action().equals("delete") ? "deleted" : "changed";
    }

    private static String parenthesis(String text) {
        return text.isEmpty() ? "" : " (" + text + ")";
    }

    /** One line for people. */
    public String line() {
        return "DRIFT  %s  %s".formatted(stack, what);
    }
}
