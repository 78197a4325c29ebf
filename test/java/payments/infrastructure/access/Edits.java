package payments.infrastructure.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import payments.infrastructure.guardrail.model.Program;
import payments.testing.Deployments;

/** The flagship's production, and how one stack of it is edited. */
final class Edits {
    static final ObjectMapper JSON = new ObjectMapper();

    private Edits() {}

    /** A stack before an edit, also as a program, which is read once. */
    record Stack(String name, JsonNode root, Program program) {
        ObjectNode copy() {
            return root.deepCopy();
        }
    }

    /** What an edit makes of a stack. */
    record Edit(String what, Program before, Program after) {
        Edit undone() {
            Program first = after;
            Program second = before;
            return new Edit("undone " + what, first, second);
        }
    }

    static Program program(String name, JsonNode root) {
        return Program.of(Map.of(name, root));
    }

    static List<Stack> production() {
        Path folder = Deployments.of("payments").folder().resolve("stacks");
        return Stream.of("prod-iam", "prod-us-east-1")
                .map(name -> {
                    JsonNode root = read(folder.resolve(name).resolve("cdk.tf.json"));
                    return new Stack(name, root, program(name, root));
                })
                .toList();
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("a stack of the flagship cannot be read", e);
        }
    }

    /** A resource of the stack that has the attribute, chosen by the random. */
    static ObjectNode resource(ObjectNode root, String type, Random random) {
        List<JsonNode> all = new ArrayList<>();
        root.path("resource").path(type).forEach(all::add);
        if (all.isEmpty()) {
            throw new IllegalStateException("the flagship has no " + type);
        }
        return (ObjectNode) all.get(random.nextInt(all.size()));
    }

    /** Adds a resource that uses the stack's first provider. */
    static void add(ObjectNode root, String type, String name, String body) {
        try {
            ObjectNode resource = (ObjectNode) JSON.readTree(body);
            String alias =
                    root.path("provider").path("aws").path(0).path("alias").asText();
            resource.put("provider", "aws." + alias);
            root.withObject("resource").withObject(type).set(name, resource);
        } catch (IOException e) {
            throw new UncheckedIOException("an edit is no JSON", e);
        }
    }

    static ObjectNode policy(ObjectNode resource, String attribute) {
        try {
            return (ObjectNode) JSON.readTree(resource.path(attribute).asText());
        } catch (IOException e) {
            throw new UncheckedIOException(attribute + " is no JSON", e);
        }
    }

    static void write(ObjectNode resource, String attribute, JsonNode policy) {
        resource.put(attribute, policy.toString());
    }

    /** The statements of an effect. */
    static List<ObjectNode> statements(ObjectNode policy, String effect) {
        return StreamSupport.stream(policy.path("Statement").spliterator(), false)
                .map(ObjectNode.class::cast)
                .filter(statement -> statement.path("Effect").asText().equals(effect))
                .toList();
    }

    static ArrayNode list(ObjectNode statement, String element) {
        JsonNode value = statement.path(element);
        if (value instanceof ArrayNode array) {
            return array;
        }
        ArrayNode array = JSON.createArrayNode();
        if (!value.isMissingNode()) {
            array.add(value);
        }
        statement.set(element, array);
        return array;
    }
}
