package payments.infrastructure.config.deployment;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Range;

/**
 * What one client of a REST API may use. The client is known by an API key, which AWS makes and which every payment route
 * demands by default: requests without one are not counted (API Gateway guide, "Usage plans and API keys for REST APIs").
 * A key counts; it does not authorize.
 *
 * @param rate requests per second, steady
 * @param burst requests at once
 * @param dailyQuota requests a day, which begins at midnight UTC
 * @param keyRequired whether payment routes demand the key; where they do not, the plan limits nobody, as in a system whose
 *     callers never had keys
 * @param keyId id of a key that exists in the account and region, such as the one that an installed app has; null to have one made.
 *     The id is no secret, the key's value is
 */
public record UsagePlanSettings(
        @Fallback("100")
        @Range(min = 1, max = 10000)
        @Overridable
        @Describe("Requests per second of one client, steady")
        int rate,

        @Fallback("200") @Range(min = 1, max = 5000) @Overridable @Describe("Requests at once of one client")
        int burst,

        @Fallback("10000") @Range(min = 1, max = 999999999) @Overridable @Describe("Requests a day of one client")
        int dailyQuota,

        @Fallback("true") @Describe("Whether payment routes demand the key, without which no request is counted")
        boolean keyRequired,

        @Matches(
                value = "[a-z0-9]{6,20}",
                says = "the id of an API key, 6 to 20 small letters and digits; never its value")
        @Describe(
                "Id of an API key that exists in the account and region, for callers that have one; default: one is made")
        @Nullable String keyId) {}
