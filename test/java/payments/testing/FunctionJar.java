package payments.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A jar that has the functions' entry points and no code: enough for synthesis, without building the service. */
public final class FunctionJar {
    private FunctionJar() {}

    /** Writes the jar into a folder. */
    public static Path in(Path folder) {
        Path jar = folder.resolve("function.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            ZipEntry entry = new ZipEntry("payments/service/handler/PaymentsApiHandler.class");
            // The time is part of the bytes, and the bytes are part of the output's path.
            entry.setTime(0);
            zip.putNextEntry(entry);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
