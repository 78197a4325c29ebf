package payments.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Jars that have the functions' entry points and nothing else: enough for synthesis, without packaging the service. */
public final class FunctionJars {
    private FunctionJars() {}

    /** Writes the jars into a folder, which is made where it is absent; gives the folder. */
    public static Path in(Path folder) {
        try {
            Files.createDirectories(folder);
            for (FunctionGroup group : FunctionGroup.values()) {
                write(folder.resolve(group.jar().getFileName()), group);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path jar, FunctionGroup group) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String handler : group.handlers()) {
                String name = handler.replace('.', '/') + ".class";
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
