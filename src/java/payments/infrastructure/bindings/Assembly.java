package payments.infrastructure.bindings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The description of a jsii package ({@code .jsii}): the types of each module, without documentation. What it may hold is
 * said by the <a href="https://github.com/aws/jsii/blob/main/packages/@jsii/spec/src/assembly.ts">jsii specification</a>.
 */
final class Assembly {
    private static final String PREFIX = "@cdktf/provider-aws.";
    private static final String PACKAGE = "com.hashicorp.cdktf.providers.aws.";

    /** Places in the sources and texts for people; the runtime reads neither. */
    private static final Set<String> FOR_PEOPLE = Set.of("docs", "locationInModule", "readme");

    /** A module's Java package is named after its folder, which its symbol names: {@code src/kms-key/index:}. */
    private static final Pattern SYMBOL = Pattern.compile("src/([^/]+)/index:");

    private final NavigableMap<String, String> modules;
    private final Set<String> types;
    private final byte[] description;

    private Assembly(NavigableMap<String, String> modules, Set<String> types, byte[] description) {
        this.modules = modules;
        this.types = types;
        this.description = description;
    }

    /** The kept modules, name to folder: {@code kmsKey} to {@code kms-key}. */
    NavigableMap<String, String> modules() {
        return modules;
    }

    /** The kept types, such as {@code @cdktf/provider-aws.kmsKey.KmsKey}. */
    Set<String> types() {
        return types;
    }

    /** The JSON that describes them alone. */
    byte[] description() {
        return description.clone();
    }

    /**
     * Keeps the modules of the used classes.
     *
     * @param used classes of the bindings, in dots
     * @throws IllegalStateException with the names, if a used class is not described, or a kept type refers to one that is
     *     not kept
     */
    static Assembly trim(byte[] description, Set<String> used) throws IOException {
        NavigableMap<String, String> modules = modulesOf(description, packages(used));
        Copy copy = new Copy(modules);
        byte[] kept = copy.of(description);
        NavigableSet<String> missing = new TreeSet<>(copy.references);
        missing.removeAll(copy.types);
        used.stream()
                .filter(name -> !copy.types.contains(typeName(modules, name)))
                .forEach(missing::add);
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "the trimmed package of the provider lacks what the program uses: " + String.join(", ", missing));
        }
        return new Assembly(modules, copy.types, kept);
    }

    private static Set<String> packages(Set<String> used) {
        return used.stream().map(Assembly::packageOf).collect(Collectors.toSet());
    }

    private static String packageOf(String className) {
        return className.substring(PACKAGE.length(), className.lastIndexOf('.'));
    }

    private static String typeName(NavigableMap<String, String> modules, String className) {
        String folder = packageOf(className).replace('_', '-');
        return modules.entrySet().stream()
                .filter(module -> module.getValue().equals(folder))
                .map(module -> PREFIX + module.getKey() + className.substring(className.lastIndexOf('.')))
                .findFirst()
                .orElse(className);
    }

    private static NavigableMap<String, String> modulesOf(byte[] description, Set<String> packages) throws IOException {
        NavigableMap<String, String> modules = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(description)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean submodules = parser.currentName().equals("submodules");
                parser.nextToken();
                if (!submodules) {
                    parser.skipChildren();
                    continue;
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName().substring(PREFIX.length());
                    Matcher folder = SYMBOL.matcher(symbol(parser));
                    if (folder.matches() && packages.contains(folder.group(1).replace('-', '_'))) {
                        modules.put(name, folder.group(1));
                    }
                }
            }
        }
        return modules;
    }

    private static String symbol(JsonParser parser) throws IOException {
        String symbol = "";
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals("symbolId");
            parser.nextToken();
            if (wanted) {
                symbol = parser.getText();
            }
            parser.skipChildren();
        }
        return symbol;
    }

    /** One walk through the tokens: the whole document as a tree would take gigabytes. */
    private static final class Copy {
        private final NavigableMap<String, String> modules;
        private final Set<String> types = new TreeSet<>();
        private final Set<String> references = new TreeSet<>();

        Copy(NavigableMap<String, String> modules) {
            this.modules = modules;
        }

        byte[] of(byte[] description) throws IOException {
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            try (JsonParser parser = new JsonFactory().createParser(description);
                    JsonGenerator generator = new JsonFactory().createGenerator(kept)) {
                parser.nextToken();
                generator.writeStartObject();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String field = parser.currentName();
                    parser.nextToken();
                    if (FOR_PEOPLE.contains(field)) {
                        parser.skipChildren();
                    } else if (field.equals("submodules") || field.equals("types")) {
                        generator.writeFieldName(field);
                        members(parser, generator, field.equals("types"));
                    } else {
                        generator.writeFieldName(field);
                        generator.copyCurrentStructure(parser);
                    }
                }
                generator.writeEndObject();
            }
            return kept.toByteArray();
        }

        /** Keeps the members whose module is kept. */
        private void members(JsonParser parser, JsonGenerator generator, boolean areTypes) throws IOException {
            generator.writeStartObject();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (!modules.containsKey(moduleOf(name))) {
                    parser.skipChildren();
                    continue;
                }
                if (areTypes) {
                    types.add(name);
                }
                generator.writeFieldName(name);
                withoutTextsForPeople(parser, generator);
            }
            generator.writeEndObject();
        }

        private static String moduleOf(String name) {
            int end = name.indexOf('.', PREFIX.length());
            return name.substring(PREFIX.length(), end < 0 ? name.length() : end);
        }

        private void withoutTextsForPeople(JsonParser parser, JsonGenerator generator) throws IOException {
            int depth = 0;
            do {
                JsonToken token = parser.currentToken();
                if (token == JsonToken.FIELD_NAME && FOR_PEOPLE.contains(parser.currentName())) {
                    parser.nextToken();
                    parser.skipChildren();
                } else {
                    if (token == JsonToken.VALUE_STRING && parser.getText().startsWith(PREFIX)) {
                        references.add(parser.getText());
                    }
                    depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                    generator.copyCurrentEvent(parser);
                }
            } while (depth > 0 && parser.nextToken() != null);
        }
    }
}
