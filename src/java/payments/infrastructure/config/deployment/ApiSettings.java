package payments.infrastructure.config.deployment;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Range;
import payments.infrastructure.config.constraint.Validated;

/**
 * What callers reach.
 *
 * @param type what stands in front of the function
 * @param dialect which API is spoken
 * @param authorization who may call the payment routes; {@code GET /health} is open to the health checkers
 * @param jwt whose tokens are accepted; present exactly where the authorization is by token
 * @param stageName name of the stage; null for the environment's suffix
 * @param throttleRate requests per second of all callers together, steady; null for what the function can take
 * @param throttleBurst requests at once of all callers together; null for what the function can take
 * @param usagePlan what one client may use; null where clients are not distinguished
 * @param captureRoute whether callers can have the workflow capture their payments
 * @param anonymousRead whether callers without identity may read and capture the payments that such callers made
 * @param environment what answers call the environment; null for its suffix
 * @param awsName whether the name that AWS gives stays open beside a name of one's own
 * @param cors which pages of other origins may call; null for none
 * @param executionLog how much API Gateway says about what it does itself
 * @param fewestRequests requests per minute below which, for ten minutes, the API counts as silent
 */
public record ApiSettings(
        @Fallback("rest")
        @Describe("What stands in front of the function: REST API, HTTP API or application load balancer")
        ApiType type,

        @Fallback("payments")
        @Describe("Which API is spoken; its path has the same name, but that of payments-basic is payments")
        ApiDialect dialect,

        @Fallback("aws-iam")
        @Describe("Who may call the payment routes: callers signed by AWS IAM, callers with a token, or anyone")
        ApiAuthorization authorization,

        @Describe("Whose tokens are accepted, where authorization is jwt") @Nullable JwtSettings jwt,

        @Matches(value = "[A-Za-z0-9_-]{1,64}", says = "1 to 64 letters, digits, _ and -")
        @Describe("Name of the stage; default: the environment's suffix")
        @Nullable String stageName,

        @Range(min = 1, max = 10000)
        @Overridable
        @Describe(
                "Requests per second, steady; default: 100, or 10 for each run that function.reservedConcurrency reserves where that is less")
        @Nullable Integer throttleRate,

        @Range(min = 1, max = 5000)
        @Overridable
        @Describe(
                "Requests at once; default: 200, or 10 for each run that function.reservedConcurrency reserves where that is less")
        @Nullable Integer throttleBurst,

        @Describe("What one client may use, known by an API key; REST APIs alone") @Nullable UsagePlanSettings usagePlan,

        @Fallback("false")
        @Describe("Whether POST /payments/{id}/capture has the workflow capture a payment of the caller")
        boolean captureRoute,

        @Fallback("false")
        @Describe("Whether callers without identity may read, and capture, the payments of all such callers")
        boolean anonymousRead,

        @Matches(value = "[A-Za-z0-9_-]{1,64}", says = "1 to 64 letters, digits, _ and -")
        @Describe("What answers call the environment; default: its suffix")
        @Nullable String environment,

        @Fallback("false")
        @Describe("Whether a REST or HTTP API also answers to the name that AWS gives it, where it has one of its own")
        boolean awsName,

        @Describe("Which pages of other origins may call") @Nullable CorsSettings cors,

        @Fallback("error") @Describe("What the execution log of a REST API holds; never a body")
        ExecutionLog executionLog,

        @Fallback("1")
        @Range(min = 1, max = 600000)
        @Overridable
        @Describe("Requests per minute below which, for ten minutes, an alarm says that the API is silent")
        int fewestRequests)
        implements Validated {
    @Override
    public void validate(Contradictions contradictions) {
        ApiChecks.check(
                contradictions, type, dialect, authorization, jwt, stageName, usagePlan, captureRoute, anonymousRead);
        if (awsName && type == ApiType.LOAD_BALANCER) {
            contradictions.add(
                    "awsName is true but type is load-balancer, to whose own name no certificate belongs; remove it",
                    "awsName",
                    "type");
        }
    }

    /**
     * The same before a function of so many runs: limits that the file does not set are what the function can process.
     *
     * @param runs concurrent runs of the function; null where it shares the account's
     */
    ApiSettings before(@Nullable Integer runs) {
        return new ApiSettings(
                type,
                dialect,
                authorization,
                jwt,
                stageName,
                Throttle.chosen(throttleRate, Throttle.RATE, runs),
                Throttle.chosen(throttleBurst, Throttle.BURST, runs),
                usagePlan,
                captureRoute,
                anonymousRead,
                environment,
                awsName,
                cors,
                executionLog,
                fewestRequests);
    }

    /** Requests per second of all callers together, steady. */
    public int requestsPerSecond() {
        return Throttle.chosen(throttleRate, Throttle.RATE, null);
    }

    /** Requests at once of all callers together. */
    public int requestsAtOnce() {
        return Throttle.chosen(throttleBurst, Throttle.BURST, null);
    }

    /** The stage's name in an environment of this suffix. */
    public String stageName(String suffix) {
        return stageName == null ? suffix : stageName;
    }
}
