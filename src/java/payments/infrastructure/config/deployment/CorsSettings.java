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
 * <p>Every origin may call where it is {@code *}, whatever the authorization. Nothing is given away by it: no API here knows
 * its callers by what a browser sends along by itself, such as cookies. A signature, a token or a key is sent by
 * the page itself, and to a page that asks with cookies no browser shows an answer with {@code *} (Fetch standard, "CORS
 * protocol and credentials"). An origin is still the better value: it stops pages that got hold of somebody's token.
 *
 * @param origin the one origin, or {@code *}
 * @param headers the headers that such a page may send
 */
public record CorsSettings(
        @Matches(
                value = "[*]|(?!.*[A-Z])https://" + HostNames.ANY + "(" + HostNames.PORT + ")?",
                says =
                        "one origin such as https://app.example.com, in small letters, with a port from 1 to 65535 or none; or * for every origin")
        @Overridable
        @Describe("The one origin whose pages may call the API, or * for every origin")
        String origin,

        @Fallback("Content-Type, X-Amz-Date, Authorization, X-Api-Key, X-Amz-Security-Token, Idempotency-Key")
        @Size(min = 1, max = 20) @Describe("Headers that such a page may send")
        List<String> headers)
        implements Validated {
    /** Pages of every origin. */
    private static final String ANY = "*";

    private static final String FIELD_NAME = "[A-Za-z0-9-]{1,64}";

    public CorsSettings {
        headers = List.copyOf(headers);
    }

    /** Whether pages of every origin may call. */
    public boolean isForAll() {
        return origin.equals(ANY);
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
