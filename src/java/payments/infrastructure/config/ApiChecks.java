package payments.infrastructure.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the settings of an API must agree on: not every kind of API can do everything. */
final class ApiChecks {
    private ApiChecks() {}

    /** @throws IllegalStateException with everything that cannot be together */
    static void check(
            ApiType type,
            ApiDialect dialect,
            ApiAuthorization authorization,
            @Nullable JwtSettings jwt,
            @Nullable String stageName,
            @Nullable UsagePlanSettings usagePlan,
            boolean captureRoute) {
        List<String> faults = new ArrayList<>();
        if (usagePlan != null && type != ApiType.REST) {
            faults.add(
                    "usagePlan is given but type is %s; only REST APIs have usage plans: remove it, or write 'type: rest'"
                            .formatted(Components.written(type)));
        }
        if (authorization == ApiAuthorization.JWT && type != ApiType.HTTP) {
            faults.add(
                    "authorization is jwt but type is %s; only HTTP APIs check tokens by themselves: write 'type: http',"
                                    .formatted(Components.written(type))
                            + " or another authorization");
        }
        if ((authorization == ApiAuthorization.JWT) != (jwt != null)) {
            faults.add(
                    "authorization is %s and jwt is %s; whose tokens are accepted is said exactly where authorization is jwt"
                            .formatted(Components.written(authorization), jwt == null ? "absent" : "given"));
        }
        if (type == ApiType.LOAD_BALANCER && authorization == ApiAuthorization.AWS_IAM) {
            faults.add("authorization is aws-iam but type is load-balancer, which checks no signatures;"
                    + " write 'authorization: none' where something in front authenticates, or 'type: rest'");
        }
        if (type == ApiType.LOAD_BALANCER && stageName != null) {
            faults.add(
                    "stageName is '%s' but type is load-balancer, which has no stages; remove it".formatted(stageName));
        }
        if (captureRoute && !dialect.isReadable()) {
            faults.add(
                    "captureRoute is true but dialect is %s, whose payments have no paths; write 'dialect: payments', or remove captureRoute"
                            .formatted(dialect.path()));
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException(String.join("; ", faults));
        }
    }
}
