package payments.infrastructure.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Constraints;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Contradictions.Contradiction;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Removable;
import payments.infrastructure.config.constraint.Validated;
import payments.infrastructure.text.Nearest;

/**
 * Makes records out of a {@link Tree}: a component's name is its key, its annotations are its rules. Goes on after a
 * problem: a value that is wrong is replaced by its default, so that the rules between the values that are right are asked
 * in the same run (see {@link Draft}).
 */
final class Binder {
    /** Stands for a value that could not be made; null is a value of its own, that of an absent optional key. */
    private static final Object INVALID = new Object();

    private final Problems problems;
    private final Scalars scalars;
    private final IdentityHashMap<Tree, Object> made = new IdentityHashMap<>();

    Binder(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    /**
     * What came of a node.
     *
     * @param value the value, {@link #INVALID} where there is none
     * @param broken paths below the node whose values only stand in for wrong ones
     */
    private record Bound(@Nullable Object value, Set<String> broken) {
        private static final Bound NOTHING = new Bound(INVALID, Set.of());

        static Bound of(@Nullable Object value) {
            return new Bound(value, Set.of());
        }

        boolean isNothing() {
            return value == INVALID;
        }

        /** Adds what is broken here to that of the node above, which has this one under a name. */
        void addTo(Set<String> above, String name) {
            if (isNothing()) {
                above.add(name);
            }
            broken.forEach(path -> above.add(path.startsWith("[") ? name + path : name + "." + path));
        }
    }

    /** What can be made of the record that the node describes; whatever is wrong with it has been reported then. */
    <T extends Record> Draft<T> bind(Class<T> type, Tree tree) {
        Bound bound = value(type, tree);
        return new Draft<>(bound.isNothing() ? null : type.cast(bound.value()), bound.broken(), tree);
    }

    /** What has been made of the node before; null where the node is absent or nothing of this type came of it. */
    <T> @Nullable T madeOf(@Nullable Tree tree, Class<T> type) {
        Object value = tree == null ? null : made.get(tree);
        return type.isInstance(value) ? type.cast(value) : null;
    }

    private Bound value(Type type, Tree tree) {
        Bound bound = tree instanceof Tree.Unusable ? Bound.NOTHING : convert(type, tree);
        if (!bound.isNothing()) {
            made.put(tree, bound.value());
        }
        return bound;
    }

    private Bound convert(Type type, Tree tree) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class ? list(generic, tree) : map(generic, tree);
        }
        Class<?> plain = (Class<?>) type;
        if (Components.isScalar(plain)) {
            Object value =
                    tree instanceof Tree.Scalar scalar ? scalars.convert(plain, scalar) : refused(tree, "one value");
            return value == null || value == Bound.NOTHING ? Bound.NOTHING : Bound.of(value);
        }
        if (!(tree instanceof Tree.Mapping mapping)) {
            return refused(tree, "a mapping");
        }
        return plain == Overrides.class ? Bound.of(new Overrides(mapping)) : record(plain, mapping);
    }

    private Bound refused(Tree tree, String allowed) {
        problems.add(ValueErrors.wrongShape(tree, allowed));
        return Bound.NOTHING;
    }

    private Bound list(ParameterizedType type, Tree tree) {
        if (!(tree instanceof Tree.Sequence sequence)) {
            return refused(tree, "a list");
        }
        List<@Nullable Object> values = new ArrayList<>();
        Set<String> broken = new TreeSet<>();
        for (Tree item : sequence.items()) {
            Bound bound = value(Components.entryType(type), item);
            bound.addTo(broken, "[%d]".formatted(values.size()));
            values.add(bound.value());
        }
        return values.contains(INVALID) ? Bound.NOTHING : new Bound(values, broken);
    }

    private Bound map(ParameterizedType type, Tree tree) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            return refused(tree, "a mapping");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Set<String> broken = new TreeSet<>();
        mapping.entries().forEach((key, entry) -> {
            Bound bound = value(Components.entryType(type), entry);
            bound.addTo(broken, key);
            values.put(key, bound.value());
        });
        return values.containsValue(INVALID) ? Bound.NOTHING : new Bound(values, broken);
    }

    private Bound record(Class<?> type, Tree.Mapping written) {
        Tree.Mapping mapping = Spelling.corrected(written, Components.names(type), problems);
        List<@Nullable Object> values = new ArrayList<>();
        Set<String> broken = new TreeSet<>();
        for (RecordComponent component : Components.of(type)) {
            Tree tree = mapping.get(component.getName());
            Bound bound = tree == null ? absent(component, mapping) : present(component, tree);
            bound.addTo(broken, component.getName());
            values.add(bound.isNothing() ? standIn(component, mapping.at()) : bound.value());
        }
        return construct(type, values, mapping, broken);
    }

    private Bound absent(RecordComponent component, Tree.Mapping mapping) {
        Position at = mapping.at().key(component.getName(), mapping.at().line());
        if (Components.isOptional(component)) {
            return byDefault(component, at);
        }
        problems.add(ValueErrors.missingKey(at, component));
        return Bound.NOTHING;
    }

    private Bound byDefault(RecordComponent component, Position at) {
        Fallback fallback = component.getAnnotation(Fallback.class);
        if (fallback != null) {
            return value(component.getGenericType(), fallback(component, fallback.value(), at));
        }
        return Components.isNullable(component) && !Components.isRemovable(component)
                ? Bound.of(null)
                : value(component.getType(), new Tree.Mapping(at, Map.of()));
    }

    private static Tree fallback(RecordComponent component, String written, Position at) {
        if (component.getType() != List.class) {
            return new Tree.Scalar(at, written, written, Tree.Kind.REPLACED);
        }
        return new Tree.Sequence(
                at,
                Components.entries(written).stream()
                        .<Tree>map(entry -> new Tree.Scalar(at, entry, entry, Tree.Kind.REPLACED))
                        .toList());
    }

    /** What a rule sees in place of a value that is wrong: its default, else something of its type. */
    private @Nullable Object standIn(RecordComponent component, Position at) {
        if (Components.isOptional(component)) {
            return byDefault(component, at).value();
        }
        Class<?> type = component.getType();
        if (type == String.class) {
            return "";
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == LocalDate.class) {
            return LocalDate.EPOCH;
        }
        if (type == int.class) {
            return 0;
        }
        if (type == boolean.class) {
            return false;
        }
        return type.isEnum() ? type.getEnumConstants()[0] : null;
    }

    private Bound present(RecordComponent component, Tree tree) {
        if (Components.isNullable(component) && isVariableWithoutValue(tree)) {
            return Bound.of(null);
        }
        if (Components.isRemovable(component)
                && tree instanceof Tree.Scalar scalar
                && scalar.text().equals(Removable.NONE)) {
            return Bound.of(null);
        }
        if (isSection(component) && tree instanceof Tree.Scalar scalar) {
            problems.add(ValueErrors.noSection(scalar, component));
            return Bound.NOTHING;
        }
        Bound bound = value(component.getGenericType(), tree);
        boolean sound = EntryRules.check(component, tree, problems);
        if (!bound.isNothing() && bound.value() != null) {
            for (Constraints.Violation violation : Constraints.violations(component, bound.value())) {
                problems.add(ValueErrors.outOfBounds(tree, violation, advice(component, tree)));
                sound = false;
            }
        }
        if (!sound) {
            made.remove(tree);
        }
        return sound ? bound : Bound.NOTHING;
    }

    /** What to write in place of a text that differs from an allowed one by capitals, spaces or underscores. */
    private static String advice(RecordComponent component, Tree tree) {
        return tree instanceof Tree.Scalar scalar && component.getType() == String.class
                ? Nearest.spellings(scalar.text())
                        .filter(text -> Constraints.violations(component, text).isEmpty())
                        .findFirst()
                        .map("write '%s'"::formatted)
                        .orElse("use an allowed value")
                : "use an allowed value";
    }

    /** Whether the key holds a section that a deployment may do without. */
    private static boolean isSection(RecordComponent component) {
        return Components.isNullable(component) && !Components.isScalar(component.getType());
    }

    /** Such as {@code ${CREATED_AT:-}}: a key that is there only when the pipeline has something to say. */
    private static boolean isVariableWithoutValue(Tree tree) {
        return tree instanceof Tree.Scalar scalar
                && scalar.kind() == Tree.Kind.REPLACED
                && scalar.text().isEmpty();
    }

    private Bound construct(Class<?> type, List<@Nullable Object> values, Tree.Mapping mapping, Set<String> broken) {
        try {
            Object record = instance(type, values);
            return new Bound(
                    record,
                    record instanceof Validated validated
                            ? validated(Contradictions.of(validated), mapping, broken)
                            : broken);
        } catch (RuntimeException e) {
            // A rule may stumble over what only stands in for a value that is wrong, and has been reported.
            if (broken.isEmpty()) {
                throw e;
            }
            return Bound.NOTHING;
        }
    }

    /** Reports what contradicts itself in what the file says; returns that with what was broken before. */
    private Set<String> validated(Contradictions contradictions, Tree.Mapping mapping, Set<String> broken) {
        Set<String> wrong = new TreeSet<>(broken);
        for (Contradiction contradiction : contradictions.found()) {
            if (contradiction.keys().stream()
                    .noneMatch(key -> broken.stream().anyMatch(path -> Draft.touches(path, key)))) {
                problems.add(
                        ValueErrors.refusedByRecord(place(mapping, contradiction.places()), contradiction.message()));
            }
            wrong.addAll(contradiction.keys());
        }
        return wrong;
    }

    private static Object instance(Class<?> type, List<@Nullable Object> values) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Components.of(type).stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s cannot be made of %s".formatted(type, values), e);
        }
    }

    /**
     * Where a broken rule is reported: at what an environment put in place of a shared value, since that made the difference;
     * else at the first key that is written.
     */
    static Position place(Tree mapping, List<String> keys) {
        List<Tree> written =
                keys.stream().flatMap(key -> Tree.at(mapping, key).stream()).toList();
        return written.stream()
                .filter(tree -> !tree.at().path().startsWith(mapping.at().path()))
                .findFirst()
                .orElseGet(() -> written.isEmpty() ? Tree.deepest(mapping, keys.get(0)) : written.get(0))
                .at();
    }
}
