package payments.infrastructure.picture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;

/**
 * What a program deploys, as boxes and arrows: an arrow goes where a request, a message, a file or a copy goes.
 *
 * @param nodes the boxes, in the order of a request's way
 * @param flows the arrows, each once
 */
record Topology(List<Node> nodes, List<Flow> flows) {
    Topology {
        nodes = List.copyOf(nodes);
        flows = List.copyOf(flows);
    }

    /** Everything that the stacks of a program deploy. */
    static Topology of(Program program) {
        Boxes boxes = new Boxes(program);
        List<Node> nodes = boxes.inOrder();
        Stream<Flow> connections = Connection.ALL.stream()
                .flatMap(connection -> program.resources(connection.type()).stream()
                        .flatMap(resource -> flows(boxes, resource, connection)));
        Stream<Flow> mentions = nodes.stream().flatMap(node -> flows(boxes, node));
        Map<List<Node>, Flow> once = new LinkedHashMap<>();
        Stream.concat(connections, mentions)
                .filter(flow -> !flow.from().equals(flow.to()))
                .forEach(flow -> once.putIfAbsent(List.of(flow.from(), flow.to()), flow));
        return new Topology(nodes, List.copyOf(once.values()));
    }

    private static Stream<Flow> flows(Boxes boxes, Resource resource, Connection connection) {
        return boxes.meantBy(resource, connection.from()).flatMap(from -> boxes.meantBy(resource, connection.to())
                .map(to -> new Flow(from, to, label(boxes, from, connection))));
    }

    /** Where callers come from, the arrow says whether anyone can be one. */
    private static String label(Boxes boxes, Node from, Connection connection) {
        return connection.label().equals("calls") && boxes.isOpen(from) ? "calls, open to anyone" : connection.label();
    }

    /** What a thing itself mentions: a function its table, a queue its dead-letter queue; a copy mentions its source. */
    private static Stream<Flow> flows(Boxes boxes, Node node) {
        return boxes.mentionedBy(node.resource()).map(other -> switch (node.kind()) {
            case BACKUPS -> new Flow(other, node, "backups");
            case DATABASE -> new Flow(other, node, "copies");
            case QUEUE -> new Flow(node, other, "given up");
            default -> new Flow(node, other, "");
        });
    }

    /** The environments, by name. */
    List<String> environments() {
        return nodes.stream().map(Node::environment).distinct().sorted().toList();
    }

    /** The boxes of an environment by region. */
    Map<String, List<Node>> regionsOf(String environment) {
        return nodes.stream()
                .filter(node -> node.environment().equals(environment))
                .collect(Collectors.groupingBy(Node::region, TreeMap::new, Collectors.toList()));
    }

    /** The same with the environments alone that are wanted. */
    Topology only(Predicate<String> environment) {
        return new Topology(
                nodes.stream()
                        .filter(node -> environment.test(node.environment()))
                        .toList(),
                flows.stream()
                        .filter(flow -> environment.test(flow.from().environment())
                                && environment.test(flow.to().environment()))
                        .toList());
    }
}
