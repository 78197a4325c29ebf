package payments.infrastructure.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.ApiSettings;
import payments.infrastructure.config.deployment.CorsSettings;

/**
 * What an API is made of, without its ids: what a deployment of it takes a snapshot of.
 *
 * @param routes its routes
 * @param cors which pages of other origins may call; null for none
 * @param closedEndpoint whether the name that AWS gives leads nowhere, because the API has one of its own
 */
record ApiDefinition(List<ApiRoute> routes, @Nullable CorsSettings cors, boolean closedEndpoint) {
    ApiDefinition {
        routes = List.copyOf(routes);
    }

    static ApiDefinition of(ApiSettings settings, boolean closedEndpoint) {
        return new ApiDefinition(ApiRoutes.of(settings), settings.cors(), closedEndpoint);
    }
}
