package payments.testing;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record like another one, with the components that differ named: {@code Altered.of(settings).with("dns", dns).build()}.
 *
 * @param <R> the record
 */
public final class Altered<R extends Record> {
    private final Class<R> type;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private Altered(Class<R> type, @Nullable R base) {
        this.type = type;
        for (RecordComponent component : type.getRecordComponents()) {
            values.put(component.getName(), base == null ? null : valueOf(component, base));
        }
    }

    @SuppressWarnings("unchecked") // the class of a record is that record's
    public static <R extends Record> Altered<R> of(R base) {
        return new Altered<>((Class<R>) base.getClass(), base);
    }

    /** A record in which everything is null that is not given. */
    public static <R extends Record> Altered<R> ofNothing(Class<R> type) {
        return new Altered<>(type, null);
    }

    /** Another value of a component, null for none. */
    public Altered<R> with(String component, @Nullable Object value) {
        if (!values.containsKey(component)) {
            throw new IllegalArgumentException(
                    "%s has no component %s, only %s".formatted(type, component, values.keySet()));
        }
        values.put(component, value);
        return this;
    }

    /** Without these components, which may be null. */
    public Altered<R> without(String... components) {
        for (String component : components) {
            with(component, null);
        }
        return this;
    }

    public R build() {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            return type.getDeclaredConstructor(types)
                    .newInstance(values.values().toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s cannot be made of %s".formatted(type, values), e);
        }
    }

    private static @Nullable Object valueOf(RecordComponent component, Record base) {
        try {
            return component.getAccessor().invoke(base);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s cannot be read".formatted(component), e);
        }
    }
}
