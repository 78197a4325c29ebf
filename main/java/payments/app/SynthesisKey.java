package payments.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.config.deployment.Deployment;

/**
 * Everything that the output of a synthesis depends on, as one text: the program with all its libraries, the settings, the functions'
 * code, and what CDKTF reads for itself. Where two keys are equal, two syntheses write the same bytes.
 */
final class SynthesisKey {
    /** Variables that CDKTF, jsii or Node.js read. Where the output goes does not change it. */
    private static final List<String> OF_NODE = List.of("CDKTF_", "JSII_", "NODE_", "SYNTH_");

    private static final String PLACE = "CDKTF_OUTDIR";

    private SynthesisKey() {}

    /**
     * The key of a synthesis. Of a deployment its text is taken: a record's has the text of each of its parts.
     *
     * @param classPath the program's, as the JVM has it
     * @return empty where the program is not packaged: classes in folders may change while it runs
     */
    static Optional<String> of(
            Deployment deployment, FunctionCode code, EnvironmentVariables variables, List<Path> classPath) {
        try {
            Optional<List<Path>> program = jars(classPath);
            if (program.isEmpty()) {
                return Optional.empty();
            }
            List<String> parts = new ArrayList<>();
            parts.add("java " + Runtime.version());
            for (Path jar : program.get()) {
                parts.add("program %s %s".formatted(jar.getFileName(), FileDigest.of(jar)));
            }
            for (Path jar : code.jars()) {
                parts.add("code %s %s".formatted(jar.getFileName(), FileDigest.of(jar)));
            }
            variables.given().entrySet().stream()
                    .filter(variable -> OF_NODE.stream().anyMatch(variable.getKey()::startsWith)
                            && !variable.getKey().equals(PLACE))
                    .map(variable -> "variable %s=%s".formatted(variable.getKey(), variable.getValue()))
                    .sorted()
                    .forEach(parts::add);
            parts.add("deployment " + deployment);
            return Optional.of(sha256(String.join("\n", parts)));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own files cannot be read", e);
        }
    }

    /** The class path of this process. */
    static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1))
                .map(Path::of)
                .toList();
    }

    /** The jars, and those that their manifests name; empty where anything is no jar. */
    private static Optional<List<Path>> jars(List<Path> classPath) throws IOException {
        TreeSet<Path> found = new TreeSet<>();
        for (Path element : classPath) {
            if (!Files.isRegularFile(element)) {
                return Optional.empty();
            }
            found.add(element);
            try (JarFile jar = new JarFile(element.toFile())) {
                String named = jar.getManifest() == null
                        ? null
                        : jar.getManifest().getMainAttributes().getValue("Class-Path");
                for (String further :
                        named == null ? new String[0] : named.strip().split("\\s+", -1)) {
                    Path library = element.resolveSibling(further);
                    if (Files.isRegularFile(library)) {
                        found.add(library);
                    }
                }
            }
        }
        return Optional.of(List.copyOf(found));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256 (MessageDigest)", e);
        }
    }
}
