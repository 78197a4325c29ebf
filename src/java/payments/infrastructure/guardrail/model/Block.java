package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A block of a resource, or a whole resource: something with attributes and inner blocks. */
public class Block {
    private final Stack stack;
    private final JsonNode body;

    Block(Stack stack, JsonNode body) {
        this.stack = stack;
        this.body = body;
    }

    /** The stack in which the block is written. */
    public final Stack stack() {
        return stack;
    }

    /** The block as it is written, references unresolved. */
    public final JsonNode body() {
        return body;
    }

    /**
     * An attribute, resolved. A path may lead through blocks that occur once, written as an object or as a list of one.
     *
     * @param path names joined by dots, such as {@code versioning_configuration.status}
     * @return the value; absent when any part of the path is
     */
    public final Value attribute(String path) {
        JsonNode node = body;
        for (String step : path.split("\\.", -1)) {
            node = only(node).path(step);
        }
        return Resolver.value(stack, node);
    }

    /**
     * All values of an attribute inside blocks that may occur several times, lists taken apart; none when it is absent.
     *
     * @param path names joined by dots; every level but the last may occur several times
     */
    public final List<Value> attributes(String path) {
        int last = path.lastIndexOf('.');
        String name = path.substring(last + 1);
        List<Block> holders = last < 0 ? List.of(this) : blocks(path.substring(0, last));
        return holders.stream()
                .flatMap(holder -> holder.attribute(name).elements().stream())
                .toList();
    }

    /** Whether the attribute or block is written at all. */
    public final boolean has(String path) {
        return attribute(path).isPresent();
    }

    /**
     * The inner blocks of a name, in order; none when it is absent.
     *
     * @param path names joined by dots; every level may occur several times
     */
    public final List<Block> blocks(String path) {
        Stream<JsonNode> nodes = Stream.of(body);
        for (String step : path.split("\\.", -1)) {
            nodes = nodes.flatMap(node -> every(node.path(step)));
        }
        return nodes.map(node -> new Block(stack, node)).toList();
    }

    private static Stream<JsonNode> every(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false).flatMap(Block::every);
        }
        return node.isObject() ? Stream.of(node) : Stream.empty();
    }

    private static JsonNode only(JsonNode node) {
        if (!node.isArray()) {
            return node;
        }
        return node.size() == 1 ? node.get(0) : MissingNode.getInstance();
    }
}
