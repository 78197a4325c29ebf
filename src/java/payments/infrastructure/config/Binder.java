package payments.infrastructure.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes records out of a {@link Tree}: a component's name is its key, its annotations are its rules. Goes on after a
 * problem and remembers what it could make of each node, so that later checks can look at the sound parts of an unsound
 * file.
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

    /** The record that the node describes; null where there is something wrong with it, which has been reported then. */
    <T extends Record> @Nullable T bind(Class<T> type, Tree tree) {
        Object value = value(type, tree);
        return value == INVALID ? null : type.cast(value);
    }

    /** What has been made of the node before; null where the node is absent or nothing of this type came of it. */
    <T> @Nullable T madeOf(@Nullable Tree tree, Class<T> type) {
        Object value = tree == null ? null : made.get(tree);
        return type.isInstance(value) ? type.cast(value) : null;
    }

    private Object value(Type type, Tree tree) {
        Object value = tree instanceof Tree.Unusable ? INVALID : convert(type, tree);
        if (value != INVALID) {
            made.put(tree, value);
        }
        return value;
    }

    private Object convert(Type type, Tree tree) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class ? list(generic, tree) : map(generic, tree);
        }
        Class<?> plain = (Class<?>) type;
        if (Components.isScalar(plain)) {
            Object value =
                    tree instanceof Tree.Scalar scalar ? scalars.convert(plain, scalar) : refused(tree, "one value");
            return value == null ? INVALID : value;
        }
        if (!(tree instanceof Tree.Mapping mapping)) {
            return refused(tree, "a mapping");
        }
        return plain == Overrides.class ? new Overrides(mapping) : record(plain, mapping);
    }

    private Object refused(Tree tree, String allowed) {
        problems.add(ConfigurationErrors.wrongShape(tree, allowed));
        return INVALID;
    }

    private Object list(ParameterizedType type, Tree tree) {
        if (!(tree instanceof Tree.Sequence sequence)) {
            return refused(tree, "a list");
        }
        List<Object> values = new ArrayList<>();
        sequence.items().forEach(item -> values.add(value(Components.entryType(type), item)));
        return values.contains(INVALID) ? INVALID : values;
    }

    private Object map(ParameterizedType type, Tree tree) {
        if (!(tree instanceof Tree.Mapping mapping)) {
            return refused(tree, "a mapping");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> values.put(key, value(Components.entryType(type), entry)));
        return values.containsValue(INVALID) ? INVALID : values;
    }

    private Object record(Class<?> type, Tree.Mapping mapping) {
        List<String> keys = Components.names(type);
        mapping.entries().forEach((key, value) -> {
            if (!keys.contains(key)) {
                problems.add(ConfigurationErrors.unknownKey(value.at(), key, keys));
            }
        });
        List<@Nullable Object> values = new ArrayList<>();
        for (RecordComponent component : Components.of(type)) {
            Tree tree = mapping.get(component.getName());
            values.add(tree == null ? absent(component, mapping) : present(component, tree));
        }
        return values.contains(INVALID) ? INVALID : construct(type, values, mapping.at());
    }

    private @Nullable Object absent(RecordComponent component, Tree.Mapping mapping) {
        Position at = mapping.at().key(component.getName(), mapping.at().line());
        Fallback fallback = component.getAnnotation(Fallback.class);
        if (fallback != null) {
            return value(component.getGenericType(), fallback(component, fallback.value(), at));
        }
        if (Components.isOptional(component)) {
            return Components.isNullable(component) && !Components.isRemovable(component)
                    ? null
                    : value(component.getType(), new Tree.Mapping(at, Map.of()));
        }
        problems.add(ConfigurationErrors.missingKey(at, component));
        return INVALID;
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

    private @Nullable Object present(RecordComponent component, Tree tree) {
        if (Components.isNullable(component) && isVariableWithoutValue(tree)) {
            return null;
        }
        if (Components.isRemovable(component)
                && tree instanceof Tree.Scalar scalar
                && scalar.text().equals(Removable.NONE)) {
            return null;
        }
        Object value = value(component.getGenericType(), tree);
        boolean sound = EntryRules.check(component, tree, problems);
        if (value == INVALID) {
            return INVALID;
        }
        List<Constraints.Violation> violations = Constraints.violations(component, value);
        violations.forEach(violation -> problems.add(ConfigurationErrors.outOfBounds(tree, violation)));
        return sound && violations.isEmpty() ? value : INVALID;
    }

    /** Such as {@code ${CREATED_AT:-}}: a key that is there only when the pipeline has something to say. */
    private static boolean isVariableWithoutValue(Tree tree) {
        return tree instanceof Tree.Scalar scalar
                && scalar.kind() == Tree.Kind.REPLACED
                && scalar.text().isEmpty();
    }

    private Object construct(Class<?> type, List<@Nullable Object> values, Position at) {
        try {
            Class<?>[] parameters =
                    Components.of(type).stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(parameters).newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException || e.getCause() instanceof IllegalStateException) {
                problems.add(ConfigurationErrors.refusedByRecord(at, e.getCause()));
                return INVALID;
            }
            throw new IllegalStateException("%s cannot be made of %s".formatted(type, values), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s cannot be made of %s".formatted(type, values), e);
        }
    }
}
