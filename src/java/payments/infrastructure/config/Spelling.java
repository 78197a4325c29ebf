package payments.infrastructure.config;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.infrastructure.text.Nearest;

/**
 * Reports the unknown keys of a mapping, and reads on as if those that are close to a key that is absent were
 * spelled right: one mistake gives one problem, and what lies below a misspelled section is checked in the same run.
 */
final class Spelling {
    private Spelling() {}

    /** The mapping with known keys alone. A misspelled single value is there but unusable, since it may mean something else. */
    static Tree.Mapping corrected(Tree.Mapping written, List<String> known, Problems problems) {
        Map<String, Tree> kept = new LinkedHashMap<>();
        written.entries().forEach((key, value) -> {
            if (known.contains(key)) {
                kept.put(key, value);
            }
        });
        written.entries().forEach((key, value) -> {
            if (!known.contains(key)) {
                problems.add(ValueErrors.unknownKey(value.at(), key, known));
                meant(key, known, written).ifPresent(name -> kept.putIfAbsent(name, readOn(value)));
            }
        });
        return new Tree.Mapping(written.at(), kept);
    }

    /** The same for the node of a record and the records in it, without a report of what is wrong: the binder reports that. */
    static Tree read(Tree tree, Class<?> type) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            return tree;
        }
        Map<String, Tree> read = new LinkedHashMap<>(
                corrected(mapping, Components.names(type), new Problems()).entries());
        for (RecordComponent component : Components.of(type)) {
            Tree below = read.get(component.getName());
            if (below != null && !Components.isScalar(component.getType()) && component.getType() != Overrides.class) {
                read.put(component.getName(), read(below, component.getType()));
            }
        }
        // The node itself where nothing changed: others know it by its identity.
        return isSame(read, mapping.entries()) ? mapping : new Tree.Mapping(mapping.at(), read);
    }

    private static boolean isSame(Map<String, Tree> read, Map<String, Tree> written) {
        return read.size() == written.size()
                && written.entrySet().stream().allMatch(entry -> read.get(entry.getKey()) == entry.getValue());
    }

    private static Optional<String> meant(String key, Collection<String> known, Tree.Mapping written) {
        return Nearest.to(key, known).filter(name -> written.get(name) == null);
    }

    private static Tree readOn(Tree value) {
        return value instanceof Tree.Scalar ? new Tree.Unusable(value.at()) : value;
    }
}
