package payments.infrastructure.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Keys;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.OneOf;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Range;
import payments.infrastructure.config.constraint.Removable;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.constraint.WrittenNames;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.config.deployment.Settings;

/**
 * The JSON Schema of deployment files, made from the same records and annotations that the loader obeys, so that an
 * editor completes and refuses what the program does. What takes several values to judge (overlaps, windows, the
 * suffix's length) is left to the loader.
 */
public final class DeploymentSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String PLACEHOLDER = "placeholder";

    /** A class of all letters and digits of Unicode, and of what else stands in it. */
    private static final Pattern UNICODE_CLASS = Pattern.compile("\\[\\\\p\\{L}\\\\p\\{N}([^]]*)]");

    private DeploymentSchema() {}

    /** The schema as the text of its file. */
    public static String render() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(generate()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain JSON cannot be written", e);
        }
    }

    /** The schema as a tree. */
    public static ObjectNode generate() {
        ObjectNode schema = JSON.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Deployment of the payment platform");
        schema.setAll(record(Components.of(DeploymentFile.class)));
        schema.putObject("$defs")
                .putObject(PLACEHOLDER)
                .put("description", "The value of an environment variable: ${NAME} or ${NAME:-default}")
                .put("type", "string")
                .put("pattern", Interpolation.PLACEHOLDER);
        return schema;
    }

    private static ObjectNode record(List<RecordComponent> components) {
        ObjectNode schema = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        for (RecordComponent component : components) {
            properties.set(component.getName(), property(component));
            if (!Components.isOptional(component)) {
                required.add(component.getName());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private static ObjectNode property(RecordComponent component) {
        ObjectNode schema = JSON.objectNode();
        Describe describe = component.getAnnotation(Describe.class);
        if (describe != null) {
            schema.put("description", describe.value());
        }
        Fallback fallback = component.getAnnotation(Fallback.class);
        if (fallback != null) {
            schema.set("default", literal(component.getType(), fallback.value()));
        }
        return schema.setAll(orWhatStandsFor(component, value(component.getGenericType(), component)));
    }

    /** A section that can be taken away or left out may also be a variable that says so, or has nothing to say. */
    private static ObjectNode orWhatStandsFor(RecordComponent component, ObjectNode value) {
        if (Components.isRemovable(component)) {
            return anyOf(value, JSON.objectNode().put("const", Removable.NONE), placeholder());
        }
        return Components.isNullable(component) && !value.has("anyOf") ? anyOf(value, placeholder()) : value;
    }

    private static ObjectNode value(Type type, @Nullable RecordComponent component) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class ? list(generic, component) : map(generic, component);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == Overrides.class) {
            return overrides(Settings.class);
        }
        return Components.isScalar(plain) ? scalar(plain, component) : record(Components.of(plain));
    }

    private static ObjectNode list(ParameterizedType type, @Nullable RecordComponent component) {
        ObjectNode schema = JSON.objectNode().put("type", "array");
        Size size = annotation(component, Size.class);
        if (size != null) {
            schema.put("minItems", size.min()).put("maxItems", size.max());
        }
        schema.set("items", value(Components.entryType(type), null));
        return schema;
    }

    private static ObjectNode map(ParameterizedType type, @Nullable RecordComponent component) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        Size size = annotation(component, Size.class);
        if (size != null) {
            schema.put("minProperties", size.min()).put("maxProperties", size.max());
        }
        Keys keys = annotation(component, Keys.class);
        if (keys != null) {
            schema.putObject("propertyNames").put("pattern", whole(keys.value()));
        }
        schema.set("additionalProperties", value(Components.entryType(type), null));
        return schema;
    }

    /** Only the allow-list, and no defaults: an absent override means the shared value. */
    private static ObjectNode overrides(Class<?> type) {
        ObjectNode schema = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        for (RecordComponent component : Components.overridable(type)) {
            ObjectNode property = component.isAnnotationPresent(Overridable.class)
                    ? property(component).without(List.of("default"))
                    : overrides(component.getType());
            properties.set(component.getName(), property);
        }
        return schema;
    }

    private static ObjectNode scalar(Class<?> type, @Nullable RecordComponent component) {
        ObjectNode schema = JSON.objectNode();
        if (type == String.class) {
            schema.put("type", "string");
            Matches matches = annotation(component, Matches.class);
            schema.put("maxLength", YamlReader.LONGEST_VALUE);
            return matches == null ? schema : orPlaceholder(schema.put("pattern", whole(matches.value())));
        }
        if (type == LocalDate.class) {
            return orPlaceholder(schema.put("type", "string").put("pattern", whole(Scalars.DAY.pattern())));
        }
        if (type == Cidr.class) {
            return orPlaceholder(
                    schema.put("type", "string").put("pattern", "^[0-9]{1,3}([.][0-9]{1,3}){3}/(1[6-9]|20)$"));
        }
        if (type.isEnum()) {
            ArrayNode values = schema.putArray("enum");
            WrittenNames.all(type).forEach(values::add);
            return orPlaceholder(schema);
        }
        if (type == boolean.class) {
            return orPlaceholder(schema.put("type", "boolean"));
        }
        return orPlaceholder(bounded(schema.put("type", "integer"), component));
    }

    private static ObjectNode bounded(ObjectNode schema, @Nullable RecordComponent component) {
        Range range = annotation(component, Range.class);
        if (range != null) {
            schema.put("minimum", range.min()).put("maximum", range.max());
        }
        OneOf oneOf = annotation(component, OneOf.class);
        if (oneOf != null) {
            ArrayNode values = schema.putArray("enum");
            for (int value : oneOf.value()) {
                values.add(value);
            }
        }
        return schema;
    }

    private static ObjectNode orPlaceholder(ObjectNode schema) {
        return anyOf(schema, placeholder());
    }

    private static ObjectNode placeholder() {
        return JSON.objectNode().put("$ref", "#/$defs/" + PLACEHOLDER);
    }

    private static ObjectNode anyOf(ObjectNode... schemas) {
        ObjectNode either = JSON.objectNode();
        either.putArray("anyOf").addAll(List.of(schemas));
        return either;
    }

    private static JsonNode literal(Class<?> type, String text) {
        if (type == List.class) {
            ArrayNode entries = JSON.arrayNode();
            Components.entries(text).forEach(entries::add);
            return entries;
        }
        if (type == boolean.class) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        return type == int.class || type == Integer.class
                ? JSON.numberNode(Integer.parseInt(text))
                : JSON.textNode(text);
    }

    private static String whole(String pattern) {
        return "^(?:" + portable(pattern) + ")$";
    }

    /**
     * The pattern in the part of the language that all validators know: those in JavaScript (ECMA-262, "Patterns", with and
     * without the flag u) and the one in Python. Where Java says more, the result accepts more, and the loader decides.
     */
    static String portable(String pattern) {
        String portable = UNICODE_CLASS.matcher(pattern).replaceAll("(?:[0-9A-Za-z$1]|[^\\\\x00-\\\\x7F])");
        return portable.replace("[^\\s]", "[^ \\t\\n\\x0B\\f\\r]");
    }

    private static <A extends java.lang.annotation.Annotation> @Nullable A annotation(
            @Nullable RecordComponent component, Class<A> type) {
        return component == null ? null : component.getAnnotation(type);
    }
}
