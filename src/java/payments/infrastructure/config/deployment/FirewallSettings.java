package payments.infrastructure.config.deployment;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Range;

/**
 * The web application firewall in front of an API.
 *
 * @param requestsPerAddress requests that one client address may send in five minutes before it is refused with 429; null for
 *     what the API's throttle fits
 */
public record FirewallSettings(
        @Range(min = 100, max = 20000000)
        @Overridable
        @Describe(
                "Requests that one client address may send in five minutes before the firewall refuses it; default: five minutes of api.throttleRate, a tenth of that where authorization is none")
        @Nullable Integer requestsPerAddress) {
    private static final int SECONDS = 300;
    private static final int SHARE_OF_STRANGERS = 10;
    private static final int FEWEST = 100;

    /**
     * What one address may send in five minutes. Callers who sign are servers, all of one client behind one address: such an
     * address may use the whole API, whose own throttle holds for all together. Of strangers one address gets a tenth.
     */
    public int limit(ApiSettings api) {
        if (requestsPerAddress != null) {
            return requestsPerAddress;
        }
        int all = api.requestsPerSecond() * SECONDS;
        return api.authorization() == ApiAuthorization.NONE ? Math.max(all / SHARE_OF_STRANGERS, FEWEST) : all;
    }
}
