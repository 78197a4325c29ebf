package payments.infrastructure.config.deployment;

import java.util.List;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.HostNames;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.constraint.Validated;

/**
 * Which pages of other origins may call the API (Fetch standard, "CORS protocol"). The methods are those of the routes.
 *
 * @param origin the one origin; there is no way to allow all
 * @param headers the headers that such a page may send
 */
public record CorsSettings(
        @Matches(
                value = "(?!.*[A-Z])https://" + HostNames.ANY + "(" + HostNames.PORT + ")?",
                says =
                        "one origin such as https://app.example.com, in small letters, with a port from 1 to 65535 or none")
        @Overridable
        @Describe("The one origin whose pages may call the API")
        String origin,

        @Fallback("Content-Type, X-Amz-Date, Authorization, X-Api-Key, X-Amz-Security-Token, Idempotency-Key")
        @Size(min = 1, max = 20) @Describe("Headers that such a page may send")
        List<String> headers)
        implements Validated {
    private static final String FIELD_NAME = "[A-Za-z0-9-]{1,64}";

    public CorsSettings {
        headers = List.copyOf(headers);
    }

    @Override
    public void validate(Contradictions contradictions) {
        for (int i = 0; i < headers.size(); i++) {
            String header = headers.get(i);
            if (!header.matches(FIELD_NAME)) {
                contradictions.add(
                        "headers names '%s'; a header's name has letters, digits and hyphens".formatted(header),
                        "headers[%d]".formatted(i));
            }
        }
    }
}
