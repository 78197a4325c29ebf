package payments.infrastructure.picture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.EntryRoutes;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** The boxes of a program, and in which of them a thing lies that has no box of its own. */
final class Boxes {
    /** What is only a part of something else, and the attribute that says of what. */
    private static final Map<String, String> PARTS = Map.of(
            "aws_lambda_alias", "function_name",
            "aws_api_gateway_stage", "rest_api_id",
            "aws_apigatewayv2_stage", "api_id",
            "aws_lb_listener", "load_balancer_arn",
            "aws_lb_listener_rule", "listener_arn",
            "aws_rds_cluster_instance", "cluster_identifier");

    private static final String VARIABLES = "environment.variables";

    private final Map<Resource, Node> nodes = new LinkedHashMap<>();
    private final Set<Node> openEntries;

    Boxes(Program program) {
        program.resources().forEach(resource -> Kind.of(resource)
                .ifPresent(kind -> nodes.put(resource, new Node(resource, kind))));
        this.openEntries = EntryRoutes.TYPES.stream()
                .flatMap(type -> program.resources(type).stream())
                .filter(EntryRoutes::isOpen)
                .flatMap(this::entryOf)
                .collect(Collectors.toSet());
    }

    /** All of them, in the order of a request's way. */
    List<Node> inOrder() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> nodes.values().stream().filter(node -> node.kind() == kind))
                .toList();
    }

    /** The boxes that an attribute of a resource means, by reference, ARN or name. */
    Stream<Node> meantBy(Resource resource, String attribute) {
        return resource.attributes(attribute).stream().flatMap(value -> meantBy(resource, value).stream());
    }

    /** The boxes that a resource mentions anywhere, and those whose ARN its code gets. */
    Stream<Node> mentionedBy(Resource resource) {
        Stream<Node> referred = resource.references().stream()
                .flatMap(reference -> reference.target().stream())
                .flatMap(target -> of(target).stream());
        return Stream.concat(referred, passedTo(resource))
                .distinct()
                .sorted(Comparator.comparing(Node::kind).thenComparing(Node::name));
    }

    private Stream<Node> passedTo(Resource resource) {
        return resource.attribute(VARIABLES).json().properties().stream()
                .filter(variable -> variable.getValue().asText().startsWith("arn:"))
                .flatMap(variable -> meantBy(resource, VARIABLES + "." + variable.getKey()));
    }

    /** The box that a resource is, or is a part of. */
    Optional<Node> of(Resource resource) {
        Node node = nodes.get(resource);
        if (node != null) {
            return Optional.of(node);
        }
        if (resource.type().equals("aws_lb_target_group")) {
            return resource.referrers("aws_lb_listener_rule", "action.target_group_arn").stream()
                    .findFirst()
                    .flatMap(this::of);
        }
        String whole = PARTS.get(resource.type());
        return whole == null ? Optional.empty() : meantBy(resource, whole).findFirst();
    }

    /** Whether one of the routes by which callers enter this box asks for no identity. */
    boolean isOpen(Node entry) {
        return openEntries.contains(entry);
    }

    /** What an entry's route is a part of. */
    private Stream<Node> entryOf(Resource route) {
        return Stream.of("rest_api_id", "api_id", "listener_arn", "load_balancer_arn")
                .flatMap(attribute -> meantBy(route, attribute));
    }

    private Optional<Node> meantBy(Resource reader, Value value) {
        Optional<Node> referred = value.target().flatMap(this::of);
        if (referred.isPresent()) {
            return referred;
        }
        return nodes.keySet().stream()
                .map(Resource::type)
                .distinct()
                .flatMap(type -> reader.find(type, value).stream())
                .findFirst()
                .map(nodes::get);
    }
}
