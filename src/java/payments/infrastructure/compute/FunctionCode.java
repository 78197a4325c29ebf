package payments.infrastructure.compute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import payments.contract.FunctionContract;

/**
 * The code of the functions: a folder with one jar for each group of functions, built by the module {@code lambda-handler}.
 *
 * @param folder the folder; each jar in it exists and holds the entry points of its group
 */
public record FunctionCode(Path folder) {
    /** What Lambda takes in one upload (AWS Lambda quotas: deployment package, zipped, direct upload). */
    private static final long LARGEST_BYTES = 50L * 1024 * 1024;

    private static final String ADVICE =
            "build it with 'mvn package', or name another folder with --lambda-jars or LAMBDA_JARS";

    /**
     * Looks into the jars, so that a wrong one is found now and not by Lambda.
     *
     * @throws IllegalArgumentException where a jar is absent, no jar, too large, or without an entry point
     */
    public FunctionCode {
        for (FunctionContract function : FunctionContract.values()) {
            check(jar(folder, function), function.handlerEntry());
        }
    }

    /** The jar that holds the handler of a function. */
    Path jar(FunctionContract function) {
        return jar(folder, function);
    }

    private static Path jar(Path folder, FunctionContract function) {
        return folder.resolve(function.jar().fileName());
    }

    private static void check(Path jar, String entry) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("no function code at %s; %s".formatted(jar, ADVICE));
        }
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
}
