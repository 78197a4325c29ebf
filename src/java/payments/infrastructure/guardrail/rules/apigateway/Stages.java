package payments.infrastructure.guardrail.rules.apigateway;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;

/** What belongs to a stage or an API. */
final class Stages {
    private Stages() {}

    /** The method settings of a REST stage. */
    static List<Resource> settings(Resource stage) {
        String name = stage.attribute("stage_name").text();
        return api(stage).stream()
                .flatMap(api -> api.referrers("aws_api_gateway_method_settings", "rest_api_id").stream())
                .filter(settings -> settings.attribute("stage_name").text().equals(name))
                .toList();
    }

    /** The settings that hold for every method of a stage. */
    static Optional<Resource> settingsOfAll(Resource stage) {
        return settings(stage).stream()
                .filter(settings -> settings.attribute("method_path").is("*/*"))
                .findFirst();
    }

    /** The REST API of a stage. */
    static Optional<Resource> api(Resource stage) {
        return stage.attribute("rest_api_id").target("aws_api_gateway_rest_api");
    }

    /** Whether only VPCs reach an API. Unknown counts as no. */
    static boolean isPrivate(Resource api) {
        List<Block> endpoints = api.blocks("endpoint_configuration");
        return !endpoints.isEmpty()
                && endpoints.stream()
                        .allMatch(endpoint ->
                                endpoint.attribute("types").texts().toList().equals(List.of("PRIVATE")));
    }

    /** The methods, integrations and models of a REST API. */
    static Stream<Resource> parts(Resource api) {
        return Stream.of("aws_api_gateway_method", "aws_api_gateway_integration", "aws_api_gateway_model")
                .flatMap(type -> api.referrers(type, "rest_api_id").stream());
    }

    /** Whether a REST stage writes execution or access logs, for which the account needs a role. */
    static boolean isLogged(Resource stage) {
        return stage.has("access_log_settings")
                || settings(stage).stream().anyMatch(settings -> settings.attribute("settings.logging_level")
                        .isOneOf(Set.of("ERROR", "INFO")));
    }
}
