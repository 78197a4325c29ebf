package payments.infrastructure.config;

/**
 * The REST API.
 *
 * @param authorization who may call the payment routes; {@code GET /health} is open to the health checkers
 * @param throttleRate requests per second, steady
 * @param throttleBurst requests at once
 * @param fewestRequests requests per minute below which, for ten minutes, the API counts as silent
 */
public record ApiSettings(
        @Fallback("aws-iam") @Describe("Who may call the payment routes: callers signed by AWS IAM, or anyone")
        ApiAuthorization authorization,

        @Fallback("100") @Range(min = 1, max = 10000) @Overridable @Describe("Requests per second, steady")
        int throttleRate,

        @Fallback("200") @Range(min = 1, max = 5000) @Overridable @Describe("Requests at once")
        int throttleBurst,

        @Fallback("1")
        @Range(min = 1, max = 600000)
        @Overridable
        @Describe("Requests per minute below which, for ten minutes, an alarm says that the API is silent")
        int fewestRequests) {
    public ApiSettings {
        Constraints.check(ApiSettings.class, authorization, throttleRate, throttleBurst, fewestRequests);
        if (throttleBurst < throttleRate) {
            throw new IllegalStateException(
                    "throttleBurst is %d, less than throttleRate %d; allow at least one second's requests at once"
                            .formatted(throttleBurst, throttleRate));
        }
    }
}
