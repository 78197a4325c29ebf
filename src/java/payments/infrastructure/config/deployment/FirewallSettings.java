package payments.infrastructure.config.deployment;

import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Range;

/**
 * The web application firewall in front of an API.
 *
 * @param requestsPerAddress requests that one client address may send in five minutes before it is refused with 429
 */
public record FirewallSettings(
        @Fallback("2000")
        @Range(min = 100, max = 20000000)
        @Overridable
        @Describe("Requests that one client address may send in five minutes before the firewall refuses it")
        int requestsPerAddress) {}
