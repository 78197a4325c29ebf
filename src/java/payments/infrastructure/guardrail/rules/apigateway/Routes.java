package payments.infrastructure.guardrail.rules.apigateway;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.EntryRoutes;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;

/** The routes of the program's APIs. */
public final class Routes {
    private Routes() {}

    /**
     * Whether a GET request of a path is answered without authorization by an API, or is what the load balancer itself asks
     * its targets, in the environment of the asking resource.
     *
     * @param asking such as a health check, with the host in {@code fqdn}
     */
    public static boolean answersGet(Resource asking, String path) {
        Program program = asking.stack().program();
        String last = path.substring(path.lastIndexOf('/') + 1);
        boolean byStage = asking.attribute("fqdn").text().contains("execute-api");
        Stream<Resource> rest = Stream.of(last, "{proxy+}")
                .flatMap(part -> program.saying("aws_api_gateway_resource", "path_part", part).stream())
                .flatMap(resource -> resource.referrers("aws_api_gateway_method", "resource_id").stream())
                .filter(method -> method.attribute("http_method").isOneOf(Set.of("GET", "ANY"))
                        && method.attribute("authorization").is("NONE")
                        && prefixes(method.attribute("rest_api_id").target(), byStage).stream()
                                .anyMatch(prefix -> matches(prefix + EntryRoutes.path(method), path)));
        Stream<Resource> http = Stream.of("GET ", "ANY ")
                .flatMap(verb -> suffixes(path)
                        .flatMap(suffix -> program.saying("aws_apigatewayv2_route", "route_key", verb + suffix).stream()
                                .filter(route -> prefixes(
                                                route.attribute("api_id").target(), byStage)
                                        .contains(path.substring(0, path.length() - suffix.length())))))
                .filter(route -> !route.has("authorization_type")
                        || route.attribute("authorization_type").is("NONE"));
        Stream<Resource> targets = Stream.of("aws_lb_target_group", "aws_alb_target_group")
                .flatMap(type -> program.saying(type, "health_check.path", path).stream());
        return Stream.of(rest, http, targets).flatMap(found -> found).anyMatch(found -> found.environment()
                .equals(asking.environment()));
    }

    private static boolean matches(String route, String path) {
        return route.endsWith("{proxy+}")
                ? path.startsWith(route.substring(0, route.length() - "{proxy+}".length()))
                : route.equals(path);
    }

    /** What stands before the routes of an API: base paths of its custom domains, or the stage in AWS's own name. */
    private static Set<String> prefixes(Optional<Resource> api, boolean byStage) {
        Set<String> prefixes = new HashSet<>();
        if (api.isEmpty()) {
            return prefixes;
        }
        if (byStage) {
            add(prefixes, api.get(), "aws_api_gateway_stage", "rest_api_id", "stage_name");
            add(prefixes, api.get(), "aws_apigatewayv2_stage", "api_id", "name");
        } else {
            add(prefixes, api.get(), "aws_api_gateway_base_path_mapping", "api_id", "base_path");
            add(prefixes, api.get(), "aws_apigatewayv2_api_mapping", "api_id", "api_mapping_key");
        }
        return prefixes.isEmpty() ? Set.of("") : prefixes;
    }

    private static void add(Set<String> prefixes, Resource api, String type, String by, String attribute) {
        api.referrers(type, by).forEach(found -> {
            String part = found.attribute(attribute).text();
            prefixes.add(part.isEmpty() || part.equals("$default") || part.equals("(none)") ? "" : "/" + part);
        });
    }

    /** The path, and what is left of it after each of its first parts. */
    private static Stream<String> suffixes(String path) {
        List<String> suffixes = new ArrayList<>();
        for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
            suffixes.add(path.substring(at));
        }
        return suffixes.stream();
    }
}
