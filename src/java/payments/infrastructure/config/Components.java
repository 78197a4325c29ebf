package payments.infrastructure.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Removable;
import payments.infrastructure.config.deployment.Cidr;

/** What the settings records say about themselves; the loader and the JSON Schema ask the same questions here. */
final class Components {
    private Components() {}

    static List<RecordComponent> of(Class<?> record) {
        return List.of(record.getRecordComponents());
    }

    static List<String> names(Class<?> record) {
        return of(record).stream().map(RecordComponent::getName).toList();
    }

    /** Whether the key may be left out. */
    static boolean isOptional(RecordComponent component) {
        return component.isAnnotationPresent(Fallback.class)
                || isNullable(component)
                || (component.getType().isRecord() && isWhollyOptional(component.getType()));
    }

    /** Whether a record can be made of nothing. */
    static boolean isWhollyOptional(Class<?> record) {
        return !isScalar(record) && of(record).stream().allMatch(Components::isOptional);
    }

    /** Whether a section is there by default and can be taken away. */
    static boolean isRemovable(RecordComponent component) {
        return component.isAnnotationPresent(Removable.class);
    }

    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Whether the type stands as one value in the file, although it may be a record here. */
    static boolean isScalar(Class<?> type) {
        return !type.isRecord() || type == Cidr.class;
    }

    /** The type of the entries of a {@code List<T>} or a {@code Map<String, T>}. */
    static Type entryType(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        return arguments[arguments.length - 1];
    }

    /** The entries of a list as a {@link Fallback} writes them: with commas between. */
    static List<String> entries(String written) {
        return written.isEmpty() ? List.of() : List.of(written.split(", ", -1));
    }

    /** The components of a record that may be overridden, or that hold some that may. */
    static List<RecordComponent> overridable(Class<?> record) {
        return of(record).stream()
                .filter(component -> overridablePaths(component).findAny().isPresent())
                .toList();
    }

    /** The allow-list below a record: {@code database.instanceClass} and the like. */
    static List<String> overridablePaths(Class<?> record) {
        return of(record).stream().flatMap(Components::overridablePaths).toList();
    }

    private static Stream<String> overridablePaths(RecordComponent component) {
        if (component.isAnnotationPresent(Overridable.class)) {
            return Stream.of(component.getName());
        }
        return isScalar(component.getType())
                ? Stream.empty()
                : overridablePaths(component.getType()).stream().map(path -> component.getName() + "." + path);
    }
}
