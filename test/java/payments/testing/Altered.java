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
    private final R base;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private Altered(R base) {
        this.base = base;
        for (RecordComponent component : base.getClass().getRecordComponents()) {
            values.put(component.getName(), valueOf(component));
        }
    }

    public static <R extends Record> Altered<R> of(R base) {
        return new Altered<>(base);
    }

    /** Another value of a component, null for none. */
    public Altered<R> with(String component, @Nullable Object value) {
        if (!values.containsKey(component)) {
            throw new IllegalArgumentException(
                    "%s has no component %s, only %s".formatted(base.getClass(), component, values.keySet()));
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

    @SuppressWarnings("unchecked") // the class of a record is that record's
    public R build() {
        RecordComponent[] components = base.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            return (R) base.getClass()
                    .getDeclaredConstructor(types)
                    .newInstance(values.values().toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s cannot be made of %s".formatted(base.getClass(), values), e);
        }
    }

    private @Nullable Object valueOf(RecordComponent component) {
        try {
            return component.getAccessor().invoke(base);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s cannot be read".formatted(component), e);
        }
    }
}
