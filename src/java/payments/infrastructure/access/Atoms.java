package payments.infrastructure.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import payments.infrastructure.access.Change.Area;
import payments.infrastructure.access.Change.Direction;

/** Facts of a program that are either there or not, with the stacks where they are written. */
final class Atoms {
    /**
     * A fact.
     *
     * @param area what it is about
     * @param who who may
     * @param may what
     * @param on on what, or where to
     */
    record Atom(Area area, String who, List<String> may, String on) {}

    private final Map<String, Atom> atoms = new TreeMap<>();
    private final Map<String, Set<String>> stacks = new TreeMap<>();

    void add(String stack, Atom atom) {
        String key = atom.toString();
        atoms.put(key, atom);
        stacks.computeIfAbsent(key, one -> new TreeSet<>()).add(stack);
    }

    /** What only one of them has. */
    static List<Change> difference(Atoms before, Atoms after) {
        List<Change> changes = new ArrayList<>();
        after.without(before, Direction.NEW, changes);
        before.without(after, Direction.GONE, changes);
        return changes;
    }

    private void without(Atoms other, Direction direction, List<Change> changes) {
        atoms.forEach((key, atom) -> {
            Set<String> places = new TreeSet<>(stacks.getOrDefault(key, Set.of()));
            places.removeAll(other.stacks.getOrDefault(key, Set.of()));
            if (!places.isEmpty()) {
                changes.add(new Change(
                        direction, atom.area(), atom.who(), atom.may(), List.of(atom.on()), "", List.copyOf(places)));
            }
        });
    }
}
