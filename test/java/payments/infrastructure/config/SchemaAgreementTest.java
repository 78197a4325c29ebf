package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import payments.Requirement;

/**
 * Puts every kind of value at every place of a file that has every key, and compares what the schema says of it with what
 * the loader says: an editor must neither miss what the loader refuses by shape nor refuse what it accepts.
 */
@Requirement("E8")
class SchemaAgreementTest {
    /** A file with every key there is. Its parts contradict each other, which is no matter of shape. */
    private static final Path EVERY_KEY = Path.of("test/resources/deployment/every-key.yaml");

    /** What no schema can judge: it takes several values, the calendar or the catalogue of rules. */
    private static final Pattern BEYOND_SHAPE = Pattern.compile(
            "there is no rule|no stack of this deployment|whose state could be read"
                    + "|characters\nallowed: up to \\d+, because|is also the suffix|already accepted|is already the region"
                    + "|availability zones|environment variable|is not accepted: |could give the name|Terraform would evaluate");

    /** Places changed at once; each may give two problems or three. */
    private static final int GROUP = 30;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(DeploymentSchema.generate());

    @TempDir
    private Path folder = Path.of("");

    private DeploymentFixture fixture = new DeploymentFixture(folder);

    @BeforeEach
    void writeIntoTheFolder() {
        fixture = new DeploymentFixture(folder);
    }

    @Test
    void theFileHasEveryKey() throws IOException {
        TreeSet<String> written = new TreeSet<>();
        collect("", everyKey(), written);
        TreeSet<String> known = new TreeSet<>();
        collect(DeploymentFile.class, "", known);

        assertThat(written).containsAll(known);
    }

    @Test
    void theSchemaAcceptsTheFileAndTheLoaderFindsNoWrongShape() throws IOException {
        ObjectNode document = everyKey();

        assertThat(SCHEMA.validate(document)).isEmpty();
        assertThat(wrongShapes(document, Map.of())).isEmpty();
    }

    @Test
    void bothSayTheSameOfEveryKindOfValueAtEveryPlace() throws IOException {
        List<String> disagreements = new ArrayList<>();
        for (List<Place> group : apart(places(everyKey()))) {
            for (JsonNode value : values()) {
                compare(group, "" + value, (document, place) -> place.set(document, value), disagreements);
            }
            compare(group, "(unknown key)", (document, place) -> place.addUnknownKey(document), disagreements);
        }

        assertThat(disagreements).isEmpty();
    }

    @Test
    void bothMissTheSameKeys() throws IOException {
        List<String> disagreements = new ArrayList<>();
        for (List<Place> group : apart(places(everyKey()))) {
            compare(group, "(removed)", (document, place) -> place.remove(document), disagreements);
        }

        assertThat(disagreements).isEmpty();
    }

    @Test
    void aVariableMayStandForEverySingleValue() throws IOException {
        ObjectNode document = everyKey();
        Map<String, String> variables = new HashMap<>();
        for (Place place : places(everyKey())) {
            if (place.value().isValueNode()) {
                String name = "V" + variables.size();
                variables.put(name, place.value().asText());
                place.set(document, TextNode.valueOf("${" + name + "}"));
            }
        }

        assertThat(variables).hasSizeGreaterThan(100);
        assertThat(SCHEMA.validate(document)).isEmpty();
        assertThat(wrongShapes(document, variables)).isEmpty();
    }

    @Test
    void theSchemaAcceptsAVariableWithoutValueWhereTheLoaderDoes() throws IOException {
        List<String> refused = new ArrayList<>();
        for (List<Place> group : apart(places(everyKey()))) {
            ObjectNode document = everyKey();
            group.forEach(place -> place.set(document, TextNode.valueOf("${NOTHING:-}")));
            Set<String> schema = refusedBySchema(document);
            List<Problem> loader = wrongShapes(document, Map.of());
            group.stream()
                    .filter(place -> place.isIn(schema) && place.of(loader).isEmpty())
                    .forEach(place -> refused.add(place.path()));
        }

        assertThat(refused).isEmpty();
    }

    private void compare(
            List<Place> group, String value, BiConsumer<ObjectNode, Place> change, List<String> disagreements)
            throws IOException {
        ObjectNode document = everyKey();
        group.forEach(place -> change.accept(document, place));
        Set<String> schema = refusedBySchema(document);
        List<Problem> loader = wrongShapes(document, Map.of());
        for (Place place : group) {
            if (place.isIn(schema) == place.of(loader).isEmpty()) {
                disagreements.add("%s at %s: the schema %s it, the loader says %s"
                        .formatted(
                                value.length() > 40 ? value.substring(0, 40) + "..." : value,
                                place.path(),
                                place.isIn(schema) ? "refuses" : "accepts",
                                place.of(loader)));
            }
        }
    }

    /** The paths of which the schema complains; a missing key is reported at its own path. */
    private static Set<String> refusedBySchema(JsonNode document) {
        Set<String> paths = new TreeSet<>();
        for (ValidationMessage message : SCHEMA.validate(document)) {
            String path = message.getInstanceLocation().toString().replaceAll("^[$][.]?", "");
            paths.add(path);
            if (message.getType().equals("required")) {
                paths.add(path.isEmpty() ? message.getProperty() : path + "." + message.getProperty());
            }
        }
        return paths;
    }

