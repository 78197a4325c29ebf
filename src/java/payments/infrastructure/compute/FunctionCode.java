package payments.infrastructure.compute;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The code of the functions: one jar, built by the module {@code lambda-handler}.
 *
 * @param jar the jar; it exists
 */
public record FunctionCode(Path jar) {
    /** Entry point of the payments API; a test checks that the jar holds it. */
    public static final String PAYMENTS_API = "payments.service.handler.PaymentsApiHandler::handleRequest";

    /** @throws IllegalArgumentException where the jar is absent */
    public FunctionCode {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException(
                    "no function code at %s; build it with 'mvn package', or name another jar with --lambda-jar or LAMBDA_JAR"
                            .formatted(jar));
        }
    }
}
