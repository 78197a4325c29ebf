package payments.infrastructure.compute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import payments.contract.FunctionContract;
import payments.contract.FunctionJar;

/** The code of the functions: a folder with one jar for each group of functions, built by the module {@code lambda-handler}. */
public final class FunctionCode {
    /** What Lambda takes in one upload (AWS Lambda quotas: deployment package, zipped, direct upload). */
    private static final long LARGEST_BYTES = 50L * 1024 * 1024;

    private static final String ADVICE =
            "build it with 'mvn package', or name another folder with --lambda-jars or LAMBDA_JARS";

    private final Path folder;
    private final Map<FunctionJar, String> digests = new EnumMap<>(FunctionJar.class);

    /**
     * Looks into the jars, so that a wrong one is found now and not by Lambda.
     *
     * @param folder the folder with the jars
     * @throws IllegalArgumentException where a jar is absent, no jar, too large, or without an entry point
     */
    public FunctionCode(Path folder) {
        this.folder = folder;
        for (FunctionContract function : FunctionContract.values()) {
            check(jar(function.jar()), function.handlerEntry());
        }
    }

    /** The jars, each of which is in the stacks as it is. */
    public List<Path> jars() {
        return Stream.of(FunctionJar.values()).map(this::jar).toList();
    }

    /** The jar of a group of functions. */
    Path jar(FunctionJar group) {
        return folder.resolve(group.fileName());
    }

    /**
     * What the folder of a jar is named after: the MD5 of its bytes in capital letters, as CDKTF names the folder of an asset.
     * It only distinguishes builds; Lambda compares the SHA-256.
     */
    String digest(FunctionJar group) {
        return digests.computeIfAbsent(group, unread -> md5(jar(unread)));
    }

    private static String md5(Path jar) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(Files.readAllBytes(jar));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (IOException e) {
            throw new UncheckedIOException("the function code %s cannot be read".formatted(jar), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5 (MessageDigest)", e);
        }
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