    /** The loader's problems without those that no schema can find; what the records say of combinations has no such line. */
    private List<Problem> wrongShapes(JsonNode document, Map<String, String> variables) {
        List<Problem> problems = fixture.problems(document.toString(), variables, Selection.everything());
        assertThat(problems).as("problems in one run").hasSizeLessThan(Problems.MOST);
        return problems.stream()
                .filter(problem -> problem.message().contains("\nchange: "))
                .filter(problem -> !BEYOND_SHAPE.matcher(problem.message()).find())
                .toList();
    }

    /** Groups of places of which none lies in another, so that all of a group can be changed at once. */
    private static List<List<Place>> apart(List<Place> places) {
        Map<Integer, List<Place>> levels = new TreeMap<>();
        places.forEach(place -> levels.computeIfAbsent(
                        place.value().isValueNode() ? 0 : place.depth(), none -> new ArrayList<>())
                .add(place));
        List<List<Place>> groups = new ArrayList<>();
        for (List<Place> level : levels.values()) {
            for (int from = 0; from < level.size(); from += GROUP) {
                groups.add(level.subList(from, Math.min(level.size(), from + GROUP)));
            }
        }
        return groups;
    }

    private static List<JsonNode> values() {
        JsonNodeFactory json = JSON.getNodeFactory();
        return List.of(
                json.nullNode(),
                json.booleanNode(true),
                json.numberNode(0),
                json.numberNode(1),
                json.numberNode(-1),
                json.numberNode(17),
                json.numberNode(99_999_999),
                json.numberNode(1.5),
                json.textNode(""),
                json.textNode("x"),
                json.textNode("none"),
                json.textNode("false"),
                json.textNode("17"),
                json.textNode("Ab-9_."),
                json.textNode("a b"),
                json.textNode("a*b"),
                json.textNode("\u00FC\u4E16 x"),
                json.textNode("https://x/?y"),
                json.textNode("a".repeat(5_000)),
                json.arrayNode(),
                json.arrayNode().add("x"),
                json.arrayNode().add(1),
                json.objectNode(),
                json.objectNode().put("x", "y"));
    }

    private static ObjectNode everyKey() throws IOException {
        Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(EVERY_KEY));
        return JSON.valueToTree(document);
    }

    /** One value in the file. */
    private record Place(String pointer, String path, JsonNode value) {
        void set(ObjectNode document, JsonNode replacement) {
            if (parent(document) instanceof ObjectNode object) {
                object.set(last(), replacement);
            } else {
                ((ArrayNode) parent(document)).set(Integer.parseInt(last()), replacement);
            }
        }

        void remove(ObjectNode document) {
            if (parent(document) instanceof ObjectNode object) {
                object.remove(last());
            }
        }

        void addUnknownKey(ObjectNode document) {
            if (document.at(pointer) instanceof ObjectNode object) {
                object.put("zzzzzzzzzzzz", 1);
            }
        }

        boolean isIn(Set<String> paths) {
            return paths.stream().anyMatch(found -> Draft.touches(found, path) && found.length() >= path.length());
        }

        List<Problem> of(List<Problem> problems) {
            return problems.stream()
                    .filter(problem -> isIn(Set.of(problem.path())))
                    .toList();
        }

        int depth() {
            return pointer.split("/", -1).length;
        }

        private JsonNode parent(ObjectNode document) {
            return document.at(pointer.substring(0, pointer.lastIndexOf('/')));
        }

        private String last() {
            return pointer.substring(pointer.lastIndexOf('/') + 1);
        }
    }

    private static List<Place> places(ObjectNode document) {
        List<Place> places = new ArrayList<>();
        places("", "", document, places);
        return places;
    }

    private static void places(String pointer, String path, JsonNode node, List<Place> into) {
        if (!path.isEmpty()) {
            into.add(new Place(pointer, path, node));
        }
        if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                places(pointer + "/" + i, path + "[" + i + "]", list.get(i), into);
            }
        }
        node.properties()
                .forEach(entry -> places(
                        pointer + "/" + entry.getKey(),
                        path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                        entry.getValue(),
                        into));
    }

    private static void collect(String path, JsonNode node, Set<String> into) {
        if (!path.isEmpty()) {
            into.add(path.replaceAll("^environments[.][a-z]+", "environments.*"));
        }
        node.elements().forEachRemaining(element -> {
            if (node.isArray()) {
                collect(path, element, into);
            }
        });
        node.properties()
                .forEach(entry ->
                        collect(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), into));
    }

    private static void collect(Class<?> type, String path, Set<String> into) {
        for (var component : Components.of(type)) {
            String key = path.isEmpty() ? component.getName() : path + "." + component.getName();
            into.add(key);
            Class<?> below = component.getType();
            if (component.getGenericType() instanceof java.lang.reflect.ParameterizedType generic) {
                below = (Class<?>) Components.entryType(generic);
                key = component.getType() == Map.class ? key + ".*" : key;
            }
            if (!Components.isScalar(below) && below != Overrides.class) {
                collect(below, key, into);
            }
        }
    }
}
