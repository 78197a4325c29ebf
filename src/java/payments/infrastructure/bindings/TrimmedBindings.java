package payments.infrastructure.bindings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Writes the provider's package anew with only the modules that the compiled classes use, at the same place on the class
 * path as the original and ahead of it. The runtime of the bindings takes the first that it finds, so nothing else knows.
 *
 * <p>The pinned artifact on the class path is the only source; no network is needed. A class that is used and would be
 * missing fails the build with its name.
 */
public final class TrimmedBindings {
    private static final String FOLDER = "com/hashicorp/cdktf/providers/aws/";

    /** The list by which Java finds the class of a type that Node.js names. */
    static final String TYPES = FOLDER + "$Module.txt";

    private TrimmedBindings() {}

    /**
     * Run by the build after the compiler.
     *
     * @param arguments the folder of compiled classes, which also takes the package, and the version of the provider's
     *     artifact
     * @throws IllegalStateException if the original is not on the class path, or a used class is not in it
     */
    public static void main(String[] arguments) {
        Path classes = Path.of(arguments[0]);
        String resource = resource(arguments[1]);
        try {
            write(classes, UsedClasses.of(classes), resource);
        } catch (IOException e) {
            throw new UncheckedIOException("the provider's package could not be written below " + classes, e);
        }
    }

    /** Where the runtime of the bindings looks for the provider's package of a version. */
    public static String resource(String version) {
        return FOLDER + "provider-aws@" + version + ".jsii.tgz";
    }

    /** Writes the package, unless an earlier run of the same code wrote it from the same original for the same classes. */
    private static void write(Path classes, Set<String> used, String resource) throws IOException {
        URL original = original(resource);
        Path target = classes.resolve(resource);
        Path inputs = classes.resolveSibling("trimmed-bindings.txt");
        String wanted = "%s%n%s%n%s%n".formatted(ownCode(classes), original.getPath(), String.join("\n", used));
        if (Files.exists(target)
                && Files.exists(inputs)
                && Files.readString(inputs).equals(wanted)) {
            return;
        }
        Files.createDirectories(target.getParent());
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        try (InputStream from = original.openStream()) {
            writeTypes(ProviderPackage.trim(from, used, unfinished), classes);
        }
        Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(inputs, wanted);
    }

    private static void writeTypes(Set<String> kept, Path classes) throws IOException {
        try (InputStream from = original(TYPES).openStream()) {
            List<String> lines = new String(from.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> kept.contains(line.substring(0, Math.max(line.indexOf('='), 0))))
                    .toList();
            Files.write(classes.resolve(TYPES), lines);
        }
    }

    /** A fingerprint of this build step: a package that an older one wrote is written anew. */
    private static String ownCode(Path classes) throws IOException {
        CRC32 fingerprint = new CRC32();
        Path own = classes.resolve(TrimmedBindings.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(own)) {
            for (Path file : files.sorted().toList()) {
                fingerprint.update(Files.readAllBytes(file));
            }
        }
        return Long.toHexString(fingerprint.getValue());
    }

    /** An earlier run's package lies on the class path too; the original is the one in an archive. */
    static URL original(String resource) throws IOException {
        List<URL> found =
                Collections.list(TrimmedBindings.class.getClassLoader().getResources(resource));
        return found.stream()
                .filter(url -> url.getProtocol().equals("jar") && url.getPath().contains("cdktf-provider-aws"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the provider's package %s is in no artifact of the class path; found: %s"
                                .formatted(
                                        resource,
                                        new TreeSet<>(found.stream()
                                                .map(URL::toString)
                                                .toList()))));
    }
}
