package payments.infrastructure.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import payments.infrastructure.access.Change.Direction;
import payments.infrastructure.guardrail.model.Program;

/**
 * The difference between what two programs allow.
 *
 * @param changes what only one of them allows, in the order of a report
 */
public record AccessComparison(List<Change> changes) {
    /** Copies the list. */
    public AccessComparison {
        changes = List.copyOf(changes);
    }

    /**
     * Compares two programs. Roles, resources and networks of both are the same when they have the same names; something that
     * only has another address in Terraform is the same too, as long as its arguments are.
     *
     * @param before the program that was agreed to
     * @param after the program that is to be agreed to
     */
    public static AccessComparison of(Program before, Program after) {
        Renames renames = Renames.between(before, after);
        Map<Holder, Side> old = Holders.of(before, renames);
        Map<Holder, Side> now = Holders.of(after, Renames.none());
        List<Change> changes = new ArrayList<>();
        Set<Holder> holders = new TreeSet<>(old.keySet());
        holders.addAll(now.keySet());
        for (Holder holder : holders) {
            Side was = old.getOrDefault(holder, Side.NOTHING);
            Side is = now.getOrDefault(holder, Side.NOTHING);
            if (was.isEmpty() && is.isEmpty()) {
                continue;
            }
            changes.addAll(Difference.of(holder, was, is, Direction.NEW));
            changes.addAll(Difference.of(holder, is, was, Direction.GONE));
        }
        changes.addAll(Atoms.difference(Exposures.of(before, renames), Exposures.of(after, Renames.none())));
        changes.addAll(Networks.difference(before, after, renames));
        return new AccessComparison(merged(changes));
    }

    /** How many of the changes allow something that was not allowed. */
    public long newlyAllowed() {
        return changes.stream()
                .filter(change -> change.direction() == Direction.NEW)
                .count();
    }

    /** One line for what several stacks, or several resources, have in common. */
    private static List<Change> merged(List<Change> changes) {
        Map<Change, List<Change>> alike = new LinkedHashMap<>();
        changes.forEach(change -> alike.computeIfAbsent(change.at(List.of(), List.of()), key -> new ArrayList<>())
                .add(change));
        return alike.values().stream()
                .map(some -> some.get(0)
                        .at(
                                some.stream()
                                        .flatMap(change -> change.on().stream())
                                        .toList(),
                                some.stream()
                                        .flatMap(change -> change.stacks().stream())
                                        .toList()))
                .map(Change::shown)
                .sorted(Change.ORDER)
                .toList();
    }

    /** The changes by who may do them, for a report. */
    public Map<String, List<Change>> byWho(Direction direction) {
        Map<String, List<Change>> byWho = new TreeMap<>();
        changes.stream().filter(change -> change.direction() == direction).forEach(change -> byWho.computeIfAbsent(
                        change.who(), key -> new ArrayList<>())
                .add(change));
        return byWho;
    }
}
