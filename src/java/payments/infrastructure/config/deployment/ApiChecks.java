package payments.infrastructure.config.deployment;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.WrittenNames;

/** What the settings of an API must agree on: not every kind of API can do everything. */
final class ApiChecks {
    private ApiChecks() {}

    /** Finds everything that cannot be together. */
    static void check(
            Contradictions contradictions,
            ApiType type,
            ApiDialect dialect,
            ApiAuthorization authorization,
            @Nullable JwtSettings jwt,
            @Nullable String stageName,
            @Nullable UsagePlanSettings usagePlan,
            boolean captureRoute,
            boolean anonymousRead) {
        if (usagePlan != null && type != ApiType.REST) {
            contradictions.add(
                    "usagePlan is given but type is %s; only REST APIs have usage plans: remove it, or write 'type: rest'"
                            .formatted(WrittenNames.of(type)),
                    "usagePlan",
                    "type");
        }
        if (authorization == ApiAuthorization.JWT && type != ApiType.HTTP) {
            contradictions.add(
                    "authorization is jwt but type is %s; only HTTP APIs check tokens by themselves: write 'type: http',"
                                    .formatted(WrittenNames.of(type))
                            + " or another authorization",
                    "authorization",
                    "type");
        }
        if ((authorization == ApiAuthorization.JWT) != (jwt != null)) {
            contradictions.add(
                    "authorization is %s and jwt is %s; whose tokens are accepted is said exactly where authorization is jwt"
                            .formatted(WrittenNames.of(authorization), jwt == null ? "absent" : "given"),
                    "authorization",
                    "jwt");
        }
        if (type == ApiType.LOAD_BALANCER && authorization == ApiAuthorization.AWS_IAM) {
            contradictions.add(
                    "authorization is aws-iam but type is load-balancer, which checks no signatures;"
                            + " write 'authorization: none' where something in front authenticates, or 'type: rest'",
                    "authorization",
                    "type");
        }
        if (type == ApiType.LOAD_BALANCER && stageName != null) {
            contradictions.add(
                    "stageName is '%s' but type is load-balancer, which has no stages; remove it".formatted(stageName),
                    "stageName",
                    "type");
        }
        if (captureRoute && !dialect.isReadable()) {
            contradictions.add(
                    "captureRoute is true but dialect is %s, whose payments have no paths; write 'dialect: payments', or remove captureRoute"
                            .formatted(dialect.serviceName()),
                    "captureRoute",
                    "dialect");
        }
        if (anonymousRead && !dialect.isReadable()) {
            contradictions.add(
                    "anonymousRead is true but dialect is %s, whose payments cannot be read; write 'dialect: payments', or remove anonymousRead"
                            .formatted(dialect.serviceName()),
                    "anonymousRead",
                    "dialect");
        }
    }
}
