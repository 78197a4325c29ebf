package payments.infrastructure.guardrail.rules.lambda;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The packaged code of a function: a zip, or a jar, which is one. Nothing of it is run. */
final class CodePackage {
    /** What Lambda calls when the handler names a class only. */
    private static final String DEFAULT_METHOD = "handleRequest";

    private static final int DEEPEST_HIERARCHY = 20;

    private final Path file;

    /**
     * The package in a file.
     *
     * @throws IOException when it does not exist
     */
    CodePackage(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("no file");
        }
        this.file = file;
    }

    /** The hash that Lambda shows and Terraform compares: SHA-256 in base 64. */
    String hash() throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(content, digest).transferTo(java.io.OutputStream.nullOutputStream());
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What of the handler is not in the package, in words; empty when all is. */
    String missing(String handler, String runtime) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (runtime.startsWith("java")) {
                return missingInJar(zip, handler);
            }
            String module = handler.contains(".") ? handler.substring(0, handler.lastIndexOf('.')) : handler;
            List<String> files = runtime.startsWith("python")
                    ? List.of(module.replace('.', '/') + ".py")
                    : runtime.startsWith("nodejs")
                            ? Stream.of(".js", ".mjs", ".cjs")
                                    .map(module::concat)
                                    .toList()
                            : List.of();
            boolean there = files.isEmpty() || files.stream().anyMatch(name -> zip.getEntry(name) != null);
            return there ? "" : "no file " + String.join(" or ", files) + " in the package";
        }
    }

    private static String missingInJar(ZipFile zip, String handler) throws IOException {
        String[] parts = handler.split("::", 2);
        String method = parts.length > 1 ? parts[1] : DEFAULT_METHOD;
        String type = parts[0].replace('.', '/');
        if (entry(zip, type) == null) {
            return "no class " + parts[0] + " in the package";
        }
        for (int level = 0; level < DEEPEST_HIERARCHY; level++) {
            ZipEntry entry = entry(zip, type);
            if (entry == null) {
                // A class of the runtime or of a layer: its methods cannot be seen.
                return type.equals("java/lang/Object") ? "no method " + method + " in " + parts[0] : "";
            }
            ClassOutline outline;
            try (DataInputStream bytes = new DataInputStream(zip.getInputStream(entry))) {
                outline = ClassOutline.read(bytes);
            }
            if (outline.methods().contains(method)) {
                return "";
            }
            type = outline.parent();
        }
        return "";
    }

    private static @Nullable ZipEntry entry(ZipFile zip, String type) {
        return zip.getEntry(type + ".class");
    }
}
