package payments.infrastructure.config.deployment;

import java.util.List;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.HostNames;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Obeys;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.constraint.ValueRule;

/**
 * Whose tokens an HTTP API accepts (API Gateway guide, "Control access to HTTP APIs with JWT authorizers").
 *
 * @param issuer the identity provider, by the URL that its tokens carry
 * @param audience for whom a token must be made; one of these
 */
public record JwtSettings(
        @Matches(
                value = "https://" + HostNames.ANY + "(" + HostNames.PORT + ")?(/[A-Za-z0-9._~/-]*)?",
                says = "an https URL without query")
        @Describe("Identity provider, by the URL that its tokens carry")
        String issuer,

        @Size(min = 1, max = 10) @Obeys(ValueRule.AUDIENCE) @Describe("For whom a token must be made; one of these")
        List<String> audience) {
    public JwtSettings {
        audience = List.copyOf(audience);
    }
}
