package payments.app;

import java.net.URI;
import java.util.Optional;

/** Where every service of AWS is instead of its own place, by the variable that the AWS SDKs and Terraform's provider read. */
final class Endpoint {
    private static final String VARIABLE = "AWS_ENDPOINT_URL";

    private Endpoint() {}

    /** The place, where the variable names one. */
    static Optional<URI> given(EnvironmentVariables variables) {
        Optional<String> given = variables.get(VARIABLE);
        if (given.isPresent() && !given.get().matches("https?://[\\w.:\\[\\]-]+/?")) {
            throw new BadInputException("""
                    payments: not the address of an endpoint
                      at       %s: %s
                      needed   http:// or https://, a host and perhaps a port
                      change   the variable, or leave it unset for AWS itself""".formatted(VARIABLE, given.get()));
        }
        return given.map(URI::create);
    }
}
