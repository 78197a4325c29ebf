package payments.infrastructure.bindings;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** The npm package of the provider: its description for the runtime ({@code .jsii}), an index, and a folder for each module. */
final class ProviderPackage {
    private static final String ROOT = "package/";
    private static final String ASSEMBLY = ROOT + ".jsii";
    private static final String INDEX = ROOT + "lib/index.js";
    private static final Pattern CODE_OF_A_MODULE = Pattern.compile("package/lib/([^/]+)/.+\\.js");

    /** The TypeScript sources, repeated in each file for debuggers: two thirds of its size. */
    private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^//# sourceMappingURL=data:.*$");

    private ProviderPackage() {}

    /**
     * Writes what the used classes need; the same input gives the same bytes.
     *
     * @param used classes of the bindings, in dots
     * @return the types that are kept
     * @throws IllegalStateException if a used class is not described by the package, or a kept type needs one that is not
     */
    static Set<String> trim(InputStream original, Set<String> used, Path target) throws IOException {
        NavigableMap<String, byte[]> files = read(original);
        byte[] described = files.get(ASSEMBLY);
        if (described == null) {
            throw new IllegalStateException("the provider's package has no description " + ASSEMBLY);
        }
        Assembly assembly = Assembly.trim(described, used);
        NavigableMap<String, byte[]> kept = new TreeMap<>();
        files.forEach((name, content) -> {
            if (name.equals(ROOT + "package.json") || name.equals(ROOT + "LICENSE")) {
                kept.put(name, content);
            }
            var module = CODE_OF_A_MODULE.matcher(name);
            if (module.matches() && assembly.modules().containsValue(module.group(1))) {
                kept.put(name, withoutSourceMap(content));
            }
        });
        kept.put(ASSEMBLY, assembly.description());
        kept.put(INDEX, index(assembly.modules()).getBytes(StandardCharsets.UTF_8));
        write(kept, target);
        return assembly.types();
    }

    /** A module is loaded when the first of its classes is asked for. */
    private static String index(Map<String, String> modules) {
        StringBuilder text = new StringBuilder("\"use strict\";\n");
        modules.forEach((name, folder) -> text.append(
                "Object.defineProperty(exports, \"%s\", { enumerable: true, configurable: true, get: () => require(\"./%s\") });\n"
                        .formatted(name, folder)));
        return text.toString();
    }

    private static byte[] withoutSourceMap(byte[] code) {
        return SOURCE_MAP
                .matcher(new String(code, StandardCharsets.UTF_8))
                .replaceAll("")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static NavigableMap<String, byte[]> read(InputStream archive) throws IOException {
        NavigableMap<String, byte[]> files = new TreeMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(archive, 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(".js")
                        || name.endsWith("package.json")
                        || name.endsWith("LICENSE")
                        || name.equals(ASSEMBLY)) {
                    ByteArrayOutputStream content = new ByteArrayOutputStream((int) entry.getSize());
                    tar.transferTo(content);
                    files.put(name, content.toByteArray());
                }
            }
        }
        return files;
    }

    private static void write(NavigableMap<String, byte[]> files, Path target) throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(Deflater.BEST_SPEED);
        try (OutputStream file = Files.newOutputStream(target);
                TarArchiveOutputStream tar =
                        new TarArchiveOutputStream(new GzipCompressorOutputStream(file, parameters))) {
            for (Map.Entry<String, byte[]> kept : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(kept.getKey());
                entry.setSize(kept.getValue().length);
                entry.setModTime(0);
                entry.setIds(0, 0);
                entry.setNames("", "");
                tar.putArchiveEntry(entry);
                tar.write(kept.getValue());
                tar.closeArchiveEntry();
            }
        }
    }
}
