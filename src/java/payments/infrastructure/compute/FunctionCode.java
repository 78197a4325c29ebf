package payments.infrastructure.compute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/**
 * The code of the functions: one jar, built by the module {@code lambda-handler}.
 *
 * @param jar the jar; it exists and holds the functions' entry points
 */
public record FunctionCode(Path jar) {
    /** Entry point of the payments API. */
    public static final String PAYMENTS_API = "payments.service.handler.PaymentsApiHandler::handleRequest";

    /** What Lambda takes in one upload (AWS Lambda quotas: deployment package, zipped, direct upload). */
    private static final long LARGEST_BYTES = 50L * 1024 * 1024;

    private static final String ADVICE =
            "build it with 'mvn package', or name another jar with --lambda-jar or LAMBDA_JAR";

    /**
     * Looks into the jar, so that a wrong one is found now and not by Lambda.
     *
     * @throws IllegalArgumentException where the jar is absent, no jar, too large, or without an entry point
     */
    public FunctionCode {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("no function code at %s; %s".formatted(jar, ADVICE));
        }
        String entry = entry(PAYMENTS_API);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            if (zip.getEntry(entry) == null) {
                throw new IllegalArgumentException(
                        "the function code %s holds no %s; %s".formatted(jar, entry, ADVICE));
            }
            if (Files.size(jar) > LARGEST_BYTES) {
                throw new IllegalArgumentException(
                        "the function code %s has %d bytes, Lambda takes at most %d; leave out what the functions do not need"
                                .formatted(jar, Files.size(jar), LARGEST_BYTES));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the function code %s is no jar (%s); %s".formatted(jar, e.getMessage(), ADVICE), e);
        }
    }

    /** The class file of a handler setting, which is {@code package.Class::method}. */
    private static String entry(String handler) {
        return handler.substring(0, handler.indexOf("::")).replace('.', '/') + ".class";
    }
}
