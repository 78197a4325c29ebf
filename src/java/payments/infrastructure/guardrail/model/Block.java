package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A block of a resource, or a whole resource: something with attributes and inner blocks. */
public class Block {
    private final Stack stack;
    private final JsonNode body;
    private final boolean resolved;

    Block(Stack stack, JsonNode body) {
        this(new Place(stack, body, false));
    }

    private Block(Place place) {
        this.stack = place.stack;
        this.body = place.node;
        this.resolved = place.resolved;
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
     * An attribute, resolved. A path may lead through blocks that occur once, written as an object or as a list of one, and
     * into a JSON document that an attribute holds as text, such as {@code redrive_policy.maxReceiveCount}.
     *
     * @param path names joined by dots, such as {@code versioning_configuration.status}
     * @return the value; absent when any part of the path is
     */
    public final Value attribute(String path) {
        Place place = place();
        for (String step : path.split("\\.", -1)) {
            place = place.only().step(step);
        }
        return place.value();
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

    /** An attribute of a name that may hold dots, such as a key of a map, resolved. */
    public final Value own(String name) {
        return Resolver.value(stack, body.path(name));
    }

    /** Whether the attribute or block is written at all. */
    public final boolean has(String path) {
        return attribute(path).isPresent();
    }

    /**
     * The inner blocks of a name, in order; none when it is absent. A JSON document in a text counts as a block.
     *
     * @param path names joined by dots; every level may occur several times
     */
    public final List<Block> blocks(String path) {
        Stream<Place> places = Stream.of(place());
        for (String step : path.split("\\.", -1)) {
            places = places.flatMap(place -> place.step(step).every());
        }
        return places.map(Block::new).toList();
    }

    /** The inner block of a name that may hold dots, such as a key of a map; empty when it is absent. */
    public final Optional<Block> block(String name) {
        return place().step(name).every().findFirst().map(Block::new);
    }

    private Place place() {
        return new Place(stack, body, resolved);
    }

    /** Somewhere in a stack, or in a document of which the references were followed already. */
    private record Place(Stack stack, JsonNode node, boolean resolved) {
        Value value() {
            return resolved ? Value.known(node) : Resolver.value(stack, node);
        }

        Place step(String name) {
            return with(node.path(name));
        }

        Place only() {
            if (node.isArray()) {
                return with(node.size() == 1 ? node.get(0) : MissingNode.getInstance());
            }
            return node.isTextual() ? document() : this;
        }

        Stream<Place> every() {
            if (node.isArray()) {
                return StreamSupport.stream(node.spliterator(), false)
                        .flatMap(child -> with(child).every());
            }
            Place here = node.isTextual() ? document() : this;
            return here.node.isObject() ? Stream.of(here) : Stream.empty();
        }

        /** The JSON in a text; its references keep their targets when the text itself is JSON before they are followed. */
        private Place document() {
            JsonNode written = stack.readings().document(node.textValue());
            return written.isContainerNode() && !resolved
                    ? with(written)
                    : new Place(stack, stack.readings().document(value().text()), true);
        }

        private Place with(JsonNode other) {
            return new Place(stack, other, resolved);
        }
    }
}
