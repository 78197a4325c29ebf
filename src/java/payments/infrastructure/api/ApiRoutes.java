package payments.infrastructure.api;

import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.config.deployment.ApiAuthorization;
import payments.infrastructure.config.deployment.ApiDialect;
import payments.infrastructure.config.deployment.ApiSettings;
import payments.infrastructure.config.deployment.ApiType;

/** The routes of a dialect, the same behind every kind of API: each is one that the function answers. */
public final class ApiRoutes {
    /** Where health checkers ask. */
    public static final String HEALTH = "health";

    /** Where operators ask for table and database too. */
    public static final String DEEP_HEALTH = "health/deep";

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private ApiRoutes() {}

    /** The routes by these settings. */
    public static List<ApiRoute> of(ApiSettings settings) {
        ApiDialect dialect = settings.dialect();
        boolean keyed = settings.usagePlan() != null && settings.usagePlan().keyRequired();
        List<ApiRoute> routes = new ArrayList<>();
        routes.add(new ApiRoute(
                "POST",
                dialect.path(),
                settings.authorization(),
                keyed,
                RequestModel.of(dialect).orElse(null),
                dialect.createdStatus()));
        if (dialect.isReadable()) {
            routes.add(new ApiRoute("GET", dialect.path() + "/{id}", settings.authorization(), keyed, null, OK));
        }
        if (settings.captureRoute()) {
            routes.add(new ApiRoute(
                    "POST",
                    dialect.path() + "/{id}/capture",
                    settings.authorization(),
                    keyed,
                    RequestModel.ofCapture(),
                    ACCEPTED));
        }
        // Route 53 health checkers can neither sign requests nor send a key.
        routes.add(new ApiRoute("GET", HEALTH, ApiAuthorization.NONE, false, null, OK));
        if (settings.type() != ApiType.LOAD_BALANCER) {
            // One request makes several to table and database: never for strangers, and a load balancer knows no
            // others.
            routes.add(new ApiRoute("GET", DEEP_HEALTH, ApiAuthorization.AWS_IAM, false, null, OK));
        }
        return List.copyOf(routes);
    }
}
