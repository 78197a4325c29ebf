package payments.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import payments.contract.FunctionContract;
import payments.contract.FunctionJar;

/**
 * The jars of the functions: those that the build packs, and jars that hold the handlers and nothing else, which is enough
 * for synthesis without packaging the service.
 */
public final class FunctionJars {
    private FunctionJars() {}

    /** The jar that {@code mvn package} makes. */
    public static Path packed(FunctionJar jar) {
        return Path.of("lambda-handler", "target", jar.fileName()).toAbsolutePath();
    }

    /** The same with all of each library that it uses, of which the build leaves what handlers reach. */
    public static Path joined(FunctionJar jar) {
        return packed(jar).resolveSibling("joined").resolve(jar.fileName());
    }

    /** Writes the jars into a folder, which is made where it is absent; gives the folder. */
    public static Path in(Path folder) {
        try {
            Files.createDirectories(folder);
            for (FunctionJar jar : FunctionJar.values()) {
                write(folder.resolve(jar.fileName()), FunctionContract.in(jar));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path jar, List<FunctionContract> functions) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (FunctionContract function : functions) {
                String name = function.handlerEntry();
                ZipEntry entry = new ZipEntry(name);
                // The time is part of the bytes, and the bytes are part of the output's path.
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(entryPoint(name));
            }
        }
    }

    /** The real class: the guardrails look for the method in it. */
    private static byte[] entryPoint(String name) throws IOException {
        try (InputStream code =
                Objects.requireNonNull(FunctionJars.class.getClassLoader().getResourceAsStream(name), name)) {
            return code.readAllBytes();
        }
    }
}
