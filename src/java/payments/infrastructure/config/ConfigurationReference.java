package payments.infrastructure.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Obeys;
import payments.infrastructure.config.constraint.OneOf;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Range;
import payments.infrastructure.config.constraint.WrittenNames;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Cidr;

/**
 * The reference of every key of a deployment file, as a Markdown table, made from the same records and annotations that
 * the loader obeys.
 */
public final class ConfigurationReference {
    private static final String HEAD = """
            # Configuration reference

            Every key of a deployment file. Generated from the settings records; do not edit. `override` marks what an
            environment may set for itself under `overrides`; everything else is shared by all environments. Any value may
            be `${NAME}` or `${NAME:-default}`, which stands for an environment variable.

            | key | what it decides | allowed | default | |
            |---|---|---|---|---|
            """;

    private final List<String> rows = new ArrayList<>();

    private ConfigurationReference() {}

    /** The reference as the text of its file. */
    public static String render() {
        ConfigurationReference reference = new ConfigurationReference();
        reference.record("", DeploymentFile.class);
        return HEAD + String.join("\n", reference.rows) + "\n" + WeakSettingReference.render();
    }

    private void record(String prefix, Class<?> record) {
        for (RecordComponent component : Components.of(record)) {
            String path = prefix + component.getName();
            Class<?> nested = nested(component);
            if (nested == Overrides.class) {
                rows.add(row(path, component, "the keys of `settings` marked `override`", "none"));
            } else if (nested == null) {
                rows.add(row(path, component, allowed(component), fallback(component)));
            } else {
                if (Components.isRemovable(component)) {
                    rows.add(row(path, component, "a section, or `none` to do without", "the section's defaults"));
                }
                record(path + between(component), nested);
            }
        }
    }

    /** The record below a key, its entries' record for a list or map, or null for a plain value. */
    private static @Nullable Class<?> nested(RecordComponent component) {
        Type type = component.getGenericType() instanceof ParameterizedType generic
                ? Components.entryType(generic)
                : component.getType();
        return type instanceof Class<?> plain && !Components.isScalar(plain) ? plain : null;
    }

    private static String between(RecordComponent component) {
        if (component.getType() == List.class) {
            return "[].";
        }
        return component.getType().isRecord() ? "." : ".<name>.";
    }

    private static String row(String path, RecordComponent component, String allowed, String fallback) {
        Describe describe = component.getAnnotation(Describe.class);
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        path,
                        describe == null ? "" : describe.value(),
                        allowed.replace("|", "\\|"),
                        fallback,
                        component.isAnnotationPresent(Overridable.class) ? "override" : "");
    }

    private static String fallback(RecordComponent component) {
        Fallback fallback = component.getAnnotation(Fallback.class);
        if (fallback != null) {
            return "`" + fallback.value() + "`";
        }
        return Components.isNullable(component) ? "none" : "required";
    }

    private static String allowed(RecordComponent component) {
        Class<?> type = component.getType() == List.class
                ? (Class<?>) Components.entryType((ParameterizedType) component.getGenericType())
                : component.getType();
        Range range = component.getAnnotation(Range.class);
        if (range != null) {
            return "%d to %d".formatted(range.min(), range.max());
        }
        OneOf oneOf = component.getAnnotation(OneOf.class);
        if (oneOf != null) {
            return String.join(
                    ", ",
                    Arrays.stream(oneOf.value()).mapToObj(Integer::toString).toList());
        }
        Obeys obeys = component.getAnnotation(Obeys.class);
        if (obeys != null) {
            return obeys.value().says();
        }
        Matches matches = component.getAnnotation(Matches.class);
        if (matches != null) {
            return matches.says();
        }
        if (type.isEnum()) {
            List<String> values = type == AwsRegion.class ? AwsRegion.codes() : WrittenNames.all(type);
            String allowed = String.join(
                    ", ", values.stream().map(value -> "`" + value + "`").toList());
            return component.getType() == List.class ? "a list of " + allowed : allowed;
        }
        if (type == boolean.class) {
            return "`true`, `false`";
        }
        if (type == LocalDate.class) {
            return "a day as year-month-day, such as 2027-06-30";
        }
        return type == Cidr.class ? "a private block from /16 to /20" : "a text";
    }
}
