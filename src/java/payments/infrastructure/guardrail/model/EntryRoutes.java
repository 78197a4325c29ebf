package payments.infrastructure.guardrail.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where requests enter: methods of REST APIs, routes of HTTP APIs, listeners of load balancers and their rules. An open one takes
 * requests of anyone: nothing before the function asks who is calling.
 */
public final class EntryRoutes {
    /** The types of routes. */
    public static final List<String> TYPES =
            List.of("aws_api_gateway_method", "aws_apigatewayv2_route", "aws_lb_listener_rule", "aws_lb_listener");

    private static final Set<String> ASKING = Set.of("authenticate-oidc", "authenticate-cognito", "jwt-validation");
    private static final String HEALTH = "GET /health";

    private EntryRoutes() {}

    /** What callers know it by, such as {@code POST /payments}; the address of what is no route. */
    public static String name(Resource route) {
        return switch (route.type()) {
            case "aws_api_gateway_method" -> route.attribute("http_method").text() + " " + path(route);
            case "aws_apigatewayv2_route" -> route.attribute("route_key").text();
            case "aws_lb_listener_rule", "aws_alb_listener_rule" ->
                texts(route, "condition.http_request_method", "ANY") + " "
                        + texts(route, "condition.path_pattern", "/*");
            case "aws_lb_listener", "aws_alb_listener" ->
                "ANY /* at port " + route.attribute("port").text();
            default -> route.address();
        };
    }

    /** Whether it is open on purpose: the route of the health checkers, and what a browser asks before a request. */
    public static boolean isPublic(String name) {
        return name.equals(HEALTH) || name.startsWith("OPTIONS ");
    }

    /** Whether anyone may call it. A route of which that cannot be said is none. */
    public static boolean isOpen(Resource route) {
        if (isPublic(name(route))) {
            return false;
        }
        return switch (route.type()) {
            case "aws_api_gateway_method" -> route.attribute("authorization").is("NONE");
            case "aws_apigatewayv2_route" -> {
                Value authorization = route.attribute("authorization_type");
                yield authorization.isAbsent() || authorization.is("NONE");
            }
            default -> forwardsUnasked(route);
        };
    }

    /** Whether a listener or a rule of one forwards a request before its caller was asked for an identity. */
    public static boolean forwardsUnasked(Resource listener) {
        List<Block> actions = listener.blocks(listener.type().endsWith("_rule") ? "action" : "default_action");
        return actions.stream().anyMatch(action -> action.attribute("type").is("forward"))
                && actions.stream().noneMatch(action -> action.attribute("type").isOneOf(ASKING));
    }

    /** The path of a method of a REST API, such as {@code /payments/{id}}; empty when the program does not say. */
    public static String path(Resource method) {
        Optional<Resource> at = method.attribute("resource_id").target();
        List<String> parts = new ArrayList<>();
        Set<Resource> seen = new HashSet<>();
        while (at.isPresent() && at.get().type().equals("aws_api_gateway_resource") && seen.add(at.get())) {
            parts.add(0, at.get().attribute("path_part").text());
            at = at.get().attribute("parent_id").target();
        }
        boolean rooted =
                at.filter(top -> top.type().equals("aws_api_gateway_rest_api")).isPresent();
        return rooted ? "/" + String.join("/", parts) : "";
    }

    private static String texts(Resource rule, String condition, String otherwise) {
        String texts = rule.blocks(condition).stream()
                .flatMap(block -> block.attribute("values").texts())
                .collect(Collectors.joining(", "));
        return texts.isEmpty() ? otherwise : texts;
    }
}
